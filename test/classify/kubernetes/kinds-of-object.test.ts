// What an object touches: its group and kind decide, never its kind alone.
import { expect, it } from 'vitest';
import { kindsOfObject } from '../../../src/classify/kubernetes/kinds-of-object.ts';
import { changeOf } from '../example-change.ts';

it.each<[string, string, string, readonly string[] | undefined]>([
  ['an object of the core', 'kubernetes', 'core/Secret/a/b', ['secrets']],
  ['a kind under a strange group', 'kubernetes', 'example.com/Secret/a/b', undefined],
  [
    'a kind that no line names, of a known group',
    'kubernetes',
    'constraints.gatekeeper.sh/K8sNoHostPath/-/a',
    ['identity', 'governance'],
  ],
  [
    'a kind that a line names, of a known group',
    'kubernetes',
    'cilium.io/CiliumNetworkPolicy/a/b',
    ['firewall'],
  ],
  ['another kind of that group', 'kubernetes', 'cilium.io/CiliumBGPPeeringPolicy/-/b', ['network']],
  [
    'a role that a controller makes in the cloud',
    'kubernetes',
    'iam.services.k8s.aws/Role/a/b',
    ['identity'],
  ],
  ['a computed group in a chart', 'helm', '*/Deployment/-/web', ['compute']],
  ['a computed group elsewhere', 'kubernetes', '*/Deployment/-/web', undefined],
  ['a kind of two branches', 'helm', 'rbac.authorization.k8s.io/Role or ClusterRole/-/a', ['identity']],
  ['a kind of two branches, one of them strange', 'helm', 'core/Secret or Thing/-/a', undefined],
  ['a computed group and a strange kind', 'helm', '*/Thing/-/web', undefined],
])('%s', (_name, format, address, expected) => {
  const type = address.split('/')[1] ?? '';
  expect(kindsOfObject(changeOf({ format, type, address }))).toEqual(expected);
});

it('a kind of several groups has the kinds of all of them in a chart', () => {
  const change = changeOf({ format: 'helm', type: 'Service', address: '*/Service/-/web' });
  expect(kindsOfObject(change)).toEqual(['network', 'compute']);
});

it('an address that is not the type’s proves nothing', () => {
  expect(kindsOfObject(changeOf({ format: 'kubernetes', type: 'Pod', address: 'core/Secret/a/b' }))).toBe(
    undefined,
  );
});
