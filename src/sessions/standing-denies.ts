// The denies that every session policy and every boundary policy hold at all times. Called by narrow.ts, seal-policy.ts and deny-list.ts; pure.

export type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: {
    readonly [operator: string]: { readonly [key: string]: string | readonly string[] };
  };
};

export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly Statement[] };

/** Time in the fence of a policy that is not sealed yet. Long past: sent by mistake, it denies everything. */
export const UNSEALED = '0001-01-01T00:00:00Z';

/** Deny everything after an RFC 3339 time in whole seconds: a real end below the 900 s minimum of STS, with no write to IAM. */
export function timeFence(notAfter: string): Statement {
  return {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateGreaterThan: { 'aws:CurrentTime': notAfter } },
  };
}

/**
 * What keeps a session from undoing its own revocation: no change of a permissions boundary, no further role, no write
 * to the boundary policy, no change of the trust or the policies of the roles that the broker relies on.
 */
export function selfProtection(protects: {
  readonly boundaryArn: string | null;
  /** Deploy roles and revoker roles. */
  readonly roles: readonly string[];
}): readonly Statement[] {
  const always: Statement = {
    Effect: 'Deny',
    Action: ['iam:*PermissionsBoundary', 'sts:AssumeRole*', 'sts:AssumeRoot'],
    Resource: '*',
  };
  const boundary: Statement = {
    Effect: 'Deny',
    Action: ['iam:CreatePolicyVersion', 'iam:DeletePolicy*', 'iam:SetDefaultPolicyVersion'],
    Resource: protects.boundaryArn ?? '',
  };
  const roles: Statement = {
    Effect: 'Deny',
    Action: [
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole*',
      'iam:AttachRolePolicy',
      'iam:DeleteRole*',
      'iam:DetachRolePolicy',
      'iam:PutRolePolicy',
    ],
    Resource: one([...new Set(protects.roles)]),
  };
  return [
    always,
    ...(protects.boundaryArn === null ? [] : [boundary]),
    ...(protects.roles.length === 0 ? [] : [roles]),
  ];
}

/** A list of one is written as its member: shorter, and the same to IAM. */
export function one(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}
