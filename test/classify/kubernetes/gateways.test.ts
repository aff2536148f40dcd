// Doors that gateways newly open, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { gatewayHits } from '../../../src/classify/kubernetes/gateways.ts';
import { changesOf } from './manifests.ts';

const gateway = (...listeners: readonly string[]): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: g }\nspec: { listeners: [${listeners.join(', ')}] }\n`;
const istio = (server: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: g }\nspec: { servers: [${server}] }\n`;
const hits = (before: string | null, after: string | null): readonly string[] =>
  changesOf(before, after).flatMap((change) =>
    gatewayHits(change).map(({ line, severity = '', message }) => `${line ?? '-'} ${severity} ${message}`),
  );

const HTTPS = '{ name: a, port: 443, protocol: HTTPS, hostname: a.example.com }';

describe('a gateway', () => {
  test.each<[string, string | null, string, readonly string[]]>([
    ['that is new', null, gateway(HTTPS), ['4 low Gateway g opens port 443 (HTTPS) for a.example.com.']],
    [
      'with a listener more',
      gateway(HTTPS),
      gateway(HTTPS, '{ name: b, port: 5432, protocol: TCP }'),
      ['4 medium Gateway g opens port 5432 (TCP) for every host name.'],
    ],
    [
      'with more host names',
      gateway(HTTPS),
      gateway(HTTPS.replace('a.example', '"*.example').replace('.com', '.com"')),
      ['4 medium Gateway g now takes requests for *.example.com too (a).'],
    ],
    [
      'with fewer host names',
      gateway(HTTPS.replace('hostname: a.example.com', 'hostname: "*.com"')),
      gateway(HTTPS),
      [],
    ],
    [
      'for every host name',
      gateway(HTTPS),
      gateway(HTTPS.replace(', hostname: a.example.com', '')),
      ['4 medium Gateway g now takes requests for every host name too (a).'],
    ],
    [
      'without TLS',
      gateway(HTTPS),
      gateway(HTTPS.replace('HTTPS', 'HTTP')),
      ['4 medium Gateway g no longer asks for TLS (a: HTTPS became HTTP).'],
    ],
    ['with TLS', gateway(HTTPS.replace('HTTPS', 'HTTP')), gateway(HTTPS), []],
    [
      'for routes of every namespace',
      gateway(HTTPS),
      gateway(HTTPS.replace(' }', ', allowedRoutes: { namespaces: { from: All } } }')),
      ['4 medium Gateway g lets routes of every namespace in (a).'],
    ],
    [
      'for its own routes',
      gateway(HTTPS),
      gateway(HTTPS.replace(' }', ', allowedRoutes: { namespaces: { from: Same } } }')),
      [],
    ],
    [
      'of Istio',
      istio('{ port: { number: 80, name: h, protocol: HTTP }, hosts: [prod/a.example.com] }'),
      istio('{ port: { number: 80, name: h, protocol: HTTP }, hosts: ["*"] }'),
      ['4 medium Gateway g now takes requests for every host name too (h).'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(hits(before, after)).toEqual(expected);
  });

  test('that goes opens nothing', () => {
    expect(hits(gateway(HTTPS), null)).toEqual([]);
  });
});
