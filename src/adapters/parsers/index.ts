// Face of the parser adapter: files are read in worker threads.
export { createParserPool } from './pool.ts';
export type { ParserPool } from './pool.ts';
