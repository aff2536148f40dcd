// exec-on-plan: what runs a program on a plan, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { execOnPlan } from '../../../src/classify/rules/exec-on-plan.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

const HOOK = { 'before_hook.a[0].execute': ['make'] };
const EXEC = { 'kubernetes[0].exec[0].command': 'aws', 'kubernetes[0].exec[0].args': ['eks'] };
const read = (type: string): ParsedChange => ({ ...resource(type, {}), address: `data.${type}.x` });

test.each<[string, ParsedChange, readonly (readonly [string | undefined, number | null])[]]>([
  ['HCL-04: external data', read('external'), [['high', null]]],
  [
    'external data in a module',
    { ...read('external'), address: 'module.a.data.external.x' },
    [['high', null]],
  ],
  ['a resource of that name', resource('external', {}), []],
  [
    'external data deleted',
    changeOf({ type: 'external', address: 'data.external.x', action: 'delete', before: stateOf({}) }),
    [],
  ],
  ['external data in a check', resource('check', { 'data.external.x[0].program': ['a'] }), [['high', null]]],
  ['http data', read('http'), [['medium', null]]],
  ['an invocation', read('aws_lambda_invocation'), [['medium', null]]],
  [
    'an ephemeral invocation',
    { ...resource('ephemeral', {}), address: 'ephemeral.aws_lambda_invocation.x' },
    [['medium', null]],
  ],
  ['other data', read('aws_vpc'), []],
  ['HCL-22: a hook', resource('terraform', HOOK), [['high', 2]]],
  ['a hook that stood', resource('terraform', { ...HOOK, a: 1 }, HOOK), []],
  [
    'a hook with another command',
    resource('terraform', { 'before_hook.a[0].execute': ['rm'] }, HOOK),
    [['high', 2]],
  ],
  ['HCL-22: run_cmd', resource('locals', { value: { expression: 'run_cmd("a")' } }), [['high', 2]]],
  ['another call', resource('locals', { value: { expression: 'file("a")' } }), []],
  [
    'HCL-09: a program for credentials',
    resource('provider', { ...EXEC, 'kubernetes[0].exec[0].command': './token' }),
    [['high', 2]],
  ],
  ['a program of the cloud', resource('provider', EXEC), [['info', 2]]],
  ['a program that stood', resource('provider', { ...EXEC, alias: 'a' }, EXEC), []],
])('%s', (_name, change, expected) => {
  expect(execOnPlan.check(change, contextOf()).map(({ severity, line }) => [severity, line])).toEqual(
    expected,
  );
});
