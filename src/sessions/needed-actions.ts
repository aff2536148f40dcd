// One change -> the AWS actions that applying it takes. Called by narrow.ts; pure.
import type { Change } from '../model/change.ts';
import { isFile } from '../model/file-parts.ts';
import { withoutCalls } from '../model/terraform-address.ts';
import { actionFact, phasesOfType, type ActionFact, type TypePhases } from './catalogue.ts';
import { readsOfDataSource } from './data-sources.ts';
import { isGrantable } from './never-list.ts';

export type NeededActions =
  | {
      readonly kind: 'needed';
      readonly actions: readonly ActionFact[];
      readonly passRoles: readonly string[];
      readonly notes: readonly string[];
    }
  /** The change asks nothing of AWS. */
  | { readonly kind: 'nothing' }
  /** What it asks cannot be known: the session cannot be narrowed. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Providers that only compute values. */
const VALUE_TYPES = /^(?:random|time|tls)_/;
/** Files that decide about the process and not about the account. */
const PROCESS_KINDS = new Set(['governance', 'pipeline']);
const UNDOING = /:(?:Delete|Detach|Disassociate|Remove|Revoke|Deregister|Terminate|Disable|Cancel|Untag)/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Updates of sensitive types, attribute by attribute: the tables list every action of the type, and a guess from words
 * leaks ("role" occurs in every IAM role action).
 */
const BY_ATTRIBUTE: { readonly [type: string]: { readonly [attribute: string]: readonly string[] } } = {
  aws_iam_role: {
    assume_role_policy: ['iam:UpdateAssumeRolePolicy'],
    description: ['iam:UpdateRole', 'iam:UpdateRoleDescription'],
    max_session_duration: ['iam:UpdateRole'],
    inline_policy: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
    managed_policy_arns: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
    permissions_boundary: [],
  },
  aws_iam_policy: { policy: ['iam:CreatePolicyVersion', 'iam:DeletePolicyVersion'] },
  aws_iam_role_policy: { policy: ['iam:PutRolePolicy'] },
  aws_iam_user_policy: { policy: ['iam:PutUserPolicy'] },
  aws_iam_group_policy: { policy: ['iam:PutGroupPolicy'] },
  aws_s3_bucket_policy: { policy: ['s3:PutBucketPolicy'] },
  aws_s3_bucket: { policy: ['s3:PutBucketPolicy'], acl: ['s3:PutBucketAcl'], force_destroy: [] },
  aws_kms_key: {
    policy: ['kms:PutKeyPolicy'],
    description: ['kms:UpdateKeyDescription'],
    enable_key_rotation: ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'],
    is_enabled: ['kms:EnableKey', 'kms:DisableKey'],
    deletion_window_in_days: [],
  },
};

/** The actions of one change, or why nobody can tell. */
export function neededActions(change: Change): NeededActions {
  const special = withoutTables(change);
  if (special !== null) return special;
  const all = phasesOfType(change.type ?? '') ?? handPhases(change);
  if (all === null) return unknown(change, `the type ${change.type} is in no table`);
  const roots = [...new Set(change.attributes.map(({ path }) => rootOf(path)))];
  const phases = grantable(all, change.type ?? '', roots);
  const writes = isData(change) ? [] : writesOf(change, phases, roots);
  if (writes === null)
    return unknown(change, `the tables do not say what ${change.action} of ${change.type} takes`);
  const names = new Set([...(phases.get('r') ?? []), ...writes]);
  const actions = [...names].map(actionFact).filter((fact) => fact !== null);
  return { kind: 'needed', actions, ...passRole(change, all) };
}

/** The phases without what this change must not be granted, so that every fallback below starts from clean lists. */
function grantable(phases: TypePhases, type: string, roots: readonly string[]): TypePhases {
  const clean = [...phases].map(([phase, names]) => {
    const facts = names.map(actionFact).filter((fact) => fact !== null);
    return [phase, facts.filter((fact) => isGrantable(fact, type, roots)).map(({ name }) => name)] as const;
  });
  return new Map(clean);
}

/** Root attribute of a dotted path: `ingress` of `ingress[0].cidr_blocks`. */
export function rootOf(path: string): string {
  return path.split(/[.[]/)[0] ?? '';
}

function withoutTables(change: Change): NeededActions | null {
  if (change.opaque) return unknown(change, 'the file is opaque');
  if (isFile(change) && change.kinds.length > 0 && change.kinds.every((kind) => PROCESS_KINDS.has(kind)))
    return { kind: 'nothing' };
  if (change.format !== 'terraform')
    return unknown(change, `the format ${change.format} has no table of AWS actions`);
  if (change.type === 'output' || (change.type !== null && VALUE_TYPES.test(change.type)))
    return { kind: 'nothing' };
  return change.action === 'unknown' ? unknown(change, 'the action is unknown') : null;
}

function unknown(change: Change, why: string): NeededActions {
  return { kind: 'unknown', why: `${change.address}: ${why}` };
}

/** A data source: its address says so, its type is the type of what it reads. */
export function isData({ address }: Change): boolean {
  return withoutCalls(address).startsWith('data.');
}

/** Data sources that no resource type stands for. */
function handPhases(change: Change): TypePhases | null {
  const reads = isData(change) ? readsOfDataSource(change.type ?? '') : null;
  return reads === null ? null : new Map([['r', reads]]);
}

/** Null when nothing is known: an empty delete policy would fit and be wrong. */
function writesOf(change: Change, phases: TypePhases, roots: readonly string[]): readonly string[] | null {
  const created = [...(phases.get('c') ?? []), ...roots.flatMap((root) => phases.get(`a.${root}`) ?? [])];
  const deleted = deletesOf(phases);
  switch (change.action) {
    case 'create':
      return created.length === 0 ? null : created;
    case 'delete':
      return deleted.length === 0 ? null : deleted;
    case 'replace':
      return created.length === 0 || deleted.length === 0 ? null : [...created, ...deleted];
    case 'update':
      return updatesOf(change.type ?? '', phases, roots);
    case 'unknown':
      return null;
  }
}

/** Where the tables name no destroy, it is the undoing half of the creation, or the same call with other values. */
function deletesOf(phases: TypePhases): readonly string[] {
  const listed = phases.get('d') ?? [];
  if (listed.length > 0) return listed;
  const created = phases.get('c') ?? [];
  const undoing = created.filter((name) => UNDOING.test(name));
  return undoing.length > 0 ? undoing : created;
}

/** The writes tied to the changed attributes; where one of them is tied to nothing, all updates of the type. */
function updatesOf(type: string, phases: TypePhases, roots: readonly string[]): readonly string[] | null {
  const perAttribute = roots.map((root) => updatesOfAttribute(type, phases, root));
  if (roots.length > 0 && perAttribute.every((found) => found !== null)) return perAttribute.flat();
  const tagged = roots.some(isTags);
  const all = (phases.get('u') ?? []).filter((name) => tagged || actionFact(name)?.level !== 'T');
  const known = [...all, ...perAttribute.flatMap((found) => found ?? [])];
  // Types without an update in the tables are changed by making them anew.
  const anew = [...(phases.get('c') ?? []), ...(phases.get('d') ?? [])];
  if (known.length > 0) return known;
  return anew.length === 0 ? null : anew;
}

function updatesOfAttribute(type: string, phases: TypePhases, root: string): readonly string[] | null {
  const byHand = BY_ATTRIBUTE[type]?.[root];
  if (byHand !== undefined) return byHand;
  if (isTags(root)) return tagActions(phases);
  return phases.get(`a.${root}`) ?? null;
}

function isTags(root: string): boolean {
  return root === 'tags' || root === 'tags_all' || root === 'tag';
}

function tagActions(phases: TypePhases): readonly string[] | null {
  const all = [...(phases.get('u') ?? []), ...(phases.get('c') ?? [])].filter(
    (name) => actionFact(name)?.level === 'T',
  );
  const found = [...new Set([...(phases.get('a.tags') ?? []), ...all])];
  return found.length === 0 ? null : found;
}

/** iam:PassRole only on role ARNs that stand in the change as literals, never from the tables. */
function passRole(
  change: Change,
  phases: TypePhases,
): { readonly passRoles: readonly string[]; readonly notes: readonly string[] } {
  if (![...phases.values()].some((names) => names.includes('iam:PassRole')))
    return { passRoles: [], notes: [] };
  const attributes = change.attributes.filter(({ path }) => /role|profile/.test(path));
  const literal = attributes.flatMap(({ after }) =>
    typeof after === 'string' && ROLE_ARN.test(after) ? [after] : [],
  );
  const open = attributes.some(
    ({ after }) => after !== null && !(typeof after === 'string' && ROLE_ARN.test(after)),
  );
  const note = `${change.address}: iam:PassRole is not granted for a role whose ARN is not a literal of the change`;
  return { passRoles: literal, notes: open ? [note] : [] };
}
