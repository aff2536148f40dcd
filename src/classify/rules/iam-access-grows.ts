// Finding rule: a policy allows what it did not allow before. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { hitOfAttachment } from '../iam/attachments.ts';
import { customRoleHits } from '../iam/custom-roles.ts';
import { connectorHits } from '../iam/connector-grants.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { isAllPowerful, powerfulIn } from '../iam/documents/managed-policies.ts';
import { isUsedInSight } from '../iam/documents/twins.ts';
import { compareDocuments } from '../iam/growth/index.ts';
import type { Growth } from '../iam/growth/index.ts';
import type { PolicyDocument, PolicyUse } from '../iam/policy-document.ts';
import { rightsHeld } from '../iam/held-rights.ts';
import { grantHits } from '../iam/role-grants.ts';
import { newHolders } from '../iam/new-holders.ts';
import { seatHits } from '../iam/privileged-seats.ts';
import { serviceSeatHits } from '../iam/service-seats.ts';
import { vaultPolicyHits } from '../iam/vault-policies.ts';
import { isPublicWitness } from '../iam/public-statements.ts';
import { isSecretPolicy } from '../iam/secret-holders.ts';
import { sessionHits } from '../iam/session-grants.ts';
import { tellWitness } from '../iam/tell-witness.ts';
import type { Sides } from '../iam/tell-witness.ts';
import { gravestFirst } from '../iam/weigh-witness.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export const iamAccessGrows: ChangeRule = {
  on: 'change',
  id: 'iam-access-grows',
  title: 'More is allowed than before',
  severity: 'medium',
  confidence: 'high',
  why: 'Rights are easy to add and hardly ever taken back, and one more line in a policy looks like any other. The finding names one thing that was not allowed before and is allowed now; what cannot be told counts as growth. Growth of other sorts has findings of its own, which a policy names beside this one: a Deny that is gone is iam-deny-removed, what everybody may do public-exposure, policies of secrets and keys secret-policy-widened, trust policies iam-trust-widened.',
  remedy:
    'Allow only the action that is needed on the resource it is needed on, or say in the pull request why more is.',
  check: (change, { diff, deployRoles }) => {
    if (isDefinition(change) && isUsedInSight(change, diff)) return [];
    const { before, after, attached, elsewhere } = documentPair(change, diff);
    const type = equivalentType(change);
    const own = (use: PolicyUse) => (document: PolicyDocument) =>
      document.use === use && !isSecretPolicy(type, document);
    return [
      ...USES.flatMap((use) => growthHits(before.filter(own(use)), after.filter(own(use)))).filter(
        ({ line }) => line === null || !elsewhere.has(line),
      ),
      ...sessionHits({ before, after }, deployRoles),
      ...attached.map(hitOfAttachment),
      ...grantHits(change, diff),
      ...seatHits(change),
      ...serviceSeatHits(change),
      ...vaultPolicyHits(change),
      ...customRoleHits(change),
      ...holderHits(change, after, diff),
      ...connectorHits(change),
    ];
  },
};

/** Whoever newly holds rights could as well have been given them by a new policy. */
function holderHits(change: ParsedChange, after: readonly PolicyDocument[], diff: Diff): readonly Hit[] {
  const { known, unknown } = textsOf(childOf(treeOf(change.after), 'policy_arn'));
  const named = [...known, ...unknown].some((text) => isAllPowerful(text) || powerfulIn(text) !== null);
  const identity = after.filter(({ use }) => use === 'identity');
  return newHolders(change).flatMap(({ hit, rightsOf, usual }) => {
    const held = rightsHeld(rightsOf, change, diff);
    // Rights that the pull request itself writes are told there.
    if (usual && held.isNew) return [];
    const [gravest] = growthHits(
      [],
      [...identity, ...held.documents].filter(({ use }) => use === 'identity'),
    );
    if (named || gravest?.severity === 'high')
      return [{ ...hit, message: withRights(hit.message, held.documents, gravest), severity: 'high' }];
    return usual ? [{ ...hit, severity: 'low', confidence: held.inSight ? 'high' : 'low' }] : [hit];
  });
}

/** What is said of the resource's own policy stands beside it. */
function withRights(message: string, held: readonly PolicyDocument[], gravest: Hit | undefined): string {
  return held.length === 0 || gravest === undefined ? message : `${message} ${gravest.message}`;
}

/** A local or a variable grants nothing: what uses it does, and shows it where it could be resolved. */
function isDefinition({ type }: ParsedChange): boolean {
  return type === 'locals' || type === 'variable' || type === 'output';
}

const USES: readonly PolicyUse[] = ['identity', 'resource', 'ceiling'];

function growthHits(before: readonly PolicyDocument[], after: readonly PolicyDocument[]): readonly Hit[] {
  if (after.length === 0) return [];
  const growth = compareDocuments(before, after);
  switch (growth.verdict) {
    case 'same':
    case 'shrinks':
      return [];
    case 'unknown':
      return [unknownHit(growth, after)];
    case 'grows':
    case 'both':
      return grownHits(growth, { before, after });
  }
}

function unknownHit({ why }: Growth, [document]: readonly PolicyDocument[]): Hit {
  return {
    message: `It cannot be told whether this allows more than before: ${why ?? 'the policy is computed'}.`,
    line: document?.line ?? null,
    severity: 'low',
    confidence: 'low',
  };
}

/**
 * The gravest witness, and a second one where another statement has it. What is open to everybody is the finding
 * public-exposure, and what a Deny no longer holds back iam-deny-removed.
 */
function grownHits(growth: Growth, sides: Sides): readonly Hit[] {
  const told = gravestFirst(growth, sides).filter(
    ({ witness }) => !witness.removedDeny && !isPublicWitness(witness),
  );
  const [first] = told;
  if (first === undefined) return [];
  const second = told.find(({ witness }) => witness.line !== first.witness.line);
  const sentences = [first, second].flatMap((one) =>
    one === undefined ? [] : [`${tellWitness(one.witness, sides)}.`],
  );
  return [{ message: sentences.join(' '), line: first.witness.line, severity: first.severity }];
}
