// Finding rule: fewer copies of data are kept, or for less time. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { BACKUPS, BACKUP_RESOURCES } from '../settings/backups.ts';
import { endsOf } from '../settings/ends.ts';
import { weakenings } from '../settings/weakenings.ts';

export const backupReduced: ChangeRule = {
  on: 'change',
  id: 'backup-reduced',
  title: 'Fewer or shorter backups',
  severity: 'medium',
  confidence: 'high',
  why: 'Backups, old versions and snapshots are the only way back from a deletion, a bug or ransomware, and such things are often noticed late. Shortening a retention deletes what is older at once.',
  remedy:
    'Keep the retention that the data needs, or let the owners of the data confirm that less is enough.',
  check: (change, { diff }) => [
    ...weakenings(change, BACKUPS, diff),
    ...endsOf(change, { diff, ends: BACKUP_RESOURCES }),
  ],
};
