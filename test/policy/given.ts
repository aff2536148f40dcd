// Builders for policy tests: a whole question from the few words that a test is about.
import type { Change, Classified, Finding } from '../../src/model/change.ts';
import type { Decision, Reason } from '../../src/model/decision.ts';
import type { Account, CommitFact, Facts, ReviewFact } from '../../src/model/facts.ts';
import { maxTier } from '../../src/model/words.ts';
import type { PolicyLayers } from '../../src/model/policy-source.ts';
import { compilePolicy, evaluate, resolveActor } from '../../src/policy/index.ts';
import type { PolicyResult, Scope } from '../../src/policy/index.ts';
import { identified } from './identified.ts';

export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);
export const COPILOT: Account = { login: 'Copilot', id: 198982749, type: 'Bot' };

export function user(login: string, id: number | null = null): Account {
  return { login, id, type: 'User' };
}

export function change(part: Partial<Change> = {}): Change {
  return {
    format: 'terraform',
    file: 'envs/prod/iam.tf',
    previousFile: null,
    startLine: 12,
    endLine: 18,
    address: 'aws_iam_role.ci',
    type: 'aws_iam_role',
    action: 'update',
    kinds: ['identity'],
    tier: 'critical',
    environment: 'prod',
    attributes: [],
    findings: [],
    opaque: false,
    ...part,
  };
}

/** A small change that needs little: a tag on a queue in staging. */
export function smallChange(part: Partial<Change> = {}): Change {
  return change({
    file: 'envs/staging/queue.tf',
    address: 'aws_sqs_queue.jobs',
    type: 'aws_sqs_queue',
    kinds: ['other'],
    tier: 'low',
    environment: 'staging',
    ...part,
  });
}

export function finding(part: Partial<Finding> = {}): Finding {
  return {
    id: 'public-ingress',
    severity: 'high',
    confidence: 'high',
    file: 'envs/prod/iam.tf',
    startLine: 12,
    endLine: 12,
    address: 'aws_iam_role.ci',
    message: 'Open to everyone.',
    fix: 'Name the addresses.',
    ...part,
  };
}

export function classified(changes: readonly Change[], part: Partial<Classified> = {}): Classified {
  const unreadable = part.unreadable ?? [];
  const tier = [...changes, ...unreadable].map((each) => each.tier).reduce(maxTier, 'none');
  const files = changes.map(({ file, previousFile, format }) => ({
    path: file,
    previousPath: previousFile,
    status: 'modified' as const,
    format,
    blob: 'c'.repeat(40),
    previousBlob: 'b'.repeat(40),
  }));
  return identified({ changes, findings: [], unreadable, tier, files, ...part });
}

export function facts(part: Partial<Facts> = {}): Facts {
  return {
    schema: 'aigov.facts/1',
    now: '2026-11-21T12:00:00Z',
    repository: { id: 1, full_name: 'acme/infra' },
    pull_request: pull(user('dora', 40)),
    commits: [],
    pushers: null,
    delegator: null,
    requesters: [],
    reviews: [],
    permissions: { bob: 'write', carol: 'admin', erin: 'maintain' },
    teams: { '@acme/security': ['bob', 'carol', 'erin'], '@acme/platform': ['bob', 'carol', 'erin'] },
    code_owners: null,
    checks: [],
    provenance: null,
    agent_evidence: [],
    incomplete: [],
    ...part,
  };
}

export function pull(
  author: Account | null,
  part: Partial<NonNullable<Facts['pull_request']>> = {},
): Facts['pull_request'] {
  return {
    number: 7,
    title: 'Change',
    body: '',
    labels: [],
    draft: false,
    fork: false,
    base_branch: 'main',
    head_branch: 'change',
    author,
    ...part,
  };
}

/** Facts of a pull request that Copilot opened for alice. */
export function agentFacts(part: Partial<Facts> = {}): Facts {
  return facts({ pull_request: pull(COPILOT), delegator: 'alice', ...part });
}

export function commit(part: Partial<CommitFact> = {}): CommitFact {
  return { sha: HEAD, author: null, committer: null, coauthors: [], message: '', verified: false, ...part };
}

export function approval(login: string, part: Partial<ReviewFact> = {}): ReviewFact {
  return { user: user(login), state: 'APPROVED', commit_id: HEAD, submitted_at: null, ...part };
}

export function layers(
  repository: string | null,
  floor: string | null = null,
  extended?: { readonly [name: string]: string | null },
): PolicyLayers {
  const file = (text: string | null, source: string) =>
    text === null ? ({ kind: 'absent' } as const) : ({ kind: 'file', source, text } as const);
  return {
    repository: file(repository, '.aigov.yml'),
    floor: file(floor, 'floor.yml'),
    ...(extended === undefined
      ? {}
      : {
          extended: Object.fromEntries(
            Object.entries(extended).map(([name, text]) => [name, file(text, name)]),
          ),
        }),
  };
}

export type Given = {
  readonly policy?: string | null;
  readonly floor?: string | null;
  /** By name, what these extend; null: not there. */
  readonly extended?: { readonly [name: string]: string | null };
  readonly result?: PolicyResult;
  readonly facts?: Facts;
  readonly changes?: readonly Change[];
  readonly classified?: Classified;
  readonly scopes?: readonly Scope[];
};

/** The whole way: texts and facts to a decision. */
export function decide(given: Given): Decision {
  const texts = layers(given.policy ?? null, given.floor ?? null, given.extended);
  const policy = given.result ?? compilePolicy(texts);
  const known = given.facts ?? facts();
  return evaluate({
    policy,
    facts: known,
    actor: resolveActor(policy, known),
    classified: given.classified ?? classified(given.changes ?? [change()]),
    base: BASE,
    head: HEAD,
    scopes: given.scopes ?? [],
  });
}

/** `code rule` of every unsatisfied reason, in the document's order. */
export function open(decision: Decision): readonly string[] {
  return decision.reasons.filter(({ satisfied }) => !satisfied).map(({ code, rule }) => `${code} ${rule}`);
}

export function reason(decision: Decision, rule: string): Reason {
  const found = decision.reasons.find((each) => each.rule === rule);
  if (found === undefined) throw new Error(`no reason of ${rule} in ${JSON.stringify(decision.reasons)}`);
  return found;
}

export const ENVIRONMENTS = `version: 1
environments:
  prod: { tier: critical, data: restricted, match: { paths: ["envs/prod/**"] } }
  staging: { tier: elevated, baseline: light, match: { paths: ["envs/staging/**"] } }
`;

/** Only the rules decide. */
export const BARE = `version: 1
baseline: none
environments:
  prod: { tier: critical, data: restricted, match: { paths: ["envs/prod/**"] } }
  staging: { tier: elevated, match: { paths: ["envs/staging/**"] } }
`;
