// Which plain files are fetched for the scanners alone.
import { expect, test } from 'vitest';
import { mayHoldSecrets } from '../../../src/formats/index.ts';

test.each([
  ['.env', true],
  ['app/.env.production', true],
  ['certs/server.key', true],
  ['certs/ca.pem', true],
  ['.ssh/id_ed25519', true],
  ['.npmrc', true],
  ['aws/credentials', true],
  ['app/application.properties', true],
  ['app/main.py', false],
  ['docs/keys.md', false],
  ['id_rsa.pub', false],
])('%s', (path, expected) => {
  expect(mayHoldSecrets(path)).toBe(expected);
});
