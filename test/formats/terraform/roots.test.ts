// Which modules are run by themselves, and how far calls are followed.
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { changesIn, readTrees, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const topic = (name: string): string => `resource "aws_sns_topic" "t" {\n  name = ${name}\n}\n`;
const call = (name: string, source: string, more = ''): string =>
  `module "${name}" {\n  source = "${source}"\n${more}}\n`;
const heads = (before: Tree, after: Tree): readonly string[] =>
  summaryOf(changesIn(before, after)).map((line) => line.split(' {')[0] ?? '');

describe('a module that is called', () => {
  const envs = { 'envs/prod/main.tf': call('m', '../../m'), 'envs/dev/main.tf': call('m', '../../m') };

  test('is told once for all roots that make the same of it', () => {
    expect(heads({ ...envs, 'm/main.tf': topic('"a"') }, { ...envs, 'm/main.tf': topic('"b"') })).toEqual([
      'update module.m.aws_sns_topic.t at m/main.tf:1 in envs/dev/main.tf, envs/prod/main.tf',
    ]);
  });

  test('and apart for those that make something else of it', () => {
    const tree = (name: string): Tree => ({
      'envs/prod/main.tf': call('m', '../../m', '  e = "prod"\n'),
      'envs/dev/main.tf': call('m', '../../m', '  e = "dev"\n'),
      'm/main.tf': `variable "e" {}\n${topic(name)}`,
    });
    expect(summaryOf(changesIn(tree('var.e'), tree('"${var.e}-x"')))).toEqual([
      'update module.m.aws_sns_topic.t at m/main.tf:2 in envs/dev/main.tf { name: "dev" -> "dev-x" }',
      'update module.m.aws_sns_topic.t at m/main.tf:2 in envs/prod/main.tf { name: "prod" -> "prod-x" }',
    ]);
  });

  test('is followed through modules in between', () => {
    const tree = (name: string): Tree => ({
      'prod/main.tf': call('app', '../app'),
      'app/main.tf': call('m', '../m'),
      'm/main.tf': topic(name),
    });
    expect(heads(tree('"a"'), tree('"b"'))).toEqual([
      'update module.app.module.m.aws_sns_topic.t at m/main.tf:1 in app/main.tf, prod/main.tf',
    ]);
  });

  test('is created and deleted with its call', () => {
    const tree = { 'm/main.tf': topic('"a"'), 'prod/x.tf': '' };
    expect(heads(tree, { ...tree, 'prod/x.tf': call('m', '../m') })).toEqual([
      'create module.m at prod/x.tf:1',
      'create module.m.aws_sns_topic.t at m/main.tf:1 in prod/x.tf',
    ]);
    expect(heads({ ...tree, 'prod/x.tf': call('m', '../m') }, tree)).toEqual([
      'delete module.m at prod/x.tf:1',
      'delete module.m.aws_sns_topic.t at m/main.tf:1 in prod/x.tf',
    ]);
  });

  test('is compared through another source', () => {
    const tree = { 'm/main.tf': topic('"a"'), 'n/main.tf': topic('"b"'), 'prod/x.tf': call('m', '../m') };
    expect(summaryOf(changesIn(tree, { ...tree, 'prod/x.tf': call('m', '../n') }))).toEqual([
      'update module.m at prod/x.tf:1 { source: "../m" -> "../n" }',
      'update module.m.aws_sns_topic.t at n/main.tf:1 in prod/x.tf { name: "a" -> "b" }',
    ]);
  });

  test('once for every call of one name', () => {
    const tree = (name: string): Tree => ({
      'main.tf': call('m', './m'),
      'main.tofu': call('m', './n'),
      'm/main.tf': topic(name),
      'n/main.tf': topic(name),
    });
    expect(heads(tree('"a"'), tree('"b"'))).toEqual([
      'update module.m.aws_sns_topic.t at m/main.tf:1 in main.tf',
      'update module.m.aws_sns_topic.t at n/main.tf:1 in main.tofu',
    ]);
  });

  test('however its source is written', () => {
    const tree = (name: string): Tree => ({
      'main.tf': 'module "m" {\n  source = /* here */ ("./m//")\n}\n',
      'm/main.tf': topic(name),
    });
    expect(heads(tree('"a"'), tree('"b"'))).toEqual([
      'update module.m.aws_sns_topic.t at m/main.tf:1 in main.tf',
    ]);
  });
});

describe('a module is read by itself', () => {
  it.each<[string, Tree]>([
    ['that nobody calls', {}],
    ['that only a comment names', { 'x/main.tf': '# source = "../m"\n' }],
    ['that is called from a file nobody reads', { 'x/.main.tf': call('m', '../m') }],
  ])('%s', (_name, around) => {
    const [before, after] = [
      { ...around, 'm/main.tf': topic('"a"') },
      { ...around, 'm/main.tf': topic('"b"') },
    ];
    expect(heads(before, after)).toContain('update aws_sns_topic.t at m/main.tf:1');
  });

  it.each<[string, Tree]>([
    ['a backend', { 'm/backend.tf': 'terraform {\n  backend "s3" {}\n}\n' }],
    ['a workspace', { 'm/backend.tf': 'terraform {\n  cloud {}\n}\n' }],
    ['a provider', { 'm/p.tf': 'provider "aws" {}\n' }],
    ['values', { 'm/prod.tfvars': 'x = 1\n' }],
  ])('that is called and has %s', (_name, around) => {
    const tree = (name: string): Tree => ({
      ...around,
      'x/main.tf': call('m', '../m'),
      'm/main.tf': topic(name),
    });
    expect(heads(tree('"a"'), tree('"b"')).toSorted()[0]).toMatch(/^update aws_sns_topic.t at m\/main.tf:1/);
  });

  test('that is called since today', () => {
    const after = { 'm/main.tf': topic('"b"'), 'x/main.tf': call('m', '../m') };
    expect(heads({ 'm/main.tf': topic('"a"') }, after)).toEqual([
      'create module.m at x/main.tf:1',
      'create module.m.aws_sns_topic.t at m/main.tf:1 in x/main.tf',
      'update aws_sns_topic.t at m/main.tf:1',
    ]);
  });

  test('not one that is new with its call', () => {
    expect(heads({}, { 'm/main.tf': topic('"b"'), 'x/main.tf': call('m', '../m') })).toEqual([
      'create module.m at x/main.tf:1',
      'create module.m.aws_sns_topic.t at m/main.tf:1 in x/main.tf',
    ]);
  });

  test('that calls itself', () => {
    const tree = (name: string): Tree => ({ 'm/main.tf': topic(name) + call('self', '../m') });
    expect(heads(tree('"a"'), tree('"b"'))).toEqual(['update aws_sns_topic.t at m/main.tf:1']);
  });
});

describe('calls that are not followed any more', () => {
  test('are told once, with all that lead there', () => {
    const depth = LIMITS.terraformDepth + 3;
    const chain = Object.fromEntries(
      Array.from({ length: depth }, (_, at) => [`m${at}/main.tf`, call('next', `../m${at + 1}`)]),
    );
    const tree = (name: string): Tree => ({ ...chain, [`m${depth}/main.tf`]: topic(name) });
    const [change, ...others] = changesIn(tree('"a"'), tree('"b"'));
    expect(others).toEqual([]);
    expect(change).toMatchObject({ address: expect.stringMatching(/aws_sns_topic.t$/), action: 'update' });
    expect(change?.usedIn).toContain('m1/main.tf');
  });

  test('by their number', () => {
    const most = LIMITS.terraformInstances;
    const calls = Array.from({ length: most + 1 }, (_, at) => call(`m${at}`, './m')).join('');
    const tree = (name: string): Tree => ({ 'main.tf': calls, 'm/main.tf': topic(name) });
    // One more is told for all that could not be followed: more than one file may have, so that the file is refused.
    expect(readTrees(tree('"a"'), tree('"b"'))['m/main.tf']).toMatchObject({
      kind: 'unreadable',
      problem: { why: 'too-many-changes' },
    });
  });
});
