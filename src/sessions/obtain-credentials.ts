// Asks STS and seals the answer for the caller. The credentials live in this one function and leave it only as a JWE. Called by broker.ts.
import { LIMITS } from '../config/limits.ts';
import type { Session, Target } from '../model/deploy.ts';
import type { AssumeRoleAnswer, StsPort } from './needs.ts';
import { encryptFor, type RecipientKey } from './recipient-key.ts';

export type ObtainRequest = {
  readonly session: Session;
  readonly target: Target;
  readonly key: RecipientKey;
  readonly sessionName: string;
  /** The sealed session policy. */
  readonly policy: string;
  readonly policyArns: readonly string[];
};

export type Obtained =
  | {
      readonly kind: 'sealed';
      readonly jwe: string;
      readonly accessKeyId: string;
      readonly expiresAt: number;
      readonly packedPolicySize: number | null;
      readonly tokenUtilisation: number | null;
    }
  | Exclude<AssumeRoleAnswer, { readonly kind: 'assumed' }>;

/**
 * Plaintext of the JWE: `{version: 1, accessKeyId, secretAccessKey, sessionToken, region, expiration}`; the expiration
 * (RFC 3339) is the fence, not the end that STS knows.
 */
export async function obtainCredentials(request: ObtainRequest, sts: StsPort): Promise<Obtained> {
  const { session, target } = request;
  const answer = await sts.assumeRole({
    roleArn: target.role,
    region: target.region,
    // Never from a policy: the trust policy of the role pins it, so no other repository can be the deputy for this role.
    externalId: `aigov:repository:${session.repositoryId}`,
    sessionName: request.sessionName,
    sourceIdentity: session.id,
    tag: { key: 'aigov-grant', value: session.grantId },
    durationSeconds: stsSeconds(target),
    policy: request.policy,
    policyArns: request.policyArns,
  });
  if (answer.kind !== 'assumed') return answer;
  const { credentials, expiresAt, packedPolicySize, tokenUtilisation } = answer;
  const expiration = new Date(session.notAfter).toISOString();
  const jwe = await encryptFor(request.key, {
    version: 1,
    ...credentials,
    region: target.region,
    expiration,
  });
  return {
    kind: 'sealed',
    jwe,
    accessKeyId: credentials.accessKeyId,
    expiresAt,
    packedPolicySize,
    tokenUtilisation,
  };
}

/** STS gives no session shorter than 900 s; the fence ends it earlier. */
export function stsSeconds({ sessionSeconds }: Target): number {
  return Math.max(LIMITS.stsMinimumSeconds, Math.ceil(sessionSeconds));
}
