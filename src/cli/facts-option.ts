// The option `--facts FILE` of every command that decides.
import { readFile } from 'node:fs/promises';
import type { Facts } from '../model/facts.ts';
import { Fault } from '../model/failure.ts';
import { explainIssues, factsSchema, parseFacts } from '../policy/index.ts';
import { visible } from '../report/index.ts';
import { parseYaml } from '../syntax/index.ts';
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
  const value = parseJson(text, path);
  const result = parseFacts(value);
  if (result.kind === 'ok') return result.facts;
  const problems = problemsIn(text, value).slice(0, MOST_PROBLEMS);
  throw new Fault(
    'FACTS_INVALID',
    [`--facts: ${path} is not an aigov.facts/1 document.`, ...problems.map((each) => `${path}:${each}`)].join(
      '\n',
    ),
  );
}

const MOST_PROBLEMS = 10;

/** Each with line and column: JSON is YAML too, whose reader knows the places. */
function problemsIn(text: string, value: unknown): readonly string[] {
  const [root] = parseYaml(text).documents;
  const { error } = factsSchema.safeParse(value);
  if (root === undefined || error === undefined) return [];
  return explainIssues(error, root, factsSchema, 'the document').map(({ line, column, message }) =>
    visible(`${line}:${column}: ${message}`),
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('FACTS_INVALID', `--facts: ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
