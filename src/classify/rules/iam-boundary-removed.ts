// Finding rule: a ceiling on rights is taken off. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { callsOf } from '../../model/terraform-address.ts';
import { equivalentType } from '../equivalent-type.ts';
import { isDoubted, withoutDoubt } from '../doubt.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, fingerprint, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { isHolderGone } from '../iam/holders.ts';
import { shortenSource } from '../iam/shorten-source.ts';
import { endsOf } from '../settings/ends.ts';
import { listHits } from '../settings/guardrail-lists.ts';
import { EXEMPTIONS, GUARDRAIL_RESOURCES, GUARDRAILS } from '../settings/guardrails.ts';
import { weakenings } from '../settings/weakenings.ts';

export const iamBoundaryRemoved: ChangeRule = {
  on: 'change',
  id: 'iam-boundary-removed',
  title: 'A ceiling on rights is taken off',
  severity: 'high',
  confidence: 'high',
  why: 'A permissions boundary, a control policy of an organisation, a deny policy or a sign-in rule is what keeps a role, a user or a whole account small whatever its own policies say. Without it all of those policies count in full, also the ones nobody wrote with that in mind.',
  remedy:
    'Keep the boundary or the control policy, or put a stricter one in its place in the same pull request.',
  check: (change, { diff }) => [
    ...boundaryHits(change),
    ...(change.after === null && isHolderGone(change, diff) ? [] : detachmentHits(change)),
    ...organizationHits(change),
    ...weakenings(change, GUARDRAILS, diff),
    ...endsOf(change, { diff, ends: GUARDRAIL_RESOURCES }).map((hit) =>
      isGroundGone(change, diff) ? { ...hit, severity: 'low' as const } : hit,
    ),
    ...listHits(change),
    ...exemptionHits(change),
  ],
};

function exemptionHits({ before, after, type, address }: ParsedChange): readonly Hit[] {
  const told = EXEMPTIONS.get(type ?? '');
  if (told === undefined || before !== null || after === null) return [];
  return [{ message: `${address} ${told}.`, line: null }];
}

/** What a guardrail holds for as a whole, made by one module together with it. */
const GROUND = /^(?:google_project|google_folder|azurerm_management_group|azurerm_subscription)$/;

/** Whether the project or folder of a module goes with the guardrails that the module put on it: nothing is left without them. */
function isGroundGone({ address, action }: ParsedChange, diff: Diff): boolean {
  const calls = callsOf(address);
  return (
    action === 'delete' &&
    calls !== '' &&
    diff.changes.some(
      (one) => one.action === 'delete' && GROUND.test(one.type ?? '') && callsOf(one.address) === calls,
    )
  );
}

const BOUNDARY = /^permissions_?boundary(_?arn)?$/i;

/** A role that is deleted with its boundary leaves nobody without one. */
function boundaryHits({ before, after, address, type }: ParsedChange): readonly Hit[] {
  if (before === null || after === null || type === 'variable' || type === 'locals') return [];
  const old = walk(treeOf(before)).filter(({ name }) => BOUNDARY.test(name));
  const now = walk(treeOf(after)).filter(({ name }) => BOUNDARY.test(name));
  return old.filter(isSet).flatMap((node): readonly Hit[] => {
    const same = now.filter(({ name }) => name === node.name);
    if (same.some((one) => fingerprint(one) === fingerprint(node))) return [];
    const [other] = same.filter(isSet);
    if (other === undefined) {
      const line = same[0]?.line ?? null;
      if (!mayBeNothing(node)) return [{ message: `${address} no longer has a permissions boundary.`, line }];
      const message = `${address} no longer has the permissions boundary that it may have had (${shortenSource(shown(node))}).`;
      return [{ message, line, severity: 'medium', confidence: 'low' }];
    }
    const { line } = other;
    const doubted = doubtOf(node, other);
    if (doubted !== null) {
      const message = `The permissions boundary of ${address} is computed, and not as it was (${doubted}).`;
      return [{ message, line, severity: 'medium', confidence: 'low' }];
    }
    return [
      {
        message: `${address} has another permissions boundary (${shown(other)}).`,
        line,
        confidence: 'medium',
      },
    ];
  });
}

/** `try(each.value.boundary, null)`: whether there was one could not be told before either. */
function mayBeNothing(node: Node): boolean {
  const { known, unknown } = textsOf(node);
  return known.length === 0 && unknown.length > 0 && unknown.every((source) => /[,:?]\s*null\b/.test(source));
}

/** One expression in place of another, or over something that changed, gives the same one most often. */
function doubtOf(before: Node, after: Node): string | null {
  const [had, [now]] = [textsOf(before), textsOf(after).unknown];
  if (now === undefined || had.unknown.length === 0) return null;
  return isDoubted(now) || !isPlainReference(now) ? shortenSource(withoutDoubt(now)) : null;
}

/** `aws_iam_policy.other.arn` is certainly another one. */
function isPlainReference(source: string): boolean {
  return /^(?:data\.)?aws_[\w.[\]"-]+$/.test(source);
}

function isSet(node: Node): boolean {
  const { known, unknown } = textsOf(node);
  return (
    unknown.some((source) => source !== 'null') ||
    known.some((text) => text !== '') ||
    node.children.length > 0
  );
}

function shown(node: Node): string {
  const { known, unknown } = textsOf(node);
  return [...known, ...unknown].join(', ') || 'computed';
}

/** Where a control policy or boundary holds, by Terraform type: the attribute that says on whom. */
const DETACHABLE: Readonly<Record<string, readonly string[]>> = {
  aws_organizations_policy_attachment: ['policy_id', 'target_id'],
  aws_ssoadmin_permissions_boundary_attachment: ['permission_set_arn', 'permissions_boundary'],
};

function detachmentHits(change: ParsedChange): readonly Hit[] {
  const type = equivalentType(change) ?? '';
  const attributes = Object.hasOwn(DETACHABLE, type) ? DETACHABLE[type] : undefined;
  if (attributes === undefined || change.before === null) return [];
  const [before, after] = [treeOf(change.before), treeOf(change.after)];
  if (change.after === null)
    return [{ message: `${change.address} is gone: ${held(before, attributes)}.`, line: null }];
  const moved = attributes.find((name) => printOf(before, name) !== printOf(after, name));
  if (moved === undefined) return [];
  return [
    {
      message: `${change.address} no longer does what it did: ${held(before, attributes)}.`,
      line: childOf(after, moved)?.line ?? null,
    },
  ];
}

function held(tree: Node, [policy = '', target = '']: readonly string[]): string {
  const text = (name: string): string => {
    const node = childOf(tree, name);
    return node === undefined ? 'its target' : shown(node);
  };
  return `${text(policy)} was a ceiling on ${text(target)}`;
}

function printOf(tree: Node, name: string): string {
  const node = childOf(tree, name);
  return node === undefined ? '' : fingerprint(node);
}

/** Kinds of control policies that an organisation switches off as a whole, and targets a control policy loses. */
function organizationHits(change: ParsedChange): readonly Hit[] {
  const type = equivalentType(change);
  const name =
    type === 'aws_organizations_organization'
      ? 'enabled_policy_types'
      : type === 'aws_organizations_policy'
        ? 'target_ids'
        : null;
  if (name === null || change.before === null || change.after === null) return [];
  const now = new Set(textsOf(childOf(treeOf(change.after), name)).known);
  const lost = textsOf(childOf(treeOf(change.before), name)).known.filter((text) => !now.has(text));
  const wanted = name === 'target_ids' ? lost : lost.filter((text) => text.endsWith('CONTROL_POLICY'));
  const line = childOf(treeOf(change.after), name)?.line ?? null;
  return wanted.map((text) => ({
    message:
      name === 'target_ids'
        ? `This control policy no longer holds for ${text}.`
        : `${text} is switched off for the organisation.`,
    line,
  }));
}
