// Finding rule: more callers may assume a role, or a condition on them is gone. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { compareDocuments } from '../iam/growth/index.ts';
import type { Witness } from '../iam/growth/index.ts';
import type { PolicyDocument } from '../iam/policy-document.ts';
import { subjectTemplateHits } from '../iam/trust/subject-templates.ts';
import { vaultLoginHits } from '../iam/trust/vault-logins.ts';
import { providerHits } from '../iam/trust/identity-providers.ts';
import { shortenSource } from '../iam/shorten-source.ts';
import { isService } from '../iam/weigh-witness.ts';
import { weaknessesOf } from '../iam/trust/weakness.ts';
import type { Weakness } from '../iam/trust/weakness.ts';

export const iamTrustWidened: ChangeRule = {
  on: 'change',
  id: 'iam-trust-widened',
  title: 'More callers may assume a role',
  severity: 'high',
  confidence: 'high',
  why: 'A trust policy decides who becomes the role: one wildcard in it, or one condition less (external id, subject of a token, MFA), hands all rights of the role to strangers. A new role is judged by what its trust policy leaves open, a changed one by what it newly lets in.',
  remedy:
    'Name the principals one by one, and for tokens the exact audience and subject (repository with branch or environment); use StringEquals, and no ForAllValues or IfExists in an Allow.',
  check: (change, { diff }) => {
    const { before, after } = documentPair(change, diff);
    return [
      ...trustHits(before.filter(isTrust), after.filter(isTrust)),
      ...providers(change),
      ...vaultLoginHits(change),
      ...subjectTemplateHits(change),
    ];
  },
};

function isTrust({ use }: PolicyDocument): boolean {
  return use === 'trust';
}

function trustHits(before: readonly PolicyDocument[], after: readonly PolicyDocument[]): readonly Hit[] {
  const had = new Set(before.flatMap(weaknessesOf).map(({ message }) => message));
  const weak = after.flatMap(weaknessesOf).filter(({ message }) => !had.has(message));
  // A new role lets in whoever it is for; only what is left open is a finding.
  if (before.length === 0) return [...weak, ...after.flatMap(computedTrust)];
  const growth = after.length === 0 ? null : compareDocuments(before, after);
  switch (growth?.verdict) {
    case undefined:
    case 'same':
    case 'shrinks':
      return weak;
    case 'unknown':
      return weak.length > 0 ? weak : [doubt(growth?.why ?? null, after)];
    case 'grows':
    case 'both':
      return widened(growth?.witnesses ?? [], weak);
  }
}

/** What is weak says more than a witness for the same statement. */
function widened(witnesses: readonly Witness[], weak: readonly Weakness[]): readonly Hit[] {
  const lines = new Set(weak.map(({ line }) => line));
  const [first, ...rest] = witnesses.filter(({ line, removedDeny }) => removedDeny || !lines.has(line));
  if (first === undefined) return weak;
  const other = rest.find(({ principal }) => principal !== first.principal);
  const told = [first, ...(other === undefined ? [] : [other])];
  return [
    ...weak,
    {
      message: told.map(({ sentence }) => `${sentence}.`).join(' '),
      line: first.removedDeny ? null : first.line,
      severity: told.every(isExtra) ? 'low' : told.every(isService) ? 'medium' : 'high',
    },
  ];
}

/** Tags and a source identity go along with the assuming, and let nobody in. */
function isExtra({ action }: Witness): boolean {
  return /^sts:(tagsession|setsourceidentity|setcontext)$/i.test(action);
}

function computedTrust({ unknown, line }: PolicyDocument): readonly Hit[] {
  const [source] = unknown;
  return source === undefined ? [] : [doubt(`${shortenSource(source)} is computed`, [{ line }])];
}

function doubt(why: string | null, [document]: readonly Pick<PolicyDocument, 'line'>[]): Hit {
  return {
    message: `It cannot be told who may assume this role: ${why ?? 'the policy is computed'}.`,
    line: document?.line ?? null,
    severity: 'low',
    confidence: 'low',
  };
}

function providers(change: ParsedChange): readonly Hit[] {
  return providerHits(change, equivalentType(change) ?? '');
}
