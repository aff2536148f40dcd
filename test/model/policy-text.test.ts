// A policy is known by its outline, and what other tools call rules is not one.
import { expect, it } from 'vitest';
import { POLICY_KEYS, isPolicyText } from '../../src/model/policy-text.ts';
import { policySchema } from '../../src/policy/schema/policy-schema.ts';

it('knows every key of a policy', () => {
  expect([...POLICY_KEYS].toSorted()).toEqual(Object.keys(policySchema.shape).toSorted());
});

it.each([
  ['as people write it', 'version: 1\nrules:\n  - id: a\n    deny: No.\n'],
  ['with lists in the first column', 'version: 1\nrules:\n- id: a\n  when: { kinds: [identity] }\n'],
  ['with a comment and lines of Windows', '# floor\r\nversion: 1\r\nbaseline: standard\r\n'],
  ['with quoted keys', '"version": 1\n"owners": ["@acme/platform"]\n'],
  ['as JSON', '{\n  "version": 1,\n  "rules": [{ "id": "a", "deny": "No, {never}: \\"x\\"" }]\n}\n'],
  [
    'as JSON without a blank',
    '{"version":1,"rules":[{"id":"a","when":{"kinds":["identity"]},"deny":"No."}]}',
  ],
  ['in braces', '{ version: 1, baseline: light, rules: [{ id: a, deny: "No." }] }\n'],
  ['with a byte order mark', '\uFEFFversion: 1\nowners: ["@acme/platform"]\n'],
  ['that is indented as a whole', '---\n  version: 1\n  rules:\n    - id: a\n      deny: No.\n'],
  ['without a version', 'mode: enforce\nbaseline: standard\nrules: []\n'],
])('takes a policy %s', (_how, text) => {
  expect(isPolicyText(text)).toBe(true);
});

it.each([
  ['nothing but a version', 'version: 1\n'],
  ['rules of another tool', 'version: 1\nrules:\n  - id: a\n    severity: ERROR\n'],
  ['one key that no policy has', 'version: 1\nrules:\n  - id: a\n    deny: No.\njobs: []\n'],
  ['a manifest', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n'],
  ['a manifest in JSON', '{"name":"a","version":1,"rules":[{"deny":"No."}]}'],
  ['the words of a policy further inside', '{"a":{"version":1,"baseline":"light","rules":[{"deny":"No."}]}}'],
  ['a list in JSON', '[{"version":1,"deny":"No."}]'],
  ['a list', '- version: 1\n- deny: No.\n'],
  ['nothing', ''],
])('takes no text that holds %s', (_what, text) => {
  expect(isPolicyText(text)).toBe(false);
});

it('reads a long line in no time', () => {
  const started = performance.now();
  isPolicyText(`version: 1\nrules: ${' {,"'.repeat(250_000)}`);
  isPolicyText(`{"version": 1, "rules": ${'[{"'.repeat(250_000)}`);
  isPolicyText(`{${"'".repeat(500_001)}`);
  isPolicyText(`{${'"\\'.repeat(250_000)}`);
  isPolicyText(`{${'"'.repeat(500_001)}\\`);
  expect(performance.now() - started).toBeLessThan(2_000);
});
