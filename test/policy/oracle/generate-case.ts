// Facts and changes by chance, for a pair of policies.
import type { Attribute, Change, Classified, FileFact, Finding } from '../../../src/model/change.ts';
import type { Account, CommitFact, Facts, ReviewFact } from '../../../src/model/facts.ts';
import { PERMISSIONS } from '../../../src/model/facts.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { ACTIONS, KINDS, SEVERITIES, TIERS, maxTier } from '../../../src/model/words.ts';
import { workflowRuns } from './generate-plan.ts';
import type { Chance } from './random.ts';
import {
  ADDRESSES,
  AGENTS,
  ATTRIBUTE_PATHS,
  BOTS,
  CHECKS,
  DEPLOY_WORKFLOW,
  EARLIER,
  ENVIRONMENT_NAMES,
  FILES,
  FINDINGS,
  FORMATS,
  GOVERNANCE_FILES,
  HEAD,
  LABELS,
  PEOPLE,
  TEAMS,
  TOOLS,
  TYPES,
  WORKFLOW_FILES,
} from './vocabulary.ts';
import { identified } from '../identified.ts';

const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);

/** `calm`: small and without anything to tell, as what an autonomous agent may do alone. */
export function classifiedOf(chance: Chance, calm: boolean): Classified {
  const changes = list(chance.below(4), () => changesOf(chance))
    .flat()
    .map((change) => (calm ? { ...change, opaque: false, tier: 'low' as const, findings: [] } : change));
  const unreadable = list(!calm && chance.once(6) ? 1 : 0, () => ({
    file: chance.pick(FILES),
    line: 1,
    why: 'parse-error',
    message: 'It cannot be read.',
    environments: chance.once(4) ? [] : chance.some([...ENVIRONMENT_NAMES, null], 1, 2),
    tier: 'critical' as const,
  }));
  const paths = changes.map(({ file, previousFile }) => ({ file, previousFile }));
  const files: FileFact[] = [
    ...paths,
    ...unreadable.map(({ file }) => ({ file, previousFile: null })),
    ...list(chance.below(2), () => ({
      file: chance.once(12) ? chance.pick([...GOVERNANCE_FILES, ...WORKFLOW_FILES]) : 'src/app.ts',
      previousFile: null,
    })),
  ]
    .filter(({ file }, index, all) => all.findIndex((each) => each.file === file) === index)
    .map(({ file, previousFile }) => ({
      path: file,
      previousPath: previousFile,
      status: previousFile === null ? ('modified' as const) : ('renamed' as const),
      format: changes.find((each) => each.file === file)?.format ?? null,
      blob: 'c'.repeat(40),
      previousBlob: 'b'.repeat(40),
    }));
  const findings = changes.flatMap((change) => [
    ...change.findings.map((id) => findingOf(chance, change, id)),
    // About the file as a whole.
    ...(chance.once(20) ? [{ ...findingOf(chance, change, 'unscanned-file'), address: null }] : []),
  ]);
  const tier = [...changes, ...unreadable].map((each) => each.tier).reduce(maxTier, 'none');
  return identified({ changes, findings, unreadable, tier, files });
}

/** A file that nobody understands governs and builds only where its name says so. */
const OF_FILES = KINDS.filter((kind) => kind !== 'governance' && kind !== 'pipeline');

/** One difference, once in a while in two environments. */
function changesOf(chance: Chance): readonly Change[] {
  const governs = chance.once(8);
  const builds = !governs && chance.once(12);
  const opaque = chance.once(10);
  const type = chance.pick(TYPES);
  const file = chance.pick(governs ? GOVERNANCE_FILES : builds ? WORKFLOW_FILES : FILES);
  const plain = governs || builds || opaque;
  const change: Change = {
    format: governs ? 'governance' : builds ? 'github-actions' : chance.pick(FORMATS.slice(0, 2)),
    file,
    previousFile: chance.once(6)
      ? chance.pick([...FILES, DEPLOY_WORKFLOW].filter((each) => each !== file))
      : null,
    startLine: 1 + chance.below(3),
    endLine: 9,
    address: plain ? file : chance.pick(ADDRESSES),
    type: plain ? null : type,
    action: chance.pick(ACTIONS),
    kinds: governs ? ['governance'] : builds ? ['pipeline'] : chance.some(opaque ? OF_FILES : KINDS, 1, 2),
    tier: opaque ? 'critical' : chance.pick(TIERS),
    environment: chance.mostly(4, chance.pick(ENVIRONMENT_NAMES)),
    attributes: opaque ? [] : list(chance.below(3), () => attributeOf(chance)),
    findings: chance.once(2) ? chance.some(FINDINGS, 1, 2) : [],
    opaque,
    ...(chance.once(12) ? { runIn: [DEPLOY_WORKFLOW] } : {}),
  };
  if (!chance.once(8)) return [change];
  return [
    change,
    { ...change, environment: chance.pick(ENVIRONMENT_NAMES.filter((name) => name !== change.environment)) },
  ];
}

const VALUES: readonly JsonValue[] = [
  null,
  'x',
  '(sensitive)',
  { expression: 'var.x' },
  [{ cidr_blocks: ['0.0.0.0/0'] }],
  { Name: 'x' },
  { Statement: [{ Effect: 'Allow' }] },
];

function attributeOf(chance: Chance): Attribute {
  const [before, after] = [chance.pick(VALUES), chance.pick(VALUES)];
  return { path: chance.pick(ATTRIBUTE_PATHS), line: 3, before, after, sensitive: after === '(sensitive)' };
}

function findingOf(chance: Chance, change: Change, id: string): Finding {
  return {
    id,
    severity: chance.pick(SEVERITIES),
    confidence: 'high',
    file: change.file,
    startLine: change.startLine,
    endLine: change.endLine,
    address: change.address,
    message: 'It is so.',
    fix: 'Change it.',
  };
}

/** Just before, in and after an hour that is twice or not at all: Berlin, New York, and Lord Howe with half an hour. */
const CLOCKS_TURN = [
  '2026-10-25T00:30:00Z',
  '2026-10-25T01:30:00Z',
  '2027-03-28T00:59:00Z',
  '2027-03-28T01:00:00Z',
  '2026-11-01T05:30:00Z',
  '2026-11-01T06:30:00Z',
  '2026-10-03T15:29:00Z',
  '2026-10-03T15:30:00Z',
];

/** `calm`: the agent that asks wrote and pushed all of it. */
export function factsOf(chance: Chance, headDigest: string, calm: boolean): Facts {
  const { once } = chance;
  const author = calm ? chance.pick(AGENTS) : chance.mostly(12, authorOf(chance));
  return {
    schema: 'aigov.facts/1',
    now: chance.mostly(
      6,
      chance.pick([
        '2026-11-21T12:00:00Z',
        '2026-11-21T23:30:00Z',
        '2026-11-22T04:59:00Z',
        '2026-11-23T09:00:00Z',
        ...CLOCKS_TURN,
      ]),
    ),
    repository: chance.mostly(10, { id: 1, full_name: chance.pick(['acme/infra', 'acme/other']) }),
    pull_request: chance.mostly(15, {
      number: chance.mostly(15, 7),
      title: 'Change',
      body: '',
      labels: list(chance.below(2), () => ({
        name: chance.pick([...LABELS, 'approved']),
        by: chance.mostly(4, person(chance).login),
      })),
      draft: chance.mostly(6, once(2)),
      fork: chance.mostly(6, once(2)),
      base_branch: chance.mostly(8, chance.pick(['main', 'release/1'])),
      head_branch: chance.mostly(8, chance.pick(['change', 'main', 'release/2'])),
      author,
    }),
    commits: chance.mostly(
      5,
      list(chance.below(3), () => (calm && !once(8) ? ownCommit(chance, author) : commitOf(chance, author))),
    ),
    pushers: once(2)
      ? null
      : list(chance.below(2), () => (calm && author !== null ? author : person(chance))),
    delegator: once(2) ? null : person(chance).login,
    requesters: once(4) ? [person(chance).login] : [],
    reviews: list(chance.below(6), () => 0).map((_none, index) => reviewOf(chance, index)),
    permissions: Object.fromEntries(
      PEOPLE.flatMap(({ login }) =>
        once(8)
          ? []
          : [[once(6) ? login.toUpperCase() : login, once(2) ? 'write' : chance.pick(PERMISSIONS)]],
      ),
    ),
    teams: Object.fromEntries(
      TEAMS.slice(0, 2).flatMap((team) =>
        once(8) ? [] : [[team, chance.some(PEOPLE, 0, 5).map(({ login }) => login)]],
      ),
    ),
    code_owners: chance.mostly(
      4,
      list(chance.below(3), () => codeOwner(chance)),
    ),
    ...(once(3) ? {} : { agents_seen: chance.some(AGENTS, 0, 3).map(({ name }) => name) }),
    ...(once(3) ? {} : { heads_seen: headsSeen(chance) }),
    change_digests: { [EARLIER]: once(2) ? headDigest : 'sha256:other' },
    checks: list(chance.below(4), () => 0).map((_none, index) => ({
      ...chance.pick(CHECKS),
      head_sha: once(6) ? EARLIER : HEAD,
      status: once(5) ? 'in_progress' : 'completed',
      conclusion: chance.pick(['success', 'success', 'failure', 'neutral', null]),
      started_at: chance.mostly(20, `2026-11-21T10:0${once(6) ? 0 : index}:00Z`),
    })),
    ...(once(4) ? {} : { workflow_runs: workflowRuns(chance) }),
    provenance: chance.mostly(3, {
      prompt_digest: chance.mostly(3, 'sha256:1'),
      tools_digest: chance.mostly(3, 'sha256:2'),
      plan_digest: chance.mostly(3, 'sha256:3'),
      purpose: chance.mostly(3, chance.pick(['upgrade', 'incident'])),
      signed_by: null,
      ...(once(2) ? {} : { tools: chance.some(TOOLS, 0, 2) }),
    }),
    ...(once(2) ? {} : { declared: declaredBy(chance) }),
    agent_evidence: [],
    incomplete: once(40) ? [{ what: 'reviews', why: 'truncated' }] : [],
  };
}

function authorOf(chance: Chance): Account {
  const found = chance.pick([...PEOPLE, ...AGENTS, ...BOTS]);
  return chance.once(20) ? { ...found, id: null } : found;
}

/** Somebody, under a spelling of the name and with or without an id. */
function person(chance: Chance): Account {
  const found = chance.pick(PEOPLE);
  return {
    ...found,
    login: chance.once(8) ? found.login.toUpperCase() : found.login,
    id: chance.mostly(6, found.id),
  };
}

function commitOf(chance: Chance, author: Account | null): CommitFact {
  const someone = (): Account | null =>
    chance.once(6)
      ? null
      : chance.once(4)
        ? chance.pick([...AGENTS, ...BOTS])
        : chance.once(2)
          ? author
          : person(chance);
  return {
    sha: chance.pick([HEAD, EARLIER]),
    author: someone(),
    committer: someone(),
    coauthors: chance.once(4) ? [person(chance)] : [],
    message: 'Change',
    verified: chance.once(2),
  };
}

function declaredBy(chance: Chance): NonNullable<Facts['declared']> {
  return chance.once(6)
    ? { scope: null, tools: null, problem: 'two blocks' }
    : { scope: null, tools: chance.mostly(4, chance.some(TOOLS, 0, 2)), problem: null };
}

function headsSeen(chance: Chance): Readonly<Record<string, string>> {
  const minutes = (): string => `2026-11-21T10:5${5 + chance.below(5)}:00Z`;
  return Object.fromEntries([HEAD, EARLIER].flatMap((sha) => (chance.once(6) ? [] : [[sha, minutes()]])));
}

function ownCommit(chance: Chance, author: Account | null): CommitFact {
  return {
    ...commitOf(chance, author),
    author,
    committer: chance.mostly(3, author),
    verified: !chance.once(3),
  };
}

function reviewOf(chance: Chance, index: number): ReviewFact {
  const user = chance.once(5) ? chance.pick([...AGENTS, ...BOTS]) : { ...person(chance), type: 'User' };
  return {
    user,
    state: chance.once(3)
      ? chance.pick(['CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING'] as const)
      : 'APPROVED',
    commit_id: chance.once(5) ? EARLIER : HEAD,
    submitted_at: `2026-11-21T11:0${index}:00Z`,
  };
}

function codeOwner(chance: Chance) {
  return {
    pattern: chance.pick(['*', 'envs/**', '/envs/prod/', '*.tf', 'envs/prod/iam.tf', 'modules/', 'envs/*']),
    owners: chance.once(5) ? [] : chance.some([...TEAMS, '@bob', '@carol'], 1, 2),
  };
}
