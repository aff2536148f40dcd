// Finding rule: more callers may read a secret or use a key. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { compareDocuments } from '../iam/growth/index.ts';
import type { Growth, Witness } from '../iam/growth/index.ts';
import { withinHeldService } from '../iam/held-services.ts';
import { statementsAt, tellWitness } from '../iam/tell-witness.ts';
import type { Sides } from '../iam/tell-witness.ts';
import { vaultHits } from '../iam/vault-access.ts';
import type { PolicyDocument } from '../iam/policy-document.ts';
import { isSecretPolicy } from '../iam/secret-holders.ts';

export const secretPolicyWidened: ChangeRule = {
  on: 'change',
  id: 'secret-policy-widened',
  title: 'More callers may use a secret or key',
  severity: 'high',
  confidence: 'high',
  why: 'The policy of a secret or a key is the last door before what it protects, and it can let in accounts that no policy of their own would. Who can decrypt with a key can read everything it ever encrypted.',
  remedy:
    'Name the roles that need the secret or the key, only with the actions they need, and put a condition on services (aws:SourceArn, kms:ViaService).',
  check: (change, { diff }) => {
    const type = equivalentType(change);
    const { before, after } = documentPair(change, diff);
    const own = (document: PolicyDocument): boolean => isSecretPolicy(type, document);
    return [
      ...policyHits(change, { before: before.filter(own), after: after.filter(own) }),
      ...vaultHits(change),
    ];
  },
};

function policyHits(
  change: ParsedChange,
  {
    before,
    after,
  }: { readonly before: readonly PolicyDocument[]; readonly after: readonly PolicyDocument[] },
): readonly Hit[] {
  if (after.length === 0) return [];
  const { before: base } = change;
  const isKey = /^aws_kms_(?:replica_)?(?:external_)?key(?:_policy)?$/.test(equivalentType(change) ?? '');
  const growth = compareDocuments(before, after);
  switch (growth.verdict) {
    case 'same':
    case 'shrinks':
      return [];
    case 'unknown':
      return [doubt(growth, after)];
    case 'grows':
    case 'both':
      return told(growth.witnesses, { isNew: base === null, isKey, before, after });
  }
}

/** Of a new key or secret nobody had anything, and its own account has to be let in. */
function told(
  witnesses: readonly Witness[],
  { isNew, isKey, ...sides }: Sides & { readonly isNew: boolean; readonly isKey: boolean },
): readonly Hit[] {
  const isOwn = (principal: string | null): boolean => isOwnAccount(principal, sides.after, isKey);
  const strangers = isNew ? witnesses.filter(({ principal }) => !isOwn(principal)) : witnesses;
  const [first] = strangers;
  if (first === undefined) return [];
  const severity: Severity = isNew
    ? isWholeAccount(first.principal)
      ? 'medium'
      : 'low'
    : isLetInByRoot(first, sides)
      ? 'medium'
      : withinHeldService('high', statementsAt(first, sides.after));
  return [
    { message: `${tellWitness(first, sides)}.`, line: first.removedDeny ? null : first.line, severity },
  ];
}

/**
 * The root of an account, which is how a key policy hands the decision to IAM. A secret and a grant need no such thing for
 * their own account, and of several accounts that a key names all but one are others.
 */
function isOwnAccount(principal: string | null, after: readonly PolicyDocument[], isKey: boolean): boolean {
  if (principal === null || !/:root\b|^\d{12}$|account_id/.test(principal)) return false;
  if (!isWholeAccount(principal)) return true;
  return isKey && accountsIn(after).size === 1;
}

/** Of a known number, so that it can be told from one's own. */
function isWholeAccount(principal: string | null): boolean {
  return accountOf(principal ?? '') !== undefined;
}

function accountOf(principal: string): string | undefined {
  return /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
}

function accountsIn(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  const texts = documents
    .flatMap(({ statements }) => statements)
    .flatMap(({ principals }) => principals?.entries ?? [])
    .flatMap(({ text }) => (text.kind === 'known' ? [accountOf(text.text)] : []));
  return new Set(texts.filter((account) => account !== undefined));
}

/**
 * The root of an account of which the policy let somebody in before: what its roles may do is then for IAM to say, and
 * nobody outside of it comes in.
 */
function isLetInByRoot({ principal, removedDeny }: Witness, { before }: Sides): boolean {
  const account = removedDeny ? undefined : accountOf(principal ?? '');
  const had = before
    .flatMap(({ statements }) => statements)
    .filter(({ effect, principals }) => effect === 'Allow' && principals?.not === false)
    .flatMap(({ principals }) => principals?.entries ?? []);
  return (
    account !== undefined &&
    had.some(({ text }) => text.kind === 'known' && text.text.includes(`::${account}:`))
  );
}

function doubt({ why }: Growth, [document]: readonly PolicyDocument[]): Hit {
  return {
    message: `It cannot be told whether more callers may use this: ${why ?? 'the policy is computed'}.`,
    line: document?.line ?? null,
    severity: 'low',
    confidence: 'low',
  };
}
