// How an agent may be known: one spelling for one identity, and nothing that could match more than one.
import { describe, expect, test } from 'vitest';
import { identitySchema } from '../../../src/policy/schema/identity.ts';

const isTaken = (identity: unknown): boolean => identitySchema.safeParse(identity).success;

describe.each<[string, readonly unknown[], readonly unknown[]]>([
  ['github', [7], ['7', 0, -1, 1.5]],
  [
    'spiffe',
    ['spiffe://acme.example/agents/copilot', 'spiffe://a/b'],
    [
      'spiffe://acme.example',
      'spiffe://Acme.example/a',
      'spiffe://acme.example/a/',
      'spiffe://acme.example//a',
      'spiffe://acme.example/../a',
      'spiffe://acme.example/*',
      'spiffe://acme.example:8080/a',
      'https://acme.example/a',
      'copilot',
    ],
  ],
  [
    'key',
    ['5DE3E0509C47EA3C', 'SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDaEDDz1vzhVCrZ40E'],
    ['x', '*', '5DE3E0509C47EA*C', 'a b c d e f g h'],
  ],
  [
    'oidc',
    [
      { repository: 'acme/infra' },
      { repository_id: 7 },
      { iss: 'https://gitlab.example', sub: 'project:7' },
      { repository: 'acme/infra', workflow: 'Deploy to prod', environment: 'production' },
    ],
    [
      {},
      { iss: 'https://token.actions.githubusercontent.com' },
      { ref: 'refs/heads/main' },
      { repository: 'acme/*' },
      { repository: '' },
      { repository: ' acme/infra' },
      { repositry: 'acme/infra' },
      { repository: ['acme/infra'] },
    ],
  ],
])('%s', (kind, taken, refused) => {
  test('takes', () => {
    expect(taken.filter((value) => !isTaken({ [kind]: value }))).toEqual([]);
  });
  test('refuses', () => {
    expect(refused.filter((value) => isTaken({ [kind]: value }))).toEqual([]);
  });
});

test('an identity has exactly one key', () => {
  expect(isTaken({})).toBe(false);
  expect(isTaken({ github: 7, key: '5DE3E0509C47EA3C' })).toBe(false);
});
