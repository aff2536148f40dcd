// The parser as the readers of files know it; made by the parser adapter.
import { parseHcl } from './parse.ts';
import type { ParsedHcl } from './parse.ts';

export interface HclParser {
  /** Never rejects. Every refusal has its reason and, where one exists, its line. */
  parse(text: string): Promise<ParsedHcl>;
}

export function createHclParser(): HclParser {
  return { parse: (text) => Promise.resolve(parseHcl(text)) };
}
