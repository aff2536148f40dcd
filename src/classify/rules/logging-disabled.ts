// Finding rule: less of what happens is recorded. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { endsOf } from '../settings/ends.ts';
import { placesOf } from '../settings/grade.ts';
import { LOGS } from '../settings/logs.ts';
import { LOG_LISTS, RECORDERS } from '../settings/recorders.ts';
import { weakenings } from '../settings/weakenings.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export const loggingDisabled: ChangeRule = {
  on: 'change',
  id: 'logging-disabled',
  title: 'Logging or detection reduced',
  severity: 'medium',
  confidence: 'high',
  why: 'Trails, audit logs, flow logs and detectors are how an intrusion is noticed and understood afterwards, so whoever means harm switches them off first. What was not recorded cannot be had back.',
  remedy:
    'Keep the recording, or show where the same events are recorded from now on and let the security team confirm it.',
  check: (change, { diff }) => [
    ...weakenings(change, LOGS, diff),
    ...endsOf(change, { diff, ends: RECORDERS }),
    ...LOG_LISTS.flatMap((list) => missing(change, list)),
  ],
};

/** Members that the list had in the base and has no more. */
function missing(change: ParsedChange, list: (typeof LOG_LISTS)[number]): readonly Hit[] {
  if (change.before === null || change.after === null) return [];
  if (!list.types.split(' ').includes(equivalentType(change) ?? '')) return [];
  const before = membersOf(treeOf(change.before), list.path);
  const after = membersOf(treeOf(change.after), list.path);
  if (before.known.length === 0) return [];
  const line = after.line;
  if (after.computed) {
    const message = `What ${change.address} logs is now computed, so some of it may be missing.`;
    return [{ message, line, severity: 'low', confidence: 'low' }];
  }
  const lost = before.known.filter((name) => !after.known.includes(name));
  if (lost.length === 0) return [];
  return [{ message: `${change.address} no longer logs ${lost.join(', ')}.`, line }];
}

type Members = {
  readonly known: readonly string[];
  readonly computed: boolean;
  readonly line: number | null;
};

function membersOf(tree: Node, path: string): Members {
  const places = placesOf(tree, path);
  const texts = places.flatMap(walk).map((node) => textsOf({ ...node, children: [] }));
  return {
    known: [...new Set(texts.flatMap(({ known }) => known))],
    computed: texts.some(({ unknown }) => unknown.length > 0),
    line: places[0]?.line ?? null,
  };
}
