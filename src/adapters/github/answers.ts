// The shapes of GitHub's GraphQL answers to our queries, and the small readings they share. Used by read-pull.ts and read-bundle.ts.
import type { EntryReading, SignerReading } from '../../facts/needs.ts';
import type { Account } from '../../model/facts.ts';

export type ActorNode = {
  readonly __typename: string;
  readonly login: string;
  readonly databaseId?: number | null;
} | null;

export type SignerNode = {
  readonly name: string | null;
  readonly email: string | null;
  readonly user: { readonly login: string; readonly databaseId: number | null } | null;
} | null;

export type EntryNode = {
  readonly mode: number;
  readonly type: string;
  readonly oid: string;
  readonly object?: {
    readonly __typename: string;
    readonly byteSize?: number;
    readonly isBinary?: boolean | null;
    readonly isTruncated?: boolean;
    readonly text?: string | null;
  } | null;
} | null;

export type CommitNode = {
  readonly oid: string;
  readonly message: string;
  readonly author: SignerNode;
  readonly committer: SignerNode;
  readonly authors: {
    readonly totalCount: number;
    readonly nodes: readonly SignerNode[] | null;
  };
  readonly signature: {
    readonly isValid: boolean;
    readonly wasSignedByGitHub: boolean;
    /** Of a GPG signature. */
    readonly keyId?: string | null;
    /** Of an SSH signature. */
    readonly keyFingerprint?: string | null;
  } | null;
};

export type CommitPage = {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly ({ readonly commit: CommitNode } | null)[] | null;
};

export function account(actor: ActorNode): Account | null {
  return actor === null ? null : { login: actor.login, id: actor.databaseId ?? null, type: actor.__typename };
}

export function signer(node: SignerNode): SignerReading | null {
  if (node === null) return null;
  const { name, email, user } = node;
  return { name, email, login: user?.login ?? null, id: user?.databaseId ?? null };
}

/** GraphQL gives the mode as a number: 33188 is 100644. */
export function entry(node: EntryNode): EntryReading | null {
  if (node === null) return null;
  const { mode, oid, object } = node;
  const blob =
    object?.__typename === 'Blob' && object.byteSize !== undefined
      ? {
          size: object.byteSize,
          binary: object.isBinary ?? false,
          truncated: object.isTruncated ?? true,
          text: object.text ?? null,
        }
      : null;
  return { mode: mode.toString(8).padStart(6, '0'), oid, blob };
}

/** Connections may hold nulls where a node could not be read. */
export function present<Node>(nodes: readonly (Node | null)[] | null | undefined): readonly Node[] {
  return (nodes ?? []).filter((node) => node !== null);
}
