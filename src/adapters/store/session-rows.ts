// A session as a row and back. Used by sessions.ts.
import type { Session } from '../../model/deploy.ts';
import type { DeploySessionTable } from './schema.ts';

/** Field of the model to column of the table: the one place that pairs them. */
const COLUMNS = {
  id: 'id',
  grantId: 'grant_id',
  repositoryId: 'repository_id',
  repository: 'repository',
  target: 'target',
  account: 'account',
  boundaryArn: 'boundary_arn',
  runId: 'run_id',
  runAttempt: 'run_attempt',
  environment: 'environment',
  state: 'state',
  accessKeyId: 'access_key_id',
  policySha256: 'policy_sha256',
  narrowingLevel: 'narrowing_level',
  notAfter: 'not_after',
  expiresAt: 'expires_at',
  issuedAt: 'issued_at',
  revokeRequestedAt: 'revoke_requested_at',
  revokedAt: 'revoked_at',
} as const satisfies { readonly [field in keyof Session]: keyof DeploySessionTable };

const FIELDS = Object.keys(COLUMNS) as (keyof Session)[];

export function sessionRow(session: Session): DeploySessionTable {
  return changedColumns(session) as DeploySessionTable;
}

/** Only the columns of fields that are given. */
export function changedColumns(change: Partial<Session>): Partial<DeploySessionTable> {
  const given = FIELDS.filter((field) => change[field] !== undefined);
  return Object.fromEntries(given.map((field) => [COLUMNS[field], change[field]]));
}

export function sessionOf(row: DeploySessionTable): Session {
  return Object.fromEntries(FIELDS.map((field) => [field, row[COLUMNS[field]]])) as Session;
}
