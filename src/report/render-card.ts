// The 30-second card: summary of the check run, in a fixed order. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Decision } from '../model/decision.ts';
import type { InheritedPrivilege } from '../model/deploy.ts';
import { code } from './escape.ts';
import { renderBlastRadius, renderFindings } from './render-blast-radius.ts';
import { renderActor, renderPolicySource } from './render-origin.ts';
import type { PolicyEdit } from './policy-edit.ts';
import { renderPolicyEdit } from './render-policy-edit.ts';
import { type Preview, renderPreviews } from './render-previews.ts';
import { renderPrivileges } from './render-privileges.ts';
import { renderVerdict } from './render-verdict.ts';
import { bytes } from './shorten-decision.ts';

export type Card = {
  readonly decision: Decision;
  /** Where the decision stands in the ledger; outside of the decision's digest. */
  readonly ledger: { readonly seq: number; readonly hash: string } | null;
  readonly previews: readonly Preview[];
  /** What of the change runs in a deployment. Absent: nothing is said of it. */
  readonly privileges?: readonly InheritedPrivilege[];
  readonly notices: readonly string[];
  /** Absent or null: the policy is not edited. */
  readonly policyEdit?: PolicyEdit | null;
};

/** Rows per list: the first number with which the whole card fits is taken. */
const ROWS = [25, 10, 4, 1] as const;

/** At most 65,535 bytes; lists give way, sections do not. */
export function renderCard(card: Card): string {
  const tries = ROWS.map((rows) => render(card, rows));
  const fitting = tries.find((text) => bytes(text) <= LIMITS.outputCharacters);
  return fitting ?? bare(card);
}

function render(
  { decision, ledger, previews, privileges = [], notices, policyEdit = null }: Card,
  rows: number,
): string {
  const sections = [
    renderVerdict(decision, { notices, rows }),
    renderPolicyEdit(policyEdit, rows),
    renderBlastRadius(decision, rows),
    renderFindings(decision, rows),
    renderActor(decision, rows),
    renderPolicySource(decision, rows),
    renderPrivileges(privileges, rows),
    renderPreviews(previews, rows),
    renderDigests(decision, ledger),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n').trim())
    .join('\n\n');
}

/** For a decision made to overflow the card: the verdict and where to find the rest. */
function bare({ decision, ledger }: Card): string {
  const verdict = renderVerdict({ ...decision, reasons: [] }, { notices: [], rows: 1 });
  const hint = ['The card does not fit into a check run; the decision document says the rest.'];
  return [verdict, hint, renderDigests(decision, ledger)]
    .map((lines) => lines.join('\n').trim())
    .join('\n\n');
}

function renderDigests(
  { head, changeDigest, decisionDigest }: Decision,
  ledger: Card['ledger'],
): readonly string[] {
  return [
    '### Record',
    '',
    `- head ${code(head)}`,
    `- change ${code(changeDigest)}`,
    `- decision ${code(decisionDigest)}`,
    `- ledger ${ledger === null ? 'not recorded yet' : code(`#${ledger.seq} ${ledger.hash}`)}`,
  ];
}
