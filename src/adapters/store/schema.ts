// The tables as Kysely sees them. One schema for both engines: text, bigint, integer; JSON is text. Used within this folder.

type WorkTable = {
  queue: string;
  key: string;
  /** JSON. */
  payload: string;
  /** Epoch ms; NEVER when nothing is asked for. */
  run_at: number;
  /** Generation asked for, and generation completed. */
  want: number;
  done: number;
  attempts: number;
  lease_until: number;
  lease_token: string | null;
  /** Set when the row was given up: the dead letters. */
  last_error: string | null;
  gave_up_at: number | null;
};

type DeliveryTable = {
  guid: string;
  body_sha256: string;
  event: string;
  body: string;
  at: number;
};

type PullTable = {
  repository_id: number;
  number: number;
  /** Null until an event told. */
  state: string | null;
  installation_id: number | null;
  owner: string | null;
  name: string | null;
  /** Head of the evaluation saved last. */
  latest_head: string | null;
};

type EvaluationTable = { repository_id: number; pull: number; head: string; record: string };

/** One remembered fact of a pull request: the set is the memory, so remembering twice changes nothing. */
type PullMemoryTable = { repository_id: number; number: number; field: string; value: string };

/** Who pushed a commit to any branch; `pusher` is JSON. */
type BranchPushTable = { repository_id: number; sha: string; pusher: string };

type PolicySeenTable = { source: string; at: number };

/** As it was read last. `place` is the key of `policy_seen`; `repository_id` is of the first reading. */
type PolicyTextTable = {
  place: string;
  repository_id: number | null;
  source: string;
  text: string;
  read_at: number;
};

export type DeployGrantTable = {
  id: string;
  repository_id: number;
  repository: string;
  target: string;
  pull: number;
  head: string;
  merge_sha: string;
  change_digest: string;
  decision_digest: string;
  opened_at: number;
  expires_at: number;
};

type DeploymentTable = { repository_id: number; target: string; merge_sha: string; at: number };

/** Which change has been deployed to which environment, and when it was first. */
type DeployedChangeTable = {
  repository_id: number;
  environment: string;
  change_digest: string;
  at: number;
};

/** Which repository a deploy role belongs to. */
type RoleBindingTable = { role_arn: string; repository_id: number };

export type DeploySessionTable = {
  id: string;
  grant_id: string;
  repository_id: number;
  repository: string;
  target: string;
  account: string;
  boundary_arn: string | null;
  run_id: number;
  run_attempt: number;
  environment: string | null;
  state: string;
  access_key_id: string | null;
  policy_sha256: string;
  narrowing_level: number;
  not_after: number;
  expires_at: number;
  issued_at: number;
  revoke_requested_at: number | null;
  revoked_at: number | null;
};

type UsedTokenTable = { jti_hash: string; expires_at: number };

type ChainHeadTable = { chain: string; seq: number; hash: string };

type EntryTable = { chain: string; seq: number; pull: number | null; body: string };

type EvidenceTable = { digest: string; body: string };

export type Tables = {
  work: WorkTable;
  delivery: DeliveryTable;
  pull: PullTable;
  evaluation: EvaluationTable;
  pull_memory: PullMemoryTable;
  branch_push: BranchPushTable;
  policy_seen: PolicySeenTable;
  policy_text: PolicyTextTable;
  deploy_grant: DeployGrantTable;
  deployment: DeploymentTable;
  deployed_change: DeployedChangeTable;
  role_binding: RoleBindingTable;
  deploy_session: DeploySessionTable;
  used_token: UsedTokenTable;
  chain_head: ChainHeadTable;
  entry: EntryTable;
  evidence: EvidenceTable;
};

/** `run_at` of an idle row; below 2^53, so that no driver rounds it. */
export const NEVER = 9_000_000_000_000_000;
