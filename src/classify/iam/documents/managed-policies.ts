// Policies that AWS keeps, by name: what is known of them without asking AWS. Called by documents-of.ts and the IAM rules.
import type { PolicyStatement } from '../policy-document.ts';

/** The last part of the ARN, `job-function/…` and `service-role/…` left out. */
export function managedName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** `arn:aws:iam::aws:policy/…`: kept by AWS, the same in each account. */
export function isKeptByAws(arn: string): boolean {
  return /^arn:[^:]*:iam::aws:policy\//i.test(arn);
}

/** A wildcard by another name. */
export function isAllPowerful(text: string): boolean {
  return /:policy\//i.test(text) && powerOf(text, 0) !== null;
}

/** The first such policy that an expression names: a default or one of two ways is enough. */
export function powerfulIn(source: string): string | null {
  return source.match(/arn:[\w-]*:iam::[\w-]*:policy\/[\w+=,.@/-]+/g)?.find(isAllPowerful) ?? null;
}

/**
 * The three that hand out every other right, as statements
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html).
 */
export function powerOf(arn: string, line: number): readonly PolicyStatement[] | null {
  switch (managedName(arn).toLowerCase()) {
    case 'administratoraccess':
      return [allow(['*'], line)];
    case 'poweruseraccess':
      return [
        {
          ...allow(['iam:*', 'organizations:*', 'account:*'], line),
          actions: not(['iam:*', 'organizations:*', 'account:*']),
        },
      ];
    case 'iamfullaccess':
      return [allow(['iam:*'], line)];
    default:
      return null;
  }
}

function not(actions: readonly string[]): PolicyStatement['actions'] {
  return { not: true, texts: actions.map((text) => ({ kind: 'known', text })) };
}

function allow(actions: readonly string[], line: number): PolicyStatement {
  return {
    sid: null,
    effect: 'Allow',
    actions: { not: false, texts: actions.map((text) => ({ kind: 'known', text })) },
    resources: { not: false, texts: [{ kind: 'known', text: '*' }] },
    principals: null,
    conditions: [],
    line,
  };
}
