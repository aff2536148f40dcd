// Part of the card of a pull request that edits the policy: what the edit would have decided otherwise. Called by renderCard.
import { counted } from '../model/counted.ts';
import type { Outcome } from '../model/words.ts';
import { OUTCOMES } from '../model/words.ts';
import { more } from './describe-change.ts';
import type { PolicyEdit, PolicyReplay, ReplayChange } from './policy-edit.ts';

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
      `- **it is no policy**: ${counted(errors, 'error')}, marked on the lines. Once it is merged, every pull request that it decides is refused.`,
    ];
  return warnings === 0 ? [] : [`- ${counted(warnings, 'new warning')}, marked on the lines`];
}

type Done = Extract<PolicyReplay, { kind: 'done' }>;

function replayLines(done: Done, rows: number): readonly string[] {
  const { decisions, foreign, changed, withheld } = done;
  const groups = [...Map.groupBy(changed, ({ from, to }) => `${from} ${to}`).values()].toSorted(byLoss);
  const limits = limitsOf(done);
  const note = limits.length === 0 ? '' : ` (${limits.join('; ')})`;
  const where = foreign === 0 ? '' : `, ${foreign} of them of other repositories`;
  return [
    decisions === 0
      ? `- no decision is recorded that it could be tried on${note}`
      : `- would have changed ${changed.length === 0 ? 'none' : changed.length} of the last ${counted(decisions, 'decision')}${where}${note}${groups.length === 0 ? '' : ':'}`,
    ...groups.slice(0, rows).map((group) => `  - ${groupLine(group)}`),
    ...more(groups.length, rows).map((line) => `  ${line}`),
    ...(withheld
      ? [
          '- not tried on other repositories that use it: the pull request comes from a fork, and may not tell of them',
        ]
      : []),
  ];
}

/** Why these are not all. */
function limitsOf({ left, gone, unread, unseen }: Done): readonly string[] {
  return [
    ...(left === 0 ? [] : [`no time for ${left} more`]),
    ...(gone === 0 ? [] : [`the evidence of ${gone} is gone`]),
    ...(unread === 0 ? [] : [`${unread} would need files that are read once this is merged`]),
    ...(unseen === 0
      ? []
      : [`${unseen} other ${unseen === 1 ? 'repository was' : 'repositories were'} not looked at`]),
  ];
}

function groupLine(group: readonly ReplayChange[]): string {
  const [first] = group;
  const pulls = [...new Set(group.flatMap(({ pull }) => pull ?? []))];
  const foreign = group.filter(({ pull }) => pull === null).length;
  const named = [
    ...pulls.slice(0, PULLS).map((pull) => `#${pull}`),
    ...(foreign === 0 ? [] : [`${foreign} of other repositories`]),
  ];
  const rest = pulls.length > PULLS ? ` and ${pulls.length - PULLS} more` : '';
  return `${group.length} from ${word(first?.from)} to ${word(first?.to)} (${named.join(', ')}${rest})`;
}

/** What the edit lets through comes first: a reader must not overlook it. */
function byLoss([a]: readonly ReplayChange[], [b]: readonly ReplayChange[]): number {
  const step = (change: ReplayChange | undefined): number =>
    change === undefined ? 0 : OUTCOMES.indexOf(change.to) - OUTCOMES.indexOf(change.from);
  return step(a) - step(b);
}

function word(outcome: Outcome | undefined): string {
  return outcome === undefined
    ? ''
    : { pass: 'pass', needs_review: 'needs review', blocked: 'blocked' }[outcome];
}
