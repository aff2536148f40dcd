// Loads the WebAssembly modules of the HCL parser from their packages; called by the worker, once, on its first HCL file.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createHclParser } from '../../formats/index.ts';
import type { HclParser } from '../../formats/index.ts';

const resolve = createRequire(import.meta.url).resolve;

/** `onDeath` is called when the parser can no longer be trusted and its thread must be replaced. */
export async function loadHclParser(onDeath: () => void): Promise<HclParser> {
  const [core, grammar, { createHclOracle }] = await Promise.all([
    readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm')),
    import('./hcl-oracle.ts'),
  ]);
  return createHclParser({ core, grammar, oracle: createHclOracle(onDeath) });
}

/** A parser that loads on first use, so that a pull request without HCL never pays for it. */
export function lazyHclParser(onDeath: () => void): HclParser {
  let loaded: Promise<HclParser> | null = null;
  return { parse: async (text) => (await (loaded ??= loadHclParser(onDeath))).parse(text) };
}
