// First part of the card: the verdict and, as checkboxes with names, what unblocks it. Called by renderCard.
import type { Decision, Reason } from '../model/decision.ts';
import { breakGlassSentence } from './render-break-glass.ts';
import { IGNORED_WORD, more } from './describe-change.ts';
import { code, prose } from './escape.ts';
import { togetherByFile, unsatisfiedReasons } from './order-reasons.ts';

export function renderVerdict(
  decision: Decision,
  options: { readonly notices: readonly string[]; readonly rows: number },
): readonly string[] {
  const broken = breakGlassSentence(decision);
  const open = unsatisfiedReasons(decision);
  const met = decision.reasons.filter(({ satisfied }) => satisfied);
  const reasons = togetherByFile([...open, ...met]);
  return [
    `**${headline(decision)}**`,
    ...(broken === null ? [] : [`\n> **Break-glass:** ${prose(broken)}`]),
    ...options.notices.slice(0, options.rows).map((notice) => `\n> **Notice:** ${prose(notice)}`),
    '',
    ...reasons.slice(0, options.rows).flatMap((group) => box(group, options.rows)),
    ...more(reasons.length, options.rows),
    ...observedLines(decision, options.rows),
  ];
}

/** What rules on trial would say: told apart, so that nobody takes it for something to do. */
function observedLines({ observed = [] }: Decision, rows: number): readonly string[] {
  const open = observed.filter(({ satisfied }) => !satisfied);
  if (open.length === 0) return [];
  return [
    '',
    'On trial, holding nothing:',
    ...open
      .slice(0, rows)
      .map((reason) => `- ${code(reason.code)}, rule ${code(reason.rule)}: ${prose(reason.message)}`),
    ...more(open.length, rows),
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

/** Files named below the first one of a reason. */
const FILES = 5;

function box([reason, ...others]: readonly [Reason, ...Reason[]], rows: number): readonly string[] {
  // Whose approval is missing says what to do.
  const isSaid = reason.satisfied || reason.code === 'APPROVALS_MISSING';
  const fix = isSaid ? '' : ` ${prose(reason.remediation)}`;
  const ignored = reason.have?.ignored ?? [];
  return [
    `- [${reason.satisfied ? 'x' : ' '}] ${code(reason.code)}, rule ${code(reason.rule)}: ${prose(reason.message)}${fix}`,
    ...others
      .slice(0, Math.min(rows, FILES))
      .map(({ need }) => `  - the same for ${code(String(need?.['file']))}`),
    ...more(others.length, Math.min(rows, FILES)).map((line) => `  ${line}`),
    ...(reason.have?.counted ?? []).slice(0, rows).map((login) => `  - counts: ${code(login)}`),
    ...ignored
      .slice(0, rows)
      .map(({ login, why }) => `  - does not count: ${code(login)} ${IGNORED_WORD[why]} (${code(why)})`),
    ...more(ignored.length, rows).map((line) => `  ${line}`),
  ];
}
