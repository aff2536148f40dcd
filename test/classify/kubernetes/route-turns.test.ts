// Where routes newly send requests, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { routeTurns } from '../../../src/classify/kubernetes/route-turns.ts';
import { changesOf } from './manifests.ts';

const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: r }\nspec: { ${spec} }\n`;
const http = (rule: string): string =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', `rules: [{ ${rule} }]`);
const virtual = (rule: string): string =>
  object('networking.istio.io/v1', 'VirtualService', `http: [{ ${rule} }]`);
const turns = (before: string | null, after: string): readonly string[] =>
  changesOf(before, after).flatMap((change) =>
    routeTurns(change).map(({ what, line, severity }) => `${line} ${severity} ${what}`),
  );

const OWN = 'backendRefs: [{ name: a, port: 80 }]';
const MIRROR =
  'filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: spy, namespace: n } } }]';

describe('a route', () => {
  test.each<[string, string | null, string, readonly string[]]>([
    ['to its own namespace', null, http(OWN), []],
    [
      'to another namespace',
      http(OWN),
      http('backendRefs: [{ name: a, namespace: n }]'),
      ['4 medium sends requests to Service n/a, of another namespace'],
    ],
    [
      'with a listener-in',
      http(OWN),
      http(`${OWN}, ${MIRROR}`),
      ['4 medium sends a copy of its requests to Service n/spy'],
    ],
    ['with a listener-in as before', http(`${OWN}, ${MIRROR}`), http(`${OWN}, ${MIRROR}, name: x`), []],
    [
      'that sends its callers away',
      http(OWN),
      http('filters: [{ type: RequestRedirect, requestRedirect: { hostname: e.example.com } }]'),
      ['4 medium sends its callers to e.example.com'],
    ],
    [
      'to https',
      http(OWN),
      http('filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]'),
      [],
    ],
    [
      'of Istio with a listener-in',
      virtual('name: a'),
      virtual('name: a, mirror: { host: spy }'),
      ['4 medium sends a copy of its requests to spy'],
    ],
    [
      'for a name of somebody else',
      null,
      object(
        'networking.istio.io/v1',
        'ServiceEntry',
        'hosts: [a.internal], endpoints: [{ address: 6.6.6.6 }]',
      ),
      ['4 medium sends callers of a.internal to 6.6.6.6'],
    ],
    [
      'through a program',
      null,
      object('extensions.istio.io/v1alpha1', 'WasmPlugin', 'url: oci://e.example.com/f'),
      ['4 medium puts the program oci://e.example.com/f before its pods, which sees every request'],
    ],
    ['of another kind', null, object('v1', 'ConfigMap', 'mirror: { host: spy }'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(turns(before, after)).toEqual(expected);
  });
});
