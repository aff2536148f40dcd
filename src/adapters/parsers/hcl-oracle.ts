// HashiCorp's HCL reader (Go compiled to WebAssembly) behind the `HclOracle` port; made by `loadHclParser`.
import { parse } from '@cdktn/hcl2json';
import type { HclOracle, OracleVerdict } from '../../formats/index.ts';
import type { JsonObject } from '../../model/json.ts';

const FILE = 'file.tf';

/**
 * The reader's runtime may die on one text and take every later one with it, so any failure that is not a diagnosis
 * marks it as dead for good; `onDeath` then replaces the worker.
 */
export function createHclOracle(onDeath: () => void): HclOracle {
  let dead = false;
  return {
    judge: async (text) => {
      if (dead) return { kind: 'dead' };
      try {
        return { kind: 'valid', root: (await parse(FILE, text)) as JsonObject };
      } catch (error) {
        const verdict = diagnose(error instanceof Error ? error.message : '');
        if (verdict.kind === 'dead') {
          dead = true;
          onDeath();
        }
        return verdict;
      }
    },
  };
}

/**
 * Diagnoses look like `parse config: [file.tf:3,6-4,1: Invalid expression; …]`. Only place and title are taken over:
 * the detail quotes the text, which may hold a secret.
 */
function diagnose(message: string): OracleVerdict {
  if (message.startsWith('convert to HCL:'))
    return { kind: 'invalid', line: null, message: 'blocks and arguments of one name contradict each other' };
  if (!message.startsWith('parse config:')) return { kind: 'dead' };
  const found = /\[file\.tf:(\d+),\d+[^:]*: ([A-Z][A-Za-z ,'-]{0,60});/.exec(message);
  return {
    kind: 'invalid',
    line: found?.[1] === undefined ? null : Number(found[1]),
    message:
      found?.[2] === undefined ? 'this is not valid HCL' : `this is not valid HCL: ${found[2].toLowerCase()}`,
  };
}
