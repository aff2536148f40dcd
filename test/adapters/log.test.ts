import { describe, expect, it } from 'vitest';
import { createLog, scrub } from '../../src/adapters/log.ts';
import { Fault } from '../../src/model/failure.ts';

function lines(level = 'info'): { readonly written: string[]; readonly log: ReturnType<typeof createLog> } {
  const written: string[] = [];
  return { written, log: createLog({ level, destination: { write: (line) => void written.push(line) } }) };
}

describe('createLog', () => {
  it.each([
    ['a field by name', { sessionToken: 'CANARY-1' }],
    ['a nested field', { credentials: { SecretAccessKey: 'CANARY-1' } }],
    ['a header two levels down', { request: { headers: { authorization: 'CANARY-1' } } }],
    ['an installation token in a message', { url: 'https://x/?t=ghs_CANARY-1.abc' }],
    ['a JWT in a message', { note: 'Bearer eyJhbGciOiJSUzI1NiJ9.CANARY-1.c2ln' }],
    ['a private key', { note: '-----BEGIN RSA PRIVATE KEY-----\nCANARY-1\n-----END RSA PRIVATE KEY-----' }],
  ])('cuts out %s', (_name, fields) => {
    const { written, log } = lines();
    log.info(fields, 'x');
    expect(written.join('')).toContain('(secret)');
    expect(written.join('')).not.toContain('CANARY-1');
  });

  it('TEN-05: keeps code, message and causes of an error, and nothing else of it', () => {
    const { written, log } = lines();
    const cause = Object.assign(new Error('502'), { request: { headers: { authorization: 'CANARY-1' } } });
    log.error({ err: new Fault('GITHUB_UNAVAILABLE', 'GitHub does not answer.', { cause }) }, 'failed');
    const line = JSON.parse(written[0] ?? '') as { err: { code: string; cause: { message: string } } };
    expect(line.err.code).toBe('GITHUB_UNAVAILABLE');
    expect(line.err.cause.message).toBe('502');
    expect(written[0]).not.toContain('CANARY-1');
  });

  it('leaves plain text alone', () => {
    expect(scrub('eye of the tiger, ghs is a word')).toBe('eye of the tiger, ghs is a word');
  });
});
