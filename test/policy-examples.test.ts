// Every example policy is valid and decides what its cases say: real git repositories, real parsers, the real decision.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { gatherLocal } from '../src/adapters/git/index.ts';
import { createParserPool } from '../src/adapters/parsers/index.ts';
import { main } from '../src/cli.ts';
import type { Decision } from '../src/model/decision.ts';
import { parseFacts } from '../src/policy/index.ts';
import { decide } from '../src/steps/decide.ts';
import { readDiff, WANTED } from '../src/steps/read-diff.ts';
import { createLocalRepository, type Files } from './doubles/local-repository.ts';

type Case = {
  readonly name: string;
  readonly files: {
    readonly [path: string]: { readonly before: string | null; readonly after: string | null };
  };
  readonly facts: unknown;
  readonly expect: { readonly outcome: string; readonly tier: string; readonly codes: readonly string[] };
};

const FOLDER = fileURLToPath(new URL('../policy-examples/', import.meta.url));
const POLICIES = readdirSync(FOLDER).filter((name) => name.endsWith('.yml'));
const parsers = createParserPool();
afterAll(() => parsers.close());

const casesOf = (policy: string): readonly Case[] =>
  JSON.parse(readFileSync(`${FOLDER}${policy.replace('.yml', '.cases.json')}`, 'utf8')) as readonly Case[];

/** The tree of one side; a file that is absent there is deleted where the other side had it. */
function sideOf({ files }: Case, side: 'before' | 'after'): Files {
  const present = Object.entries(files).filter(([, both]) => both[side] !== null || side === 'after');
  return Object.fromEntries(present.map(([path, both]) => [path, both[side]]));
}

async function decisionOn(policy: string, example: Case): Promise<Decision> {
  const repository = createLocalRepository();
  try {
    const facts = parseFacts(example.facts);
    if (facts.kind !== 'ok') throw new Error(JSON.stringify(facts.problems));
    const gathered = await gatherLocal({
      repo: repository.dir,
      base: repository.commit(sideOf(example, 'before')),
      head: repository.commit(sideOf(example, 'after')),
      policyPath: `${FOLDER}${policy}`,
      floorPath: null,
      facts: facts.facts,
      ...WANTED,
    });
    const diff = await readDiff({ files: gathered.files, around: gathered.around, readers: parsers });
    return decide({ gathered, diff }).decision;
  } finally {
    repository.remove();
  }
}

it('there are examples, each with its cases', () => {
  expect(POLICIES.length).toBeGreaterThanOrEqual(4);
  expect(POLICIES.map((policy) => casesOf(policy).length > 0)).toEqual(POLICIES.map(() => true));
});

describe.each(POLICIES)('%s', (policy) => {
  it('is valid without a warning', async () => {
    let out = '';
    const code = await main(['policy', 'validate', `${FOLDER}${policy}`, '--format', 'json'], {
      out: (text) => (out += text),
      err: (text) => (out += text),
      color: false,
      interactive: false,
      cwd: FOLDER,
      environment: {},
    });
    expect({ code, problems: (JSON.parse(out) as { readonly problems: unknown }).problems }).toEqual({
      code: 0,
      problems: [],
    });
  });

  it.each(casesOf(policy))('$name', async (example) => {
    const { outcome, tier, reasons } = await decisionOn(policy, example);
    const open = reasons.filter(({ satisfied }) => !satisfied).map(({ code }) => code);
    expect({ outcome, tier, codes: [...new Set(open)].toSorted() }).toEqual(example.expect);
  });
});
