// Part of the card of a pull request that edits the policy: what the edit would have decided otherwise. Called by renderCard.
import type { Outcome } from '../model/words.ts';
import { OUTCOMES } from '../model/words.ts';
import { more } from './describe-change.ts';
import type { PolicyEdit, PolicyReplay } from './policy-edit.ts';

/** Numbers of pull requests named in one line. */
const PULLS = 10;

export function renderPolicyEdit(edit: PolicyEdit | null, rows: number): readonly string[] {
  if (edit === null) return [];
  const lines =
    edit.replay.kind === 'none' ? [`- not tried: ${edit.replay.why}`] : replayLines(edit.replay, rows);
  return ['### What this policy would change', '', ...problemLine(edit), ...lines];
}

/** The places stand on the lines of the file. */
function problemLine({ problems }: PolicyEdit): readonly string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (errors > 0)
    return [
      `- **it is no policy**: ${counted(errors, 'error')}, marked on the lines. Once it is merged, every pull request is refused.`,
    ];
  return warnings === 0 ? [] : [`- ${counted(warnings, 'new warning')}, marked on the lines`];
}

function replayLines(
  { decisions, left, gone, changed }: Extract<PolicyReplay, { kind: 'done' }>,
  rows: number,
): readonly string[] {
  if (decisions === 0) return ['- no decision of this repository is recorded that it could be tried on'];
  const groups = [...Map.groupBy(changed, ({ from, to }) => `${from} ${to}`).values()].toSorted(byLoss);
  const limits = [
    ...(left === 0 ? [] : [`no time for ${left} more`]),
    ...(gone === 0 ? [] : [`the evidence of ${gone} is gone`]),
  ];
  const note = limits.length === 0 ? '' : ` (${limits.join('; ')})`;
  return [
    `- would have changed ${changed.length === 0 ? 'none' : changed.length} of the last ${counted(decisions, 'decision')}${note}${groups.length === 0 ? '' : ':'}`,
    ...groups.slice(0, rows).map((group) => `  - ${groupLine(group)}`),
    ...more(groups.length, rows).map((line) => `  ${line}`),
  ];
}

type Change = { readonly pull: number; readonly from: Outcome; readonly to: Outcome };

function groupLine(group: readonly Change[]): string {
  const [first] = group;
  const pulls = [...new Set(group.map(({ pull }) => pull))];
  const named = pulls.slice(0, PULLS).map((pull) => `#${pull}`);
  const rest = pulls.length > PULLS ? ` and ${pulls.length - PULLS} more` : '';
  return `${group.length} from ${word(first?.from)} to ${word(first?.to)} (${named.join(', ')}${rest})`;
}

/** What the edit lets through comes first: a reader must not overlook it. */
function byLoss([a]: readonly Change[], [b]: readonly Change[]): number {
  const step = (change: Change | undefined): number =>
    change === undefined ? 0 : OUTCOMES.indexOf(change.to) - OUTCOMES.indexOf(change.from);
  return step(a) - step(b);
}

function word(outcome: Outcome | undefined): string {
  return outcome === undefined
    ? ''
    : { pass: 'pass', needs_review: 'needs review', blocked: 'blocked' }[outcome];
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
