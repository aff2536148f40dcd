// Runs before every test file: no network beyond loopback, no environment of the machine.
import nock from 'nock';
import { afterAll, beforeAll } from 'vitest';

const KEEP = new Set([
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'NODE_ENV',
  'VITEST',
  'VITEST_WORKER_ID',
  'VITEST_POOL_ID',
  'CI',
  'TEST_DATABASE_URL',
  'PROPERTY_SEED',
]);

for (const name of Object.keys(process.env)) {
  if (!KEEP.has(name) && !name.startsWith('VITEST_') && !name.startsWith('npm_')) delete process.env[name];
}

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
});

afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});
