// Approved changes -> the session policy they need, at the tightest level that fits. Called by the pipeline for the card and again at the exchange; pure.
import { LIMITS } from '../config/limits.ts';
import type { Change, ParsedChange } from '../model/change.ts';
import type { AccountSettings, NarrowedPolicy, Target } from '../model/deploy.ts';
import type { ActionFact } from './catalogue.ts';
import { compileAllows, leastCharacters, type Detail, type Permission } from './compile-allows.ts';
import { escapeDeny } from './escape-denies.ts';
import { isData, neededActions } from './needed-actions.ts';
import { parsedOf } from './parsed-index.ts';
import { allRoles, everyRole, reachedRoles } from './protected-roles.ts';
import { referencesFrom } from './references.ts';
import { resourceScope, type ScopeContext } from './resource-scope.ts';
import {
  selfProtection,
  timeFence,
  UNSEALED,
  type PolicyDocument,
  type Statement,
} from './standing-denies.ts';
import { attachedPolicies, wideRights } from './wide-rights.ts';

export type NarrowInput = {
  readonly changes: readonly Change[];
  /** The changes before classification: they carry whole resources, and so names that an update leaves alone. */
  readonly parsed?: readonly ParsedChange[];
  readonly target: Target;
  readonly account: AccountSettings | null;
  /** Deploy and revoker roles of the account that the policy knows: no session may change any of them. */
  readonly roles?: readonly string[];
};

type Level = NarrowedPolicy['level'];
type Rung = { readonly level: Level; readonly detail: Detail; readonly says: string };
type Needs = {
  readonly permissions: readonly Permission[];
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
  /** Escape actions that no name limits. */
  readonly wide: readonly string[];
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
  // Conditions take room: better without them than with every right of the role.
  const loose = needs.permissions.map(({ action, resources }) => ({ action, resources }));
  const found = descend(input, needs, needs.permissions) ?? descend(input, needs, loose);
  if (found !== null) return found;
  const why = `what ${needs.permissions.length} actions need does not fit in ${LIMITS.sessionPolicyCharacters} characters; split the pull request`;
  return notNarrowed(input, [why]);
}

/** The first rung that fits. An escape action on everything is never called exact, and does not count as narrowed. */
function descend(
  input: NarrowInput,
  { wide, notes }: Needs,
  permissions: readonly Permission[],
): NarrowedPolicy | null {
  const { policyArns, narrowing } = input.target;
  for (const rung of policyArns.length === 0 ? LADDER : LADDER_WITH_ROUTINE) {
    if (leastCharacters(permissions, rung.detail) > LIMITS.sessionPolicyCharacters) continue;
    const allows = compileAllows(permissions, rung.detail);
    // Managed policies may reach any role; inline allows say what they reach.
    const roles = policyArns.length === 0 ? reachedRoles(input, allows) : allRoles(input);
    const policy = render(input, allows, roles);
    if (!fits(policy, policyArns)) continue;
    const actions = [...new Set(permissions.map(({ action }) => action.name))].toSorted();
    const level = wide.length > 0 && rung.level < 2 ? 2 : rung.level;
    const explanation = [`level ${level}: ${rung.says}`, ...limited([...wide, ...notes])];
    const asRequired = narrowing !== 'required' || wide.length === 0;
    return { level, policy, policyArns, explanation, actions, fits: asRequired };
  }
  return null;
}

function notNarrowed(input: NarrowInput, why: readonly string[]): NarrowedPolicy {
  const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const own = input.changes.filter((change) => concerns(change, input.target) && !isData(change));
  const escapes = escapeDeny(own.map(({ type }) => type));
  const allows = escapes === null ? [everything] : [everything, escapes];
  const named = render(input, allows, allRoles(input));
  return {
    level: 4,
    policy: fits(named, []) ? named : render(input, allows, [everyRole(input)]),
    policyArns: [],
    explanation: [
      'level 4: not narrowed, the session has every right of the role but those by which it would outlive its end',
      ...why,
    ],
    actions: ['*'],
    fits: input.target.narrowing !== 'required',
  };
}

function needsOf(input: NarrowInput): Needs {
  const permissions: Permission[] = [];
  const unknown: string[] = [];
  const notes: string[] = [];
  const wide: string[] = [];
  const { target, parsed = [] } = input;
  for (const change of input.changes.filter((candidate) => concerns(candidate, target))) {
    const needed = neededActions(change);
    if (needed.kind === 'unknown') unknown.push(needed.why);
    if (needed.kind !== 'needed') continue;
    const resolve = referencesFrom(change, parsed, target);
    const context = { change, parsed: parsedOf(change, parsed), target, resolve };
    const own = needed.actions.map((action) => permissionOf(action, context));
    permissions.push(...own, ...needed.passRoles.map(passRole));
    notes.push(...needed.notes);
    wide.push(...wideRights(own, context));
  }
  return { permissions, unknown, notes, wide };
}

function permissionOf(action: ActionFact, context: ScopeContext): Permission {
  const policyArns = attachedPolicies(action, context);
  const permission = { action, resources: resourceScope(action, context) };
  return policyArns === null ? permission : { ...permission, policyArns };
}

/** Changes of no environment (modules) may be part of every deployment. */
function concerns(change: Change, target: Target): boolean {
  return change.environment === null || change.environment === target.environment;
}

function passRole(role: string): Permission {
  return {
    action: { name: 'iam:PassRole', level: 'W', kinds: [{ name: 'role', required: true }] },
    resources: [role],
  };
}

function render({ account }: NarrowInput, allows: readonly Statement[], roles: readonly string[]): string {
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
