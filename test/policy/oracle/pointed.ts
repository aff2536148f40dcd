// What questions about one key are made of: a change, people, and agents with whom all is fine. Used by the templates and by what draws them.
import type { Change, Classified } from '../../../src/model/change.ts';
import type { Account, CommitFact, Facts, ReviewFact } from '../../../src/model/facts.ts';
import { TIERS } from '../../../src/model/words.ts';
import type { AgentLimits, DeployRun, Policies, Policy, Rule } from './document.ts';
import type { Chance } from './random.ts';
import { ADDRESSES, ENVIRONMENT_NAMES, FINDINGS, HEAD, PEOPLE, BY_ID, TEAMS } from './vocabulary.ts';
import { identified } from '../identified.ts';

export type Pointed = { readonly facts: Facts; readonly classified: Classified; readonly run?: DeployRun };

/** `ask` bends what would be fine. */
export type Template = {
  readonly policy: (chance: Chance) => Partial<Policy>;
  /** Absent: the other layer asks for nothing. */
  readonly below?: (chance: Chance) => Partial<Policy>;
  readonly ask: (chance: Chance, fine: Pointed, policies: Policies) => Pointed;
};

export const ALICE: Account = { login: 'alice', id: 1, type: 'User' };

export function changeOf(chance: Chance): Change {
  const environment = chance.pick(ENVIRONMENT_NAMES);
  return {
    format: 'terraform',
    file: `envs/${environment}/iam.tf`,
    previousFile: null,
    startLine: 1,
    endLine: 9,
    address: chance.pick(ADDRESSES),
    type: 'aws_sqs_queue',
    action: 'update',
    kinds: ['other'],
    tier: chance.pick(TIERS.slice(1)),
    environment,
    attributes: [],
    findings: [],
    opaque: false,
  };
}

export function classifiedOf(changes: readonly Change[]): Classified {
  const paths = [...new Set(changes.map(({ file }) => file))];
  return identified({
    changes,
    findings: changes.flatMap((change) =>
      change.findings.map((id) => ({
        id,
        severity: 'medium' as const,
        confidence: 'high' as const,
        file: change.file,
        startLine: 1,
        endLine: 9,
        address: change.address,
        message: 'It is so.',
        fix: 'Change it.',
      })),
    ),
    unreadable: [],
    tier: TIERS[Math.max(0, ...changes.map(({ tier }) => TIERS.indexOf(tier)))] ?? 'critical',
    files: paths.map((path) => ({
      path,
      previousPath: null,
      status: 'modified',
      format: 'terraform',
      blob: 'c'.repeat(40),
      previousBlob: 'b'.repeat(40),
    })),
  });
}

/** With a finding, which a rule may be about. */
export const withFinding = (chance: Chance, { classified, ...rest }: Pointed): Pointed => ({
  ...rest,
  classified: classifiedOf(
    classified.changes.map((change) => ({ ...change, findings: [chance.pick(FINDINGS)] })),
  ),
});

export function writtenBy(author: Account): Pick<Facts, 'pull_request' | 'commits' | 'delegator'> {
  return {
    pull_request: {
      number: 7,
      title: 'Change',
      body: '',
      labels: [],
      draft: false,
      fork: false,
      base_branch: 'main',
      head_branch: 'change',
      author,
    },
    commits: [commitOf(author)],
    delegator: author.type === 'User' ? null : 'alice',
  };
}

export const commitOf = (author: Account): CommitFact => ({
  sha: HEAD,
  author,
  committer: author,
  coauthors: [],
  message: 'Change',
  verified: true,
});

/** One who could, and now and then one who cannot. */
export function approval(chance: Chance, user: Account = chance.pick(PEOPLE)): ReviewFact {
  return {
    user,
    state: chance.once(8) ? 'COMMENTED' : 'APPROVED',
    commit_id: HEAD,
    submitted_at: `2026-11-21T11:0${chance.below(4)}:00Z`,
  };
}

export const approved = (chance: Chance, { facts, ...rest }: Pointed): Pointed => ({
  ...rest,
  facts: { ...facts, reviews: [approval(chance)] },
});

/** An agent that may do all but what is said. */
export const listed = (limits: Partial<AgentLimits>): AgentLimits => ({
  identities: [{ github: 777 }],
  environments: ENVIRONMENT_NAMES,
  ...limits,
});

/** By one of these. */
export const asks = (...from: readonly string[]): Rule => ({
  id: 'r0',
  require: { approvals: [{ count: 1, from }] },
});

export const PEOPLE_WORDS = [...TEAMS, ...BY_ID, 'bob', 'erin'];
