// The published JSON Schemas are what the code says, and agree with it on the whole contract.
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { referencePage } from '../../../scripts/build-policy-reference.ts';
import { schemaFiles } from '../../../scripts/build-schemas.ts';
import { parseYaml, toValue } from '../../../src/syntax/index.ts';
import { ENVIRONMENTS, decide } from '../given.ts';

const read = (file: string): string =>
  readFileSync(new URL(`../../../schemas/${file}`, import.meta.url), 'utf8');

test.each([...schemaFiles()])('schemas/%s is current', (file, text) => {
  expect(read(file)).toBe(text);
});

test('the reference of the policy is current', () => {
  const page = readFileSync(new URL('../../../docs/policy/reference.md', import.meta.url), 'utf8');
  expect(page).toBe(referencePage());
});

test('a real policy and a real decision fit them', () => {
  const ajv = new Ajv2020({ strict: false });
  const policy = parsePolicy(
    `${ENVIRONMENTS}rules: [{ id: r, when: { not: { kinds: [dns] } }, require: { approvals: [{ count: 1 }] } }]\n`,
  );
  const document: unknown = policy.kind === 'ok' ? policy.document : null;
  expect([ajv.validate(JSON.parse(read('aigov.schema.json')), document), ajv.errors]).toEqual([true, null]);
  const decision: unknown = JSON.parse(JSON.stringify(decide({ policy: ENVIRONMENTS })));
  expect([ajv.validate(JSON.parse(read('decision.schema.json')), decision), ajv.errors]).toEqual([
    true,
    null,
  ]);
  expect(ajv.validate(JSON.parse(read('aigov.schema.json')), { rulez: [] })).toBe(false);
});

type Schema = {
  readonly description?: string;
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: { readonly [name: string]: Schema };
};

/** Each key of each map, with its description. */
function keysIn(schema: Schema, path: string): readonly { readonly path: string; readonly says: string }[] {
  const { properties = {}, items, anyOf = [], additionalProperties: named, $defs = {} } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [
      { path: `${path}.${key}`, says: value.description ?? '' },
      ...keysIn(value, `${path}.${key}`),
    ]),
    ...(items === undefined ? [] : keysIn(items, `${path}[]`)),
    ...anyOf.flatMap((form) => keysIn(form, path)),
    ...(typeof named === 'object' ? keysIn(named, `${path}.*`) : []),
    ...Object.entries($defs).flatMap(([name, value]) => keysIn(value, `#${name}`)),
  ];
}

test('every key of the policy has a description that is more than a word', () => {
  const keys = keysIn(JSON.parse(read('aigov.schema.json')) as Schema, '');
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter(({ says }) => !/^\S+ .*[.?]$/.test(says)).map(({ path }) => path)).toEqual([]);
});

/** What an editor checks: the text as it is written, before defaults and single values are filled in. */
const editor = new Ajv2020({ strict: false }).compile(JSON.parse(read('aigov.schema.json')) as object);
function fits(text: string): readonly [boolean, unknown] {
  const [root] = parseYaml(text).documents;
  const value: unknown = root === undefined ? null : JSON.parse(JSON.stringify(toValue(root)));
  return [editor(value), editor.errors];
}

const FOLDER = new URL('../../../policy-examples/', import.meta.url);
const EXAMPLES = readdirSync(FOLDER).filter((name) => /^[^.]+\.yml$/.test(name));
const RECIPES = readFileSync(new URL('../../../docs/policy/recipes.md', import.meta.url), 'utf8');

test.each(EXAMPLES)('an editor marks nothing in policy-examples/%s', (name) => {
  expect(fits(readFileSync(new URL(name, FOLDER), 'utf8'))).toEqual([true, null]);
});

test('nor in a recipe', () => {
  const policies = [...RECIPES.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(policies.map(fits)).toEqual(policies.map(() => [true, null]));
});

test.each([
  ['one value instead of a list', 'owners: "@acme/x"', true],
  ['one kind', 'rules: [{ id: r, deny: d, when: { kinds: dns } }]', true],
  ['one window', 'rules: [{ id: r, deny: d, when: { during: { days: fri } } }]', true],
  ['a person in a list', 'owners: [{ login: carol, id: 5 }]', true],
  ['a person alone, which is read as no list', 'owners: { login: carol, id: 5 }', false],
  ['a word that is none', 'rules: [{ id: r, deny: d, when: { kinds: iam } }]', false],
  ['an empty list', 'rules: [{ id: r, deny: d, when: { kinds: [] } }]', false],
])('an editor and the reader agree on %s', (_, text, good) => {
  expect([fits(text)[0], parsePolicy(text).kind === 'ok']).toEqual([good, good]);
});
