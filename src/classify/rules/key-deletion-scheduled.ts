// Finding rule: a key may be lost, and with it what it encrypted. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { endsOf } from '../settings/ends.ts';
import { KEY_LIFETIMES, KEYS } from '../settings/key-lifetimes.ts';
import { weakenings } from '../settings/weakenings.ts';

export const keyDeletionScheduled: ChangeRule = {
  on: 'change',
  id: 'key-deletion-scheduled',
  title: 'Key deleted, disabled or easier to lose',
  severity: 'high',
  confidence: 'high',
  why: 'Whatever a key encrypted is lost with the key: disks, buckets, databases and their backups, of other accounts too. A long wait before the end, purge protection and a key that stays enabled are what a mistake can be taken back by.',
  remedy:
    'Disable a key first and watch who still asks for it; delete it only when nobody does, with the longest wait there is.',
  check: (change, { diff }) => [
    ...weakenings(change, KEY_LIFETIMES),
    ...endsOf(change, { diff, ends: KEYS }),
  ],
};
