// Sealing fills one fence, once; anything else is never issued.
import { describe, expect, it } from 'vitest';
import { narrow } from '../../src/sessions/narrow.ts';
import { sealPolicy, wholeSeconds } from '../../src/sessions/seal-policy.ts';
import { ACCOUNT, NOW, TARGET } from './given.ts';

describe('sealPolicy', () => {
  const open = narrow({ changes: [], target: TARGET, account: ACCOUNT });

  it('writes the time into the fence, rounded down to the second', () => {
    expect(JSON.parse(sealPolicy(open, { notAfter: NOW + 999 }))).toMatchObject({
      Statement: [
        {},
        {},
        {},
        { Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-11-21T12:00:00Z' } } },
      ],
    });
    expect(wholeSeconds(NOW + 1999)).toBe('2026-11-21T12:00:01Z');
  });

  it('refuses a policy without an open fence', () => {
    const sealed = { ...open, policy: sealPolicy(open, { notAfter: NOW }) };
    expect(() => sealPolicy(sealed, { notAfter: NOW })).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
    const doubled = { ...open, policy: open.policy + open.policy };
    expect(() => sealPolicy(doubled, { notAfter: NOW })).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });
});
