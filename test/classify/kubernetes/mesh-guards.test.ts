// Istio and Cilium: who may call whom, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { k8sAdmissionWeakened } from '../../../src/classify/rules/k8s-admission-weakened.ts';
import { hitsOf } from './manifests.ts';

const object = (api: string, kind: string, spec: string): string =>
  `apiVersion: ${api}\nkind: ${kind}\nmetadata: { name: g }\nspec: ${spec}\n`;
const peers = (spec: string): string => object('security.istio.io/v1', 'PeerAuthentication', spec);
const calls = (spec: string): string => object('security.istio.io/v1', 'AuthorizationPolicy', spec);
const cilium = (spec: string): string => object('cilium.io/v2', 'CiliumNetworkPolicy', spec);
const seen = (before: string | null, after: string | null): readonly string[] =>
  hitsOf(k8sAdmissionWeakened, before, after).map((hit) => hit.replace(/ (?:Peer|Auth|Cilium)\w* g/, ' X'));

const FROM = '{ from: [{ source: { principals: ["a"] } }] }';

describe('calls without mTLS', () => {
  const STRICT = peers('{ mtls: { mode: STRICT } }');
  test.each<[string, string | null, string, readonly string[]]>([
    [
      'are taken',
      STRICT,
      peers('{ mtls: { mode: PERMISSIVE } }'),
      ['4 high X takes calls without mTLS (PERMISSIVE).'],
    ],
    ['are not', peers('{ mtls: { mode: PERMISSIVE } }'), STRICT, []],
    [
      'are taken on a port',
      STRICT,
      peers('{ mtls: { mode: STRICT }, portLevelMtls: { "80": { mode: DISABLE } } }'),
      ['4 high X takes calls without mTLS on port 80 (DISABLE).'],
    ],
    ['are up to others', STRICT, peers('{ selector: {} }'), ['- medium X no longer insists on mTLS itself.']],
    [
      'are taken by a new object',
      null,
      peers('{ mtls: { mode: DISABLE } }'),
      ['4 medium X takes calls without mTLS (DISABLE).'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after)).toEqual(expected);
  });
});

describe('callers', () => {
  const ALLOW = calls(`{ action: ALLOW, rules: [${FROM}] }`);
  const DENY = calls(`{ action: DENY, rules: [${FROM}, { to: [{ operation: { paths: ["/x"] } }] }] }`);
  test.each<[string, string | null, string | null, readonly string[]]>([
    [
      'are everybody',
      ALLOW,
      calls('{ action: ALLOW, rules: [{}] }'),
      ['4 high X lets everybody call everything (a rule without conditions).'],
    ],
    [
      'are everybody for a path',
      ALLOW,
      calls('{ rules: [{ to: [{ operation: { paths: ["/x"] } }] }] }'),
      ['4 medium X has a rule that does not say who may call.'],
    ],
    ['are others', ALLOW, calls(`{ action: ALLOW, rules: [${FROM.replace('"a"', '"b"')}] }`), []],
    [
      'are denied less',
      DENY,
      calls(`{ action: DENY, rules: [${FROM}] }`),
      ['- high X denies less: a rule is gone.'],
    ],
    [
      'are not denied any more',
      DENY,
      calls(`{ action: AUDIT, rules: [${FROM}] }`),
      ['4 high X no longer refuses anything (DENY became AUDIT).'],
    ],
    ['lose a Deny', DENY, null, ['- high X is deleted: callers that it kept out are let in.']],
    ['lose an Allow', ALLOW, null, ['- medium X is deleted: callers that it kept out are let in.']],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after)).toEqual(expected);
  });
});

describe('Cilium lets in', () => {
  const CLUSTER = cilium('{ endpointSelector: {}, ingress: [{ fromEntities: [cluster] }] }');
  const everybody = ['4 medium X lets everybody reach its pods, whatever other network policies say.'];
  test.each<[string, string, readonly string[]]>([
    ['the world', '{ endpointSelector: {}, ingress: [{ fromEntities: [world] }] }', everybody],
    ['every address', '{ endpointSelector: {}, ingress: [{ fromCIDR: [0.0.0.0/0] }] }', everybody],
    ['the host', '{ endpointSelector: {}, ingress: [{ fromEntities: [host] }] }', []],
    ['nobody', '{ endpointSelector: {}, ingress: [{}] }', []],
  ])('%s', (_name, spec, expected) => {
    expect(seen(CLUSTER, cilium(spec))).toEqual(expected);
  });
});

describe('tokens that are taken for true', () => {
  const tokens = (rule: string): string =>
    object('security.istio.io/v1', 'RequestAuthentication', `{ jwtRules: [{ ${rule} }] }`);
  const OWN = tokens('issuer: https://a, jwksUri: https://a/keys');

  test.each<[string, string | null, string, readonly string[]]>([
    [
      'by keys of another place',
      OWN,
      tokens('issuer: https://a, jwksUri: https://b/keys'),
      ['4 high RequestAuthentication g now takes tokens of https://a, with the keys of https://b/keys.'],
    ],
    ['for fewer callers', OWN, tokens('issuer: https://a, jwksUri: https://a/keys, audiences: [x]'), []],
    ['for the first time', null, OWN, []],
  ])('%s', (_name, before, after, expected) => {
    expect(hitsOf(k8sAdmissionWeakened, before, after)).toEqual(expected);
  });
});
