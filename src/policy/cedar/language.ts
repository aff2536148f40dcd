// What a Cedar policy can see, as a Cedar schema: every policy is checked against it when it is read. Kept in
// `schemas/aigov.cedarschema` by the schema script.

/**
 * All attributes are required, though some are unknown at times and then absent: a policy that reads one of those
 * without asking `has` first cannot be evaluated, and what cannot be evaluated is refused. Optional attributes would
 * make every policy ask, and one that asks lets pass what is not known.
 */
export const CEDAR_LANGUAGE = `// What the policies in .aigov/*.cedar are asked about. A policy is a \`forbid\`: it denies what it matches, or, with
// @require("2:@acme/security"), asks for approvals. What is not known is absent: a policy that reads it is refused unless
// it asks \`has\` first. Sets have no order; an empty string is "none".

/// Who wrote the change.
entity Actor = {
  /// human, agent, automation, unknown_bot or mixed.
  class: String,
  /// unknown, declared, authenticated, signed or attested.
  assurance: String,
  /// Agents by name: the policy's, else the shipped registry's. Where assurance is unknown or declared, only text names
  /// them, as it makes a class "mixed" of a human's: ask for assurance too before that frees from anything.
  agents: Set<String>,
  /// Author of the pull request. Logins stand here as GitHub spells them, capital letters too.
  login: String,
  /// The human who asked the agent; "" where nobody was asked for.
  delegator: String,
};

/// One change in one environment.
entity Change = {
  format: String,
  /// File names, new and old.
  paths: Set<String>,
  address: String,
  /// Resource type, "" for a plain file.
  type: String,
  /// create, update, replace, delete or unknown.
  action: String,
  kinds: Set<String>,
  /// "" for infrastructure in no environment.
  environment: String,
  data: Set<String>,
  /// none, low, elevated or critical; tierLevel counts them from 0.
  tier: String,
  tierLevel: Long,
  /// Ids of findings, without those that an exception takes away.
  findings: Set<String>,
  /// Names of what changes: "ingress.0.cidr_blocks".
  attributes: Set<String>,
  /// The content was not understood: address, type, action, kinds, findings and attributes are absent.
  unread: Bool,
};

/// The pull request as a whole: everything about it is in the context.
entity PullRequest;

type Situation = {
  /// The moment of the decision.
  now: datetime,
  /// owner/name.
  repository: String,
  baseBranch: String,
  headBranch: String,
  draft: Bool,
  fork: Bool,
  /// Labels that someone with write access has set, be it the author of the change: let one only forbid, never excuse.
  labels: Set<String>,
  /// Highest tier of all changes.
  tier: String,
  tierLevel: Long,
  environments: Set<String>,
  files: Long,
  /// Of all changes, and with \`deletes\` those that are deleted or replaced; absent where a file was not understood.
  kinds: Set<String>,
  findings: Set<String>,
  changes: Long,
  deletes: Long,
  /// People whose approval of this head counts: not of its authors, with write access.
  approvers: Set<String>,
  approvals: Long,
  /// "name@app id" of checks that succeeded on this head.
  checks: Set<String>,
  /// What an agent recorded: prompt, tools, plan, purpose.
  provenance: Set<String>,
  purpose: String,
};

/// Asked once for each change.
action change appliesTo { principal: [Actor], resource: [Change], context: Situation };
/// Asked once for each pull request.
action merge appliesTo { principal: [Actor], resource: [PullRequest], context: Situation };
`;
