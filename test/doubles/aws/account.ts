// What the fake AWS account holds: principals, roles, managed policies with versions, and issued sessions. Used by fake-aws.ts.
import { createHmac, randomBytes } from 'node:crypto';
import { evaluatePolicies, type Access, type Policy } from './evaluate-policy.ts';

export type FakeUser = {
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly policies: readonly Policy[];
};

export type FakeRole = {
  readonly arn: string;
  readonly policies: readonly Policy[];
  readonly boundaryArn: string | null;
  readonly maxSessionSeconds: number;
  readonly trust: {
    readonly principals: readonly string[];
    readonly actions: readonly string[];
    readonly externalId: string | null;
  };
};

export type PolicyVersionState = {
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
};
export type ManagedPolicy = {
  readonly arn: string;
  versions: readonly PolicyVersionState[];
  defaultId: string;
  made: number;
};

export type SessionCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** What a session token says of its session; the token is signed, so nothing else is remembered. */
export type SessionClaims = {
  readonly accessKeyId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity: string | null;
  readonly tags: { readonly [key: string]: string };
  readonly policy: string | null;
  readonly policyArns: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
};

export type Caller = {
  readonly arn: string;
  readonly secret: string;
  readonly session: SessionClaims | null;
  readonly user: FakeUser | null;
};

export type Account = {
  readonly id: string;
  readonly users: readonly FakeUser[];
  readonly roles: readonly FakeRole[];
  readonly managed: Map<string, ManagedPolicy>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly key: Buffer;
};

export function createAccount(input: {
  readonly id: string;
  readonly users: readonly FakeUser[];
  readonly roles: readonly FakeRole[];
  readonly managed: { readonly [arn: string]: Policy };
  readonly clock: () => number;
}): Account {
  const managed = Object.entries(input.managed).map(([arn, policy]): [string, ManagedPolicy] => {
    const first = { id: 'v1', document: JSON.stringify(policy), createdAt: input.clock() };
    return [arn, { arn, versions: [first], defaultId: 'v1', made: 1 }];
  });
  return { ...input, managed: new Map(managed), key: randomBytes(32) };
}

/** Credentials whose token carries the session. */
export function sealSession(
  account: Account,
  claims: Omit<SessionClaims, 'accessKeyId'>,
): SessionCredentials {
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const body = Buffer.from(JSON.stringify({ ...claims, accessKeyId })).toString('base64url');
  return {
    accessKeyId,
    secretAccessKey: secretOf(account, accessKeyId),
    sessionToken: `${body}.${sign(account, body)}`,
  };
}

/** The session of a token, null where the token is forged or of another key. */
export function openSession(account: Account, accessKeyId: string, token: string): SessionClaims | null {
  const [body = '', signature = ''] = token.split('.');
  if (sign(account, body) !== signature) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as SessionClaims;
  return claims.accessKeyId === accessKeyId ? claims : null;
}

export function findCaller(account: Account, accessKeyId: string, token: string | null): Caller | null {
  const user = account.users.find((candidate) => candidate.accessKeyId === accessKeyId) ?? null;
  if (user !== null && token === null)
    return { arn: user.arn, secret: user.secretAccessKey, session: null, user };
  const session = token === null ? null : openSession(account, accessKeyId, token);
  if (session === null) return null;
  return { arn: session.roleArn, secret: secretOf(account, accessKeyId), session, user: null };
}

/** One decision: all layers of the caller, now. */
export function accessOf(account: Account, caller: Caller, action: string, resource: string): Access {
  const now = new Date(account.clock()).toISOString();
  if (caller.user !== null)
    return evaluatePolicies([{ name: 'user', policies: caller.user.policies }], {
      action,
      resource,
      context: { 'aws:currenttime': now },
    });
  const { session } = caller;
  const role = account.roles.find(({ arn }) => arn === caller.arn);
  if (session === null || role === undefined || account.clock() >= session.expiresAt)
    return { kind: 'denied', how: 'explicit', layer: 'expired' };
  const context = {
    'aws:currenttime': now,
    'aws:tokenissuetime': new Date(Math.floor(session.issuedAt / 1000) * 1000).toISOString(),
    'aws:principalarn': session.roleArn,
    'aws:userid': `AROAFAKE:${session.sessionName}`,
    ...(session.sourceIdentity === null ? {} : { 'aws:sourceidentity': session.sourceIdentity }),
    ...Object.fromEntries(
      Object.entries(session.tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value]),
    ),
  };
  return evaluatePolicies(layersOf(account, role, session), { action, resource, context });
}

function layersOf(
  account: Account,
  role: FakeRole,
  session: SessionClaims,
): Parameters<typeof evaluatePolicies>[0] {
  const managed = session.policyArns.map((arn) => defaultDocument(account, arn));
  const inline = session.policy === null ? [] : [JSON.parse(session.policy) as Policy];
  return [
    { name: 'role', policies: role.policies },
    ...(inline.length + managed.length === 0 ? [] : [{ name: 'session', policies: [...inline, ...managed] }]),
    ...(role.boundaryArn === null
      ? []
      : [{ name: 'boundary', policies: [defaultDocument(account, role.boundaryArn)] }]),
  ];
}

function defaultDocument(account: Account, arn: string): Policy {
  const policy = account.managed.get(arn);
  const found = policy?.versions.find(({ id }) => id === policy.defaultId);
  if (found === undefined) throw new Error(`the fake account has no policy ${arn}`);
  return JSON.parse(found.document) as Policy;
}

function secretOf({ key }: Account, accessKeyId: string): string {
  return createHmac('sha256', key).update(`secret ${accessKeyId}`).digest('base64url');
}

function sign({ key }: Account, body: string): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}
