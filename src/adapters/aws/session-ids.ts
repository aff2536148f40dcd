// SessionIds from the system's randomness. Made by the process entries.
import { randomBytes } from 'node:crypto';
import type { SessionIds } from '../../sessions/index.ts';

export const sessionIds: SessionIds = {
  /** 16 characters: 316 of them fit in a boundary policy. */
  sessionId: () => `s-${randomBytes(7).toString('hex')}`,
  sessionName: () => `aigov-${randomBytes(16).toString('hex')}`,
};
