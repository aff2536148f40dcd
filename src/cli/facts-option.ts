// The option `--facts FILE` of every command that decides.
import { readFile } from 'node:fs/promises';
import type { Facts } from '../model/facts.ts';
import { Fault } from '../model/failure.ts';
import { parseFacts } from '../policy/index.ts';
import { optionalOption, type Options } from './arguments.ts';

/** Null where the option is not given. */
export async function givenFacts(options: Options): Promise<Facts | null> {
  const path = optionalOption(options, 'facts');
  return path === null ? null : await readFacts(path);
}

/** Throws Fault FACTS_INVALID naming every wrong field. */
async function readFacts(path: string): Promise<Facts> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('FACTS_INVALID', `--facts: cannot read ${path}`, { cause });
  });
  const result = parseFacts(parseJson(text, path));
  if (result.kind === 'ok') return result.facts;
  throw new Fault(
    'FACTS_INVALID',
    `--facts: ${path} is not an aigov.facts/1 document. ${result.problems.map(({ path: at, message }) => `${at === '' ? '' : `${at}: `}${message}`).join('; ')}`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('FACTS_INVALID', `--facts: ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
