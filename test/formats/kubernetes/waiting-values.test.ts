// Values that Flux or envsubst fills in are unknown where they stand, and variables of shells are texts.
import { expect, it } from 'vitest';
import { toValue, parseYaml } from '../../../src/syntax/index.ts';
import { withWaitingValues } from '../../../src/formats/kubernetes/waiting-values.ts';

const read = (text: string): unknown =>
  parseYaml(text).documents.map((document) => toValue(withWaitingValues(document)));

it.each([
  ['role: "${role}"', { role: { expression: '${role}' } }],
  ['role: ${role:=view}', { role: { expression: '${role:=view}' } }],
  ['verbs: ["${verb}", get]', { verbs: [{ expression: '${verb}' }, 'get'] }],
  ['role: view', { role: 'view' }],
  ['role: $role', { role: '$role' }],
  ['image: ghcr.io/${name}:1', { image: 'ghcr.io/${name}:1' }],
  ['text: "${env:POD_IP}"', { text: '${env:POD_IP}' }],
  ['data: { a: "${b}" }', { data: { a: '${b}' } }],
  ['command: ["${b}"]', { command: ['${b}'] }],
])('%s', (text, expected) => {
  expect(read(text)).toMatchObject([expected]);
});
