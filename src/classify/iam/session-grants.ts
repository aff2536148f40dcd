// Resource policies that name one session of a deploy role: called by rules/iam-access-grows.ts.
import type { Hit } from '../finding.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';

/**
 * What a resource policy grants to a session by its own ARN is not limited by the session policy, the boundary or the
 * role's policies (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html): narrowing is void.
 */
export function sessionHits(
  {
    before,
    after,
  }: { readonly before: readonly PolicyDocument[]; readonly after: readonly PolicyDocument[] },
  deployRoles: readonly string[],
): readonly Hit[] {
  const had = new Set(before.flatMap(sessionsIn).map(({ arn }) => arn));
  return after
    .flatMap(sessionsIn)
    .filter(({ arn, role }) => !had.has(arn) && deployRoles.some((known) => known.endsWith(`/${role}`)))
    .map(({ role, line }) => ({
      message: `This grants to a session of the deploy role ${role} by its own ARN, past every policy that narrows sessions.`,
      line,
      severity: 'high',
    }));
}

type Session = { readonly arn: string; readonly role: string; readonly line: number };

function sessionsIn({ statements }: PolicyDocument): readonly Session[] {
  return statements.filter(({ effect }) => effect !== 'Deny').flatMap(sessionsOf);
}

function sessionsOf({ principals, line }: PolicyStatement): readonly Session[] {
  return (principals?.entries ?? []).flatMap(({ text }) => {
    const arn = text.kind === 'known' ? text.text : text.source;
    const role = /:sts::[^:]*:assumed-role\/([^/"]{1,200})\//.exec(arn)?.[1];
    return role === undefined ? [] : [{ arn, role, line }];
  });
}
