// Every example policy is valid, and decides what its cases say, as `aigov policy test` runs them.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../src/cli.ts';

type Result = {
  readonly cases: readonly { readonly name: string; readonly failures: readonly string[] }[];
  readonly rules: { readonly covered: readonly string[]; readonly uncovered: readonly string[] };
};

const FOLDER = fileURLToPath(new URL('../policy-examples/', import.meta.url));
const POLICIES = readdirSync(FOLDER).filter((name) => name.endsWith('.yml') && !name.includes('.cases.'));

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly document: unknown }> {
  let out = '';
  const code = await main([...args, '--format', 'json'], {
    out: (text) => (out += text),
    err: (text) => (out += text),
    color: false,
    interactive: false,
    cwd: FOLDER,
    environment: {},
  });
  return { code, document: JSON.parse(out) };
}

it('there are examples', () => {
  expect(POLICIES.length).toBeGreaterThanOrEqual(12);
});

/** `shop.repository.yml` stands above `shop.yml`. */
function floorOf(policy: string): readonly string[] {
  const floor = policy.replace(/\.repository\.yml$/, '.yml');
  return floor === policy ? [] : ['--floor', `${FOLDER}${floor}`];
}

describe.each(POLICIES)('%s', (policy) => {
  it('is valid without a warning', async () => {
    const { code, document } = await run('policy', 'validate', `${FOLDER}${policy}`);
    expect({ code, document }).toMatchObject({ code: 0, document: { problems: [] } });
  });

  it('decides what its cases say, and every rule is tried', async () => {
    const { code, document } = await run('policy', 'test', `${FOLDER}${policy}`, ...floorOf(policy));
    const { cases, rules } = document as Result;
    expect(cases.filter(({ failures }) => failures.length > 0)).toEqual([]);
    expect({ code, uncovered: rules.uncovered, some: cases.length > 0 }).toEqual({
      code: 0,
      uncovered: [],
      some: true,
    });
  });
});
