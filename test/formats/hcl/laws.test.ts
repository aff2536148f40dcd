// What holds for every text: ours and HashiCorp's reader accept the same, and see the same in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';
import type { HclBody } from '../../../src/formats/hcl/read-body.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { someHcl } from './grammar.ts';
import { dice, mutate, pick } from './mutants.ts';
import { createOracle } from './oracle.ts';
import { sameContent } from './same-content.ts';
import { isStricter } from './stricter.ts';

const MUTANTS = 30_000;
const SEED = 20_261_121;

const oracles = [createOracle(), createOracle()] as const;
afterAll(() => Promise.all(oracles.map((oracle) => oracle.close())));

const FIXTURES = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:tf|tfvars)$/.test(path))
  .map((path) => readFileSync(join(import.meta.dirname, '..', path), 'utf8'));

/** The readers' common answer, or how they differ. */
async function compare(text: string, oracle: (typeof oracles)[number]): Promise<string> {
  const parsed = parseHcl(text);
  const verdict = await oracle.judge(text);
  if (verdict.kind === 'dead') return 'unknown';
  if (verdict.kind === 'invalid') return parsed.kind === 'ok' ? 'accepted although invalid' : 'invalid';
  if (parsed.kind === 'problem') return isStricter(parsed.problem) ? 'stricter' : 'refused although valid';
  if (verdict.kind === 'unconverted') return 'valid';
  return sameContent(parsed.body, verdict.root) ? 'valid' : 'other content';
}

async function compareAll(texts: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = new Map<string, string[]>();
  let next = 0;
  const lane = async (oracle: (typeof oracles)[number]): Promise<void> => {
    for (let text = texts[next++]; text !== undefined; text = texts[next++]) {
      const answer = await compare(text, oracle);
      found.set(answer, [...(found.get(answer) ?? []), text]);
    }
  };
  await Promise.all(oracles.map(lane));
  return Object.fromEntries(found);
}

it('agrees with HashiCorp on the fixtures', async () => {
  const found = await compareAll(FIXTURES);
  expect(FIXTURES.length).toBeGreaterThan(15);
  expect(Object.keys(found).toSorted()).toEqual(['invalid', 'valid']);
});

it('agrees with HashiCorp on damaged texts', { timeout: 120_000 }, async () => {
  const texts = Array.from({ length: MUTANTS }, (_, index) => {
    const roll = dice(SEED + index);
    const base = (): string => (roll(3) === 0 ? pick(roll, FIXTURES) : someHcl(roll));
    const text = base();
    return (roll(5) === 0 ? text : mutate(text, base(), roll)).toWellFormed();
  });
  const found = await compareAll(texts);
  expect(found['accepted although invalid']).toBeUndefined();
  expect(found['refused although valid']).toBeUndefined();
  expect(found['other content']).toBeUndefined();
  expect(found['valid']?.length).toBeGreaterThan(MUTANTS / 5);
  expect(found['invalid']?.length).toBeGreaterThan(MUTANTS / 3);
  expect(found['unknown']?.length ?? 0).toBeLessThan(MUTANTS / 1_000);
});

it('the judge survives what kills its reader', async () => {
  const [oracle] = oracles;
  expect(await oracle.judge(`a = ${'!'.repeat(100_000)}b\n`)).toEqual({ kind: 'dead' });
  expect(await oracle.judge('a "b" {}\nc = 1\n')).toEqual({ kind: 'valid', root: { a: { b: [{}] }, c: 1 } });
  expect(await oracle.judge('a = 1 b = 2\n')).toEqual({ kind: 'invalid' });
  expect(await oracle.judge('a = -true\n')).toEqual({ kind: 'unconverted' });
});

it.each<[what: string, text: string, root: JsonValue, same: boolean]>([
  ['nothing', '', {}, true],
  ['nested blocks', 'r "a" "b" {\n c = 1\n d {}\n}\n', { r: { a: { b: [{ c: 1, d: [{}] }] } } }, true],
  ['an argument only they see', 'r "a" {}\n', { r: { a: [{ c: 1 }] } }, false],
  ['an argument only we see', 'r "a" {\n c = 1\n}\n', { r: { a: [{}] } }, false],
  ['a block only they see', 'a {}\n', { a: [{}, {}] }, false],
  ['a block only we see', 'a {}\na {}\n', { a: [{}] }, false],
  ['another order of blocks', 'a {\n b = 1\n}\na {}\n', { a: [{}, { b: 1 }] }, false],
  ['another label', 'r "a" {}\n', { r: { b: [{}] } }, false],
  ['another type', 'r "a" {}\n', { s: { a: [{}] } }, false],
  ['a label more', 'r "a" {}\n', { r: { a: { b: [{}] } } }, false],
  ['a label that is no list', 'r "a" {}\n', { r: { a: 1 } }, false],
  ['a name of JavaScript', 'constructor = 1\n', {}, false],
])('a difference is seen: %s', (_what, text, root, same) => {
  const parsed = parseHcl(text);
  const nothing: HclBody = { attributes: [], blocks: [] };
  expect(sameContent(parsed.kind === 'ok' ? parsed.body : nothing, root)).toBe(same);
});
