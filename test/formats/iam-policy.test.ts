// iam-policy: which texts are policies, whatever they are called, and which nobody may read.
import { expect, test } from 'vitest';
import { iamPolicy } from '../../src/formats/iam-policy.ts';
import { formatFile } from '../../src/formats/format-file.ts';
import type { FormatFile } from '../../src/formats/format-file.ts';

const file = (path: string, text: string): FormatFile => formatFile({ path, blob: 'b', text });
const POLICY = '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

test.each<[string, string, string, boolean]>([
  ['HCL-21: a policy in any folder', 'docs/p.json', POLICY, true],
  ['HCL-21: under any key', 'docs/p.json', `{"a":{"b":[${POLICY}]}}`, true],
  ['HCL-21: in a text', 'docs/p.json', JSON.stringify({ a: POLICY }), true],
  ['HCL-21: in YAML', 'docs/p.yaml', 'a:\n  Statement:\n    - Effect: Allow\n', true],
  ['HCL-21: statements without a document', 'docs/p.yml', '- effect: allow\n  actions: ["s3:*"]\n', true],
  ['HCL-21: in a template', 'modules/a/p.json.tpl', POLICY, true],
  ['a template that is no JSON', 'modules/a/p.sh.tpl', `#!/bin/sh\necho '${POLICY}'\n`, false],
  ['other data', 'docs/p.json', '{"Statement":["of account"],"effect":"none"}', false],
  ['a taint of a node', 'a.yaml', 'taints:\n  - effect: NoSchedule\n    key: a\n', false],
])('%s', (_name, path, text, expected) => {
  expect(iamPolicy.recognise(file(path, text)) === 'iam-policy').toBe(expected);
});

test.each([
  [
    'a doubled effect',
    '{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}',
    'duplicate-key',
  ],
  [
    'an effect in two spellings',
    '{"Statement":[{"Effect":"Deny","effect":"Allow","Action":"*","Resource":"*"}]}',
    'duplicate-key',
  ],
  ['one effect', '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}', null],
])('YML-15: %s', (_name, text, expected) => {
  const input = { path: 'p.json', previousPath: null, before: null, after: file('p.json', text) };
  const result = iamPolicy.parse(input, 'iam-policy');
  expect(result.kind === 'unreadable' ? result.problem.why : null).toBe(expected);
});

test('a name that a tool reads keeps YAML with its tool', () => {
  const yaml = file('.gitlab-ci.yml', 'Statement:\n  - Effect: Allow\n');
  expect(iamPolicy.recogniseData?.(yaml) ?? null).toBeNull();
  expect(iamPolicy.recogniseData?.(file('jenkinsfile.json', POLICY))).toBe('iam-policy');
});
