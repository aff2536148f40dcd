// opaque-program: files that only people can read, each against the case that differs in one field.
import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/model/change.ts';
import { opaqueProgram } from '../../../src/classify/rules/opaque-program.ts';
import { changeOf, contextOf } from '../example-change.ts';

const SCRIPT = changeOf({ format: 'shell', file: 'a.sh', type: null, opaque: true, action: 'unknown' });

const CI = { ...SCRIPT, format: 'gitlab-ci', file: '.gitlab-ci.yml' };
const part = (path: string): Attribute => ({ path, line: 7, before: 'a', after: 'b', sensitive: false });

test.each([
  [
    'a pipeline',
    CI,
    [
      'The steps that this file runs with the credentials of the pipeline decide what it does, and cannot be seen from here.',
    ],
  ],
  [
    'a pipeline of which the parts are known',
    { ...CI, attributes: [part('build.script'), part('build.image')] },
    [
      '`build` (script, image) changes: what the pipeline does there with its credentials is decided when it runs, and cannot be seen from here.',
    ],
  ],
  [
    'one of many parts',
    {
      ...CI,
      attributes: ['include', 'a.b', 'a.c', 'a.d', 'a.e', '["x y"].script', 'f.g'].map(part),
    },
    [
      '`include`, `a` (b, c, d, …), `x y` (script) and 1 more change: what the pipeline does there with its credentials is decided when it runs, and cannot be seen from here.',
    ],
  ],
  ['a script', SCRIPT, ['What this script does is decided when it runs, and cannot be seen from here.']],
  [
    'a CDK project',
    { ...SCRIPT, format: 'cdk' },
    [
      'What this CDK project makes is decided by a program, and cannot be seen from here; the synthesized template would show it.',
    ],
  ],
  [
    'a program of an action',
    { ...SCRIPT, format: 'github-action' },
    ['What this file does is decided when an action or a workflow runs it, and cannot be seen from here.'],
  ],
  ['an action itself', { ...SCRIPT, format: 'github-action', type: 'action' }, []],
  [
    'HCL-08: settings that may replace providers',
    { ...SCRIPT, format: 'terraform-settings' },
    [
      'Where providers are installed from may be decided by this file (`dev_overrides`, mirrors), and cannot be seen from here.',
    ],
  ],
  [
    'HCL-23: a test that applies',
    { ...SCRIPT, format: 'hcl', file: 'tests/a.tftest.hcl' },
    [
      'What this test makes and destroys, with the credentials of whoever runs it, is decided when it runs, and cannot be seen from here.',
    ],
  ],
  ['a format that is understood', { ...SCRIPT, opaque: false }, []],
  ['an opaque part of another format', { ...SCRIPT, format: 'terraform' }, []],
  ['a resource', { ...SCRIPT, type: 'acme_widget' }, []],
  ['a script that goes', { ...SCRIPT, action: 'delete' as const }, []],
])('%s', (_name, change, expected) => {
  expect(opaqueProgram.check(change, contextOf()).map(({ message }) => message)).toEqual(expected);
});
