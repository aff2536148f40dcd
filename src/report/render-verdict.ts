// First part of the card: the verdict and, as checkboxes with names, what unblocks it. Called by renderCard.
import type { Decision, Reason } from '../model/decision.ts';
import { IGNORED_WORD, more } from './describe-change.ts';
import { code, prose } from './escape.ts';
import { unsatisfiedReasons } from './order-reasons.ts';

export function renderVerdict(
  decision: Decision,
  options: { readonly notices: readonly string[]; readonly rows: number },
): readonly string[] {
  const open = unsatisfiedReasons(decision);
  const met = decision.reasons.filter(({ satisfied }) => satisfied);
  const reasons = [...open, ...met];
  return [
    `**${headline(decision)}**`,
    ...options.notices.slice(0, options.rows).map((notice) => `\n> **Notice:** ${prose(notice)}`),
    '',
    ...reasons.slice(0, options.rows).flatMap((reason) => box(reason, options.rows)),
    ...more(reasons.length, options.rows),
  ];
}

function headline({ outcome, mode }: Decision): string {
  if (mode === 'observe') {
    const verdict = { pass: 'would pass', needs_review: 'would need review', blocked: 'would be blocked' }[
      outcome
    ];
    return `Observe mode: this ${verdict}, and nothing is held.`;
  }
  return {
    pass: 'Pass. Nothing more is required.',
    needs_review: 'Needs review. Held until every box is ticked.',
    blocked: 'Blocked. The change itself is refused; approvals do not help.',
  }[outcome];
}

function box(reason: Reason, rows: number): readonly string[] {
  const { need, have } = reason;
  const progress = need?.count === undefined ? '' : ` (${have?.counted?.length ?? 0} of ${need.count})`;
  const fix = reason.satisfied ? '' : ` ${prose(reason.remediation)}`;
  const ignored = have?.ignored ?? [];
  return [
    `- [${reason.satisfied ? 'x' : ' '}] ${code(reason.code)}, rule ${code(reason.rule)}: ${names(reason, rows)}${prose(reason.message)}${progress}${fix}`,
    ...(have?.counted ?? []).slice(0, rows).map((login) => `  - counts: ${code(login)}`),
    ...ignored
      .slice(0, rows)
      .map(({ login, why }) => `  - does not count: ${code(login)} ${IGNORED_WORD[why]} (${code(why)})`),
    ...more(ignored.length, rows).map((line) => `  ${line}`),
  ];
}

/** The people or the check that a box waits for. */
function names({ need }: Reason, rows: number): string {
  if (need?.check !== undefined) {
    const app = need.check.app_id === null ? '' : ` of app ${code(String(need.check.app_id))}`;
    return `check ${code(need.check.name)}${app}. `;
  }
  if (need?.count === undefined) return '';
  const from = need.from ?? [];
  const listed = from.slice(0, rows).map((name) => code(name));
  const rest = from.length > rows ? [`${from.length - rows} more`] : [];
  const who = from.length === 0 ? 'anyone with write access' : [...listed, ...rest].join(' or ');
  return `${need.count} of ${who}. `;
}
