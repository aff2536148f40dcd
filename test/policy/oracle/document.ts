// What the second evaluator reads: policies as plain data, in the words of the policy language. Used by everything in this folder.
import type { Classified, FileFact, ParsedChange } from '../../../src/model/change.ts';
import type { OidcClaims } from '../../../src/model/oidc-claims.ts';
import type { Facts, Permission } from '../../../src/model/facts.ts';
import type {
  Action,
  Assurance,
  Autonomy,
  Baseline,
  Kind,
  Mode,
  Severity,
  Tier,
} from '../../../src/model/words.ts';
import type { Scope } from '../../../src/policy/index.ts';
import type { TokenClaims } from '../../../src/sessions/index.ts';
import type { Forbid } from './cedar-language.ts';
import type { Reading } from './standing.ts';

export type Window = {
  days?: readonly string[];
  hours?: string;
  zone?: string;
  from?: string;
  until?: string;
};

/** A team, a login, a word; or one account, whatever its login becomes. */
export type Approver = string | { login: string; id: number };

export type When = {
  kinds?: readonly Kind[];
  actions?: readonly Action[];
  findings?: readonly string[];
  severity_at_least?: Severity;
  attributes?: readonly string[];
  environments?: readonly string[];
  data?: readonly string[];
  tier?: readonly Tier[];
  tier_at_least?: Tier;
  formats?: readonly string[];
  paths?: readonly string[];
  not_paths?: readonly string[];
  resource_types?: readonly string[];
  addresses?: readonly string[];
  actor?: readonly string[];
  agents?: readonly string[];
  autonomy?: readonly Autonomy[];
  first_time?: boolean;
  assurance?: readonly Assurance[];
  purpose?: readonly string[];
  branches?: readonly string[];
  labels?: readonly string[];
  authors?: readonly Approver[];
  repositories?: readonly string[];
  draft?: boolean;
  fork?: boolean;
  during?: readonly Window[];
  changes_over?: number;
  files_over?: number;
  deletes_over?: number;
  not?: When;
  any?: readonly When[];
  all?: readonly When[];
  only?: When;
};

export type Stale = 'head' | 'change_digest';

export type ApprovalEntry = {
  count: number;
  from?: readonly Approver[];
  permission?: Permission;
  stale?: Stale;
  head_age?: string;
};

/** The artefact that a workflow of this path must have made. */
export type Plan = { workflow: string; artifact: string };

/** Where the same change must have run before, and how long ago. */
export type Deployed = { environment: string; for?: string; same?: 'change_digest' };

export type Require = {
  approvals?: readonly ApprovalEntry[];
  validators?: readonly string[];
  checks?: readonly { name: string; app_id: number }[];
  provenance?: readonly ('prompt' | 'tools' | 'plan' | 'purpose')[];
  assurance?: Assurance;
  signed_commits?: true;
  plan?: Plan;
  deployed?: Deployed;
  stale?: Stale;
  head_age?: string;
};

export type Rule = {
  id: string;
  mode?: Mode;
  when?: When;
  require?: Require;
  deny?: string;
  tier?: Tier;
};

/** One of them. */
export type AgentIdentity = { github?: number; oidc?: OidcClaims; spiffe?: string; key?: string };

export type AgentLimits = {
  identities: readonly AgentIdentity[];
  owner?: Approver;
  autonomy?: Autonomy;
  environments?: readonly string[];
  deny_kinds?: readonly Kind[];
  tools?: readonly string[];
  roles?: readonly ('author' | 'validator' | 'executor')[];
  recertify_by?: string;
};

export type Exception = {
  finding: string;
  addresses: readonly string[];
  reason: string;
  by: string;
  expires: string;
};

/** Who may stand in for what is missing, how long, and how soon somebody must have looked at it. */
export type BreakGlass = { by: readonly Approver[]; max?: string; review_within?: string };

/** Any key is enough. */
export type Match = {
  paths?: readonly string[];
  namespaces?: readonly string[];
  workspaces?: readonly string[];
  accounts?: readonly string[];
};

export type Policy = {
  version: 1;
  extends?: readonly string[];
  mode?: Mode;
  baseline?: Baseline;
  owners?: readonly Approver[];
  paths?: { ignore?: readonly string[]; inert?: readonly string[] };
  environments?: Readonly<Record<string, { tier?: Tier; baseline?: Baseline; data?: string; match?: Match }>>;
  actors?: {
    agents?: Readonly<Record<string, AgentLimits>>;
    automation?: readonly { github: number; name: string }[];
    unlabelled?: 'human' | 'agent';
    unknown_bots?: 'deny' | 'agent';
  };
  rules?: readonly Rule[];
  separation?: { author_may_validate?: boolean; validator_may_execute?: boolean };
  resource_owners?: readonly { paths: readonly string[]; owners: readonly Approver[] }[];
  exceptions?: readonly Exception[];
  break_glass?: BreakGlass;
  accounts?: Readonly<Record<string, Account>>;
  deploy?: Readonly<Record<string, Target>>;
  /** Files that nobody evaluates; those in Cedar stand in `Policies`. */
  policies?: readonly string[];
};

/** How sessions are ended there. */
export type Account = { revoker_role?: string; boundary_arn?: string; external_id?: string };

export type Target = {
  environment: string;
  github_environment?: string;
  workflow: string;
  ref: string;
  account: string;
  role: string;
  region: string;
  session?: string;
  window?: string;
  narrowing?: 'required' | 'preferred' | 'off';
  policy_arns?: readonly string[];
  executor?: string;
  read?: { role: string };
};

/** Where a part of the policy stands: what only tightens is read from both, what relaxes from the rule's own or above. */
export type Layer = 'floor' | 'repository';

/** The texts of one decision. */
export type Policies = {
  readonly floor: Policy | null;
  readonly repository: Policy | null;
  /** What these extend, by name. */
  readonly extended: Readonly<Record<string, Policy>>;
  /** Policies in Cedar that floor and repository name. */
  readonly cedar: { readonly [layer in Layer]: readonly Forbid[] };
  /** Files that are not as they are meant, by `floor`, `repository`, the name of an extended one, or `floor.cedar`. */
  readonly spoiled: Readonly<Record<string, Spoiled>>;
  /** How GitHub answered when it was asked for a file, the last time now; of others it was just read. */
  readonly readings: Readonly<Record<string, readonly Reading[]>>;
};

export type Spoiled =
  | 'syntax'
  | 'unknown-key'
  | 'doubled-key'
  | 'permit'
  | 'unknown-attribute'
  | 'wrong-type'
  | 'gone'
  | 'link'
  | 'unread';

/** One whole question: what both evaluators are asked. */
export type Case = Policies & {
  readonly facts: Facts;
  readonly classified: Classified;
  readonly head: string;
  /** What the head changes, as one digest: approvals of earlier heads are compared with it. */
  readonly headDigest: string;
  /** What ran elsewhere: deployments in the facts tell of it by nothing but the digest. */
  readonly deployedBefore: readonly DeployedBefore[];
  /** A run that wants to deploy it once it is merged. */
  readonly run: DeployRun;
  /** The token with which it asks, and when. */
  readonly exchange: Exchange;
  /** What its session could be cut down to, by target. */
  readonly scopes: readonly Scope[];
  /** As formats tell them, of another pull request: asked where they are. */
  readonly parsed: readonly ParsedChange[];
  /** Files of it that no format reads, and whether an agent had a part in it. */
  readonly plain: { readonly files: readonly FileFact[]; readonly agentInvolved: boolean };
};

export type DeployRun = { readonly accounts: readonly number[]; readonly claims: OidcClaims };

/** `merged`: minutes since the merge. `glass`: seconds that broken glass still holds, null where nobody broke any. */
export type Exchange = {
  readonly token: TokenClaims;
  readonly merged: number;
  readonly glass: number | null;
};

export type DeployedBefore = {
  readonly environment: string;
  readonly classified: Classified;
  readonly digest: string;
};

export type Layered = {
  /** Of an extended file: that of whoever brought it in. */
  readonly layer: Layer;
  readonly policy: Policy;
  /** Before the names of its rules. */
  readonly prefix: string;
  readonly isExtended: boolean;
};

/** The layers that there are, from the highest; what they extend is not among them. */
export function layersOf({ floor, repository }: Policies): readonly Layered[] {
  const main = (layer: Layer, policy: Policy | null, prefix: string): readonly Layered[] =>
    policy === null ? [] : [{ layer, policy, prefix, isExtended: false }];
  return [...main('floor', floor, 'floor/'), ...main('repository', repository, '')];
}

/** The layers whose relaxing words count for this one: itself and what is above. */
export function layersAbove(question: Policies, layer: Layer): readonly Layered[] {
  return layersOf(question).filter((each) => layer === 'repository' || each.layer === 'floor');
}

/** As above for the words that an extended file may have too: they count for its own rules and for no others. */
export function layersFor(question: Policies, own: Layered): readonly Layered[] {
  return [...layersAbove(question, own.layer), ...(own.isExtended ? [own] : [])];
}

/** All that may hold rules: floor and repository, and what they extend, directly or through others. */
export function everyLayer(question: Policies): readonly Layered[] {
  return layersOf(question).flatMap((main) => [
    main,
    ...sourcesFrom(question, main.policy).map((source) => ({
      layer: main.layer,
      policy: question.extended[source] ?? { version: 1 as const },
      // The owner goes without saying.
      prefix: `${main.prefix}${source.replace(/^[^/]*\//, '')}/`,
      isExtended: true,
    })),
  ]);
}

function sourcesFrom(question: Policies, policy: Policy): readonly string[] {
  const direct = (policy.extends ?? []).map(spelled);
  const further = direct.flatMap((source) =>
    sourcesFrom(question, question.extended[source] ?? { version: 1 }),
  );
  return [...new Set([...direct, ...further])];
}

/** One spelling for one file: owners and repositories are told by any case, paths are not. */
export function spelled(source: string): string {
  const [repository = '', path = ''] = source.split('//');
  return `${repository.toLowerCase()}//${path}`;
}
