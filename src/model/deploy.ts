// Deploy targets, grants and sessions: the words of the credential side.

/** One entry of the policy's `deploy` section, defaults filled in. */
export type Target = {
  readonly name: string;
  readonly environment: string;
  /** The environment name on GitHub, or null: then the token must carry none. */
  readonly githubEnvironment: string | null;
  /** `.github/workflows/x.yml` in the same repository, or `owner/repo/path@ref`. */
  readonly workflow: string;
  readonly ref: string;
  readonly account: string;
  readonly role: string;
  readonly region: string;
  /** Real lifetime in seconds, by time fence; may be below the 900 s minimum of STS. */
  readonly sessionSeconds: number;
  /** Seconds after the merge in which the grant may be used. */
  readonly windowSeconds: number;
  readonly narrowing: 'required' | 'preferred' | 'off';
  readonly policyArns: readonly string[];
  /** Name of the agent that alone runs it; null: whoever the workflow lets. */
  readonly executor: string | null;
};

/** A changed file that runs in the workflow of a deploy target, so with the rights of that target. */
export type InheritedPrivilege = {
  readonly file: string;
  readonly workflow: string;
  readonly target: string;
  readonly environment: string;
  readonly role: string;
  readonly policyArns: readonly string[];
};

/** Per-account settings of the broker (`accounts` in the policy). */
export type AccountSettings = {
  readonly account: string;
  readonly revokerRole: string | null;
  readonly boundaryArn: string | null;
  readonly externalId: string | null;
};

export type Grant = {
  /** `g-` and 20 hex digits. */
  readonly id: string;
  readonly repositoryId: number;
  readonly repository: string;
  readonly target: string;
  readonly pull: number;
  /** The pull request's head that was approved. */
  readonly head: string;
  readonly mergeSha: string;
  readonly changeDigest: string;
  readonly decisionDigest: string;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly expiresAt: number;
};

export const SESSION_STATES = ['issuing', 'live', 'failed', 'revoking', 'revoked', 'expired'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export type Session = {
  /** `s-` and 14 hex digits: 16 characters; it is the SourceIdentity in AWS. */
  readonly id: string;
  readonly grantId: string;
  readonly repositoryId: number;
  readonly repository: string;
  readonly target: string;
  readonly account: string;
  readonly boundaryArn: string | null;
  readonly runId: number;
  readonly runAttempt: number;
  readonly environment: string | null;
  readonly state: SessionState;
  /** ASIA…: not a secret. Null until STS answered. */
  readonly accessKeyId: string | null;
  readonly policySha256: string;
  /** 0 exact … 4 not narrowed. */
  readonly narrowingLevel: number;
  /** Epoch milliseconds: time fence, and end of the STS session. */
  readonly notAfter: number;
  readonly expiresAt: number;
  readonly issuedAt: number;
  readonly revokeRequestedAt: number | null;
  readonly revokedAt: number | null;
};

/** The session policy that a change would get: shown to reviewers before the merge, used at the exchange. */
export type NarrowedPolicy = {
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** JSON text of the inline session policy, at most 2,048 characters; `notAfter` is filled in at issue. */
  readonly policy: string;
  readonly policyArns: readonly string[];
  /** One line per level decision, for the card. */
  readonly explanation: readonly string[];
  /** Action names that the change makes the session able to do, for the card. */
  readonly actions: readonly string[];
  /** True when `narrowing: required` and the scope does not fit. */
  readonly fits: boolean;
};
