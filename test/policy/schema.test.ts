// The published JSON Schemas are what the code says, and agree with it on the whole contract.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { referencePage } from '../../scripts/build-policy-reference.ts';
import { schemaFiles } from '../../scripts/build-schemas.ts';
import { ENVIRONMENTS, decide } from './given.ts';

const read = (file: string): string =>
  readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8');

test.each([...schemaFiles()])('schemas/%s is current', (file, text) => {
  expect(read(file)).toBe(text);
});

test('the reference of the policy is current', () => {
  const page = readFileSync(new URL('../../docs/policy/reference.md', import.meta.url), 'utf8');
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
