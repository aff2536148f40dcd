// Ports of the sessions stage. Implemented in adapters/aws and adapters/oidc; the store has its own file.
import type { Record } from '../model/entry.ts';
import type { SessionStore } from './store.ts';

/** Public keys of trusted issuers. */
export interface KeySource {
  /** The issuer's key with this id, null when it has none. Rejects with a Fault when the issuer cannot be asked. */
  keyOf(issuer: string, kid: string): Promise<JsonWebKey | null>;
}

export type AssumeRoleRequest = {
  readonly roleArn: string;
  readonly region: string;
  readonly externalId: string | null;
  readonly sessionName: string;
  readonly sourceIdentity: string;
  readonly tag: { readonly key: string; readonly value: string };
  readonly durationSeconds: number;
  readonly policy: string;
  readonly policyArns: readonly string[];
};

/** `code` is the wire code of AWS; `why` never holds a credential. */
export type AssumeRoleAnswer =
  | {
      readonly kind: 'assumed';
      readonly credentials: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken: string;
      };
      /** End of the STS session, epoch milliseconds. */
      readonly expiresAt: number;
      /** Per cent of the packed size, deprecated and new field; null where AWS does not say. */
      readonly packedPolicySize: number | null;
      readonly tokenUtilisation: number | null;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly why: string }
  /** AWS could not be asked, or nobody knows whether it answered: the session counts as possibly issued. */
  | { readonly kind: 'unavailable'; readonly code: string; readonly why: string };

export interface StsPort {
  assumeRole(request: AssumeRoleRequest): Promise<AssumeRoleAnswer>;
}

/** How to write the boundary policy of one account. */
export type BoundaryAccess = {
  readonly boundaryArn: string;
  /** Role to assume first, null in the broker's own account. */
  readonly revokerRole: string | null;
  readonly externalId: string | null;
};

export type PolicyVersion = {
  readonly id: string;
  readonly isDefault: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

/** The three actions that the broker holds on a boundary policy. Each rejects with REVOCATION_FAILED. */
export interface IamPort {
  listVersions(access: BoundaryAccess): Promise<readonly PolicyVersion[]>;
  deleteVersion(access: BoundaryAccess, versionId: string): Promise<void>;
  /** Create a version and make it the default. */
  createVersion(access: BoundaryAccess, document: string): Promise<void>;
}

/** Fresh, unguessable names. */
export interface SessionIds {
  /** `s-` and 14 hex digits. */
  sessionId(): string;
  /** 2 to 64 of `[\w+=,.@-]`: unguessable, because a resource policy could name the session's ARN. */
  sessionName(): string;
}

/** Append one record to the repository's chain; resolves when it is durable. */
export type Recorder = (record: Record) => Promise<void>;

/** What every step of a session's life needs. */
export type SessionNeeds = {
  readonly store: SessionStore;
  readonly record: Recorder;
  /** Pull request and approved head of a grant: what later entries of a session are about. */
  readonly pullOf: (grantId: string) => Promise<{ readonly pull: number; readonly head: string } | null>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};
