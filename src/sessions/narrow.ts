// Approved changes -> the session policy they need, at the tightest level that fits. Called by the pipeline for the card and again at the exchange; pure.
import { LIMITS } from '../config/limits.ts';
import type { Change, ParsedChange } from '../model/change.ts';
import type { AccountSettings, NarrowedPolicy, Target } from '../model/deploy.ts';
import { compileAllows, leastCharacters, type Detail, type Permission } from './compile-allows.ts';
import { neededActions } from './needed-actions.ts';
import { isNever } from './never-list.ts';
import { resourceScope } from './resource-scope.ts';
import {
  selfProtection,
  timeFence,
  UNSEALED,
  type PolicyDocument,
  type Statement,
} from './standing-denies.ts';

export type NarrowInput = {
  readonly changes: readonly Change[];
  /** The changes before classification: they carry whole resources, and so names that an update leaves alone. */
  readonly parsed?: readonly ParsedChange[];
  readonly target: Target;
  readonly account: AccountSettings | null;
};

type Level = NarrowedPolicy['level'];
type Rung = { readonly level: Level; readonly detail: Detail; readonly says: string };
type Needs = {
  readonly permissions: readonly Permission[];
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
};

const EXACT = 'exact actions on the narrowest ARNs known before the deployment';
const MORE_READS = 'plus further read actions on the same ARNs';
const ALL_READS = 'reads on every resource, writes still scoped';

/** Without routine rights of the target; then with them, where the session can do more than its inline policy says. */
const LADDER: readonly Rung[] = [
  { level: 0, detail: 'verbatim', says: EXACT },
  { level: 0, detail: 'exact', says: EXACT },
  { level: 1, detail: 'more-reads', says: MORE_READS },
  { level: 2, detail: 'all-reads', says: ALL_READS },
];
const LADDER_WITH_ROUTINE: readonly Rung[] = [
  { level: 3, detail: 'verbatim', says: `managed policies of the target, and ${EXACT}` },
  { level: 3, detail: 'exact', says: `managed policies of the target, and ${EXACT}` },
  { level: 3, detail: 'more-reads', says: `managed policies of the target; inline ${MORE_READS}` },
  { level: 3, detail: 'all-reads', says: `managed policies of the target; inline ${ALL_READS}` },
  {
    level: 3,
    detail: 'writes-only',
    says: 'managed policies of the target carry the reads, inline policy the writes',
  },
];

/** The most lines about single changes that a card shows. */
const MAX_LINES = 10;

/**
 * The session policy for the target's part of a change. The text holds the self-protection denies and a fence whose time
 * `sealPolicy` fills in. Level 4 is the whole role, fenced and protected; it fits unless the target requires narrowing.
 */
export function narrow(input: NarrowInput): NarrowedPolicy {
  const { target } = input;
  if (target.narrowing === 'off') return notNarrowed(input, ['narrowing is off for this target']);
  const needs = needsOf(input);
  if (needs.unknown.length > 0) return notNarrowed(input, limited(needs.unknown));
  const ladder = target.policyArns.length === 0 ? LADDER : LADDER_WITH_ROUTINE;
  for (const rung of ladder) {
    if (leastCharacters(needs.permissions, rung.detail) > LIMITS.sessionPolicyCharacters) continue;
    const policy = render(input, compileAllows(needs.permissions, rung.detail));
    if (!fits(policy, target.policyArns)) continue;
    const actions = [...new Set(needs.permissions.map(({ action }) => action.name))].toSorted();
    const explanation = [`level ${rung.level}: ${rung.says}`, ...limited(needs.notes)];
    return { level: rung.level, policy, policyArns: target.policyArns, explanation, actions, fits: true };
  }
  const why = `what ${needs.permissions.length} actions need does not fit in ${LIMITS.sessionPolicyCharacters} characters; split the pull request`;
  return notNarrowed(input, [why]);
}

function notNarrowed(input: NarrowInput, why: readonly string[]): NarrowedPolicy {
  const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  return {
    level: 4,
    policy: render(input, [everything]),
    policyArns: [],
    explanation: ['level 4: not narrowed, the session has every right of the role', ...why],
    actions: ['*'],
    fits: input.target.narrowing !== 'required',
  };
}

function needsOf(input: NarrowInput): Needs {
  const permissions: Permission[] = [];
  const unknown: string[] = [];
  const notes: string[] = [];
  for (const change of input.changes.filter((candidate) => concerns(candidate, input.target))) {
    const needed = neededActions(change);
    if (needed.kind === 'unknown') unknown.push(needed.why);
    if (needed.kind !== 'needed') continue;
    const context = { change, parsed: parsedOf(change, input.parsed ?? []), target: input.target };
    const own = [
      ...needed.actions.map((action) => ({ action, resources: resourceScope(action, context) })),
      ...needed.passRoles.map(passRole),
    ];
    permissions.push(...own);
    notes.push(...needed.notes, ...wideNotes(change, own));
  }
  return { permissions, unknown, notes };
}

/** Reviewers must see where an escape action is not tied to one resource, because its name is no literal. */
function wideNotes(change: Change, permissions: readonly Permission[]): readonly string[] {
  return permissions
    .filter(({ action, resources }) => isNever(action.name) && resources.some((arn) => arn.endsWith('*')))
    .map(
      ({ action, resources }) => `${change.address}: ${action.name} is granted on ${resources.join(', ')}`,
    );
}

/** Changes of no environment (modules) may be part of every deployment. */
function concerns(change: Change, target: Target): boolean {
  return change.environment === null || change.environment === target.environment;
}

function parsedOf(change: Change, parsed: readonly ParsedChange[]): ParsedChange | null {
  const same = parsed.filter(
    ({ file, address, startLine, action }) =>
      file === change.file &&
      address === change.address &&
      startLine === change.startLine &&
      action === change.action,
  );
  return same.length === 1 ? (same[0] ?? null) : null;
}

function passRole(role: string): Permission {
  return {
    action: { name: 'iam:PassRole', level: 'W', kinds: [{ name: 'role', required: true }] },
    resources: [role],
  };
}

function render({ target, account }: NarrowInput, allows: readonly Statement[]): string {
  const roles = [
    target.role,
    ...(account?.revokerRole === null || account === null ? [] : [account.revokerRole]),
  ];
  const protection = selfProtection({ boundaryArn: account?.boundaryArn ?? null, roles });
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [...allows, ...protection, timeFence(UNSEALED)],
  };
  return JSON.stringify(document);
}

/** STS counts the inline text and the ARNs together (reference: AssumeRole, parameter Policy). */
function fits(policy: string, policyArns: readonly string[]): boolean {
  const characters = policy.length + policyArns.reduce((sum, arn) => sum + arn.length, 0);
  return characters <= LIMITS.sessionPolicyCharacters;
}

function limited(lines: readonly string[]): readonly string[] {
  const unique = [...new Set(lines)];
  if (unique.length <= MAX_LINES) return unique;
  return [...unique.slice(0, MAX_LINES), `and ${unique.length - MAX_LINES} more`];
}
