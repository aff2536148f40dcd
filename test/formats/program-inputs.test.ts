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

const UNITS = ['live/prod/db/terragrunt.hcl', 'rootfs/etc/atmos/atmos.yaml'];

test.each<[string, ReturnType<typeof programUse>]>([
  ['live/prod/env.yaml', { format: 'terragrunt', usedIn: ['live/prod/db/terragrunt.hcl'] }],
  ['env.json', { format: 'terragrunt', usedIn: ['live/prod/db/terragrunt.hcl'] }],
  ['live/prod/db/values/a.yaml', { format: 'terragrunt', usedIn: ['live/prod/db/terragrunt.hcl'] }],
  ['live/dev/env.yaml', null],
  ['package.json', null],
  ['.vscode/settings.json', null],
  ['stacks/catalog/vpc.yaml', { format: 'atmos', usedIn: ['rootfs/etc/atmos/atmos.yaml'] }],
  ['other/catalog/vpc.yaml', null],
])('data of the tools around Terraform: %s', (path, expected) => {
  expect(programUse(path, UNITS)).toEqual(expected);
});
