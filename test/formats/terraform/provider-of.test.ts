// By whom a resource is managed: by a name of its own, or by what the calls around it pass on.
import { describe, expect, test } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

const provider = (alias: string, region: string): string =>
  `provider "aws" {\n  alias  = "${alias}"\n  region = "${region}"\n}\n`;
const TWO = provider('a', 'eu') + provider('b', 'us');

/** What differs in resources, as `address: before -> after` of their provider. */
function seen(before: Tree, after: Tree): readonly string[] {
  return changesIn(before, after)
    .filter(({ type }) => type === 'aws_x')
    .flatMap(({ address, attributes }) =>
      attributes.map(({ path, before: old, after: now }) =>
        [address, path, ...[old, now].map((value) => JSON.stringify(value).replace(/.*"(.*)".*/, '$1'))].join(
          ' ',
        ),
      ),
    );
}

describe('of its own', () => {
  const tree = (line: string, more = TWO): Tree => ({
    'main.tf': `${more}resource "aws_x" "r" {\n  p = 1\n  ${line}\n}\n`,
  });
  test.each<[string, Tree, Tree, readonly string[]]>([
    ['another one', tree('provider = aws.a'), tree('provider = aws.b'), ['aws_x.r provider aws.a aws.b']],
    ['one where there was none', tree(''), tree('provider = aws.b'), ['aws_x.r provider aws aws.b']],
    ['none where there was one', tree('provider = aws.a'), tree(''), ['aws_x.r provider aws.a aws']],
    ['the one that it had without saying so', tree(''), tree('provider = aws'), []],
    ['the old way to write it', tree('provider = aws.a'), tree('provider = "aws.a"'), []],
    [
      'the same under another name',
      tree('provider = aws.a', provider('a', 'eu')),
      tree('provider = aws.c', provider('c', 'eu')),
      [],
    ],
    [
      'another under another name',
      tree('provider = aws.a', provider('a', 'eu')),
      tree('provider = aws.c', provider('c', 'us')),
      ['aws_x.r provider aws.a aws.c'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after)).toEqual(expected);
  });
});

describe('of the calls around it', () => {
  const tree = (providers: string, own = ''): Tree => ({
    'main.tf': `${TWO}module "m" {\n  source = "./m"\n  ${providers}\n}\n`,
    'm/main.tf': `module "n" {\n  source = "../n"\n}\nresource "aws_x" "r" {\n  p = 1\n${own}}\n`,
    'n/main.tf': 'resource "aws_x" "r" {\n  p = 1\n}\n',
  });
  test.each<[string, Tree, Tree, readonly string[]]>([
    [
      'another one, however deep',
      tree('providers = { aws = aws.a }'),
      tree('providers = { aws = aws.b }'),
      ['module.m.aws_x.r provider aws.a aws.b', 'module.m.module.n.aws_x.r provider aws.a aws.b'],
    ],
    [
      'one where there was none',
      tree(''),
      tree('providers = {\n    # aws = aws.z\n    aws = aws.b\n  }'),
      ['module.m.aws_x.r provider aws aws.b', 'module.m.module.n.aws_x.r provider aws aws.b'],
    ],
    [
      'the same in other words',
      tree('providers = { aws = aws.a }'),
      tree('providers = {\n    aws = aws.a, # x\n  }'),
      [],
    ],
    [
      'under the name that the resource calls it',
      tree('providers = { aws.x = aws.a }', '  provider = aws.x\n'),
      tree('providers = { aws.x = aws.b }', '  provider = aws.x\n'),
      ['module.m.aws_x.r provider aws.a aws.b'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after).toSorted()).toEqual(expected);
  });

  test('in JSON', () => {
    const json = (name: string): Tree => ({
      'main.tf.json': JSON.stringify({ module: { m: { source: './m', providers: { aws: name } } } }, null, 2),
      'm/main.tf': 'resource "aws_x" "r" {\n  p = 1\n}\n',
    });
    expect(seen(json('aws.a'), json('aws.b'))).toEqual(['module.m.aws_x.r provider aws.a aws.b']);
  });
});
