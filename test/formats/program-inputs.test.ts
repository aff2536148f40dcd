// Which source files are a program that makes infrastructure, by the project file above them.
import { expect, test } from 'vitest';
import { isProgramSource, programUse } from '../../src/formats/program-inputs.ts';

const PROJECTS = ['cdk.json', 'infra/cdk.json', 'ops/Pulumi.yaml', 'tf/cdktf.json'];

test.each<[string, ReturnType<typeof programUse>]>([
  ['infra/lib/config.ts', { format: 'cdk', usedIn: ['cdk.json', 'infra/cdk.json'] }],
  ['ops/vpc/index.py', { format: 'pulumi', usedIn: ['ops/Pulumi.yaml'] }],
  ['tf/main.go', { format: 'cdk', usedIn: ['tf/cdktf.json'] }],
  ['lib/stack.ts', { format: 'cdk', usedIn: ['cdk.json'] }],
  ['app.py', { format: 'cdk', usedIn: ['cdk.json'] }],
  ['ops/package.json', { format: 'pulumi', usedIn: ['ops/Pulumi.yaml'] }],
  ['src/app.ts', null],
  ['ops/test/index.py', null],
  ['ops/README.md', null],
  ['opsx/index.py', null],
])('%s', (path, expected) => {
  expect(programUse(path, PROJECTS)).toEqual(expected);
});

test('without a project there is no program', () => {
  expect(programUse('lib/stack.ts', [])).toBeNull();
  expect(isProgramSource('lib/stack.ts')).toBe(true);
});
