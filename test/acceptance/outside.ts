// What an outsider has: a git repository, a policy, a facts file and the command line. Used by every test of this folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../src/cli.ts';
import { readProject, referencesOf } from '../../src/formats/index.ts';
import type { Project } from '../../src/formats/index.ts';
import type { Decision, Reason } from '../../src/model/decision.ts';
import type { FileSide } from '../../src/model/files.ts';
import { createLocalRepository, type Files, type LocalRepository } from '../doubles/local-repository.ts';

// The parsers themselves, without the threads around them: those take a second to start and have tests of their own.
vi.mock('../../src/adapters/parsers/index.ts', () => {
  const read = (project: Project) => Promise.resolve(readProject(project));
  const references = (side: FileSide) => Promise.resolve(referencesOf(side));
  return { createParserPool: () => ({ read, references, close: () => Promise.resolve() }) };
});

export const COPILOT = { login: 'Copilot', id: 198982749, type: 'Bot' };
export const user = (login: string, id: number) => ({ login, id, type: 'User' });
const ERIN = user('erin', 50);

export const POLICY = `version: 1
owners: ["@acme/platform"]
environments:
  prod: { tier: critical, data: restricted, match: { paths: ["envs/prod/**"] } }
  staging: { tier: elevated, baseline: light, match: { paths: ["envs/staging/**"] } }
  dev: { tier: low, match: { paths: ["envs/dev/**"] } }
  sandbox: { tier: low, baseline: none, match: { paths: ["envs/sandbox/**"] } }
actors:
  agents:
    copilot: { identities: [{ github: 198982749 }], environments: [prod, staging, dev, sandbox] }
`;

/** A human's pull request of which everything is known; nobody has reviewed it. */
export const HUMAN = {
  schema: 'aigov.facts/1',
  now: '2026-11-21T12:00:00Z',
  repository: { id: 1, full_name: 'acme/infra' },
  pull_request: { number: 7, labels: [] as object[], base_branch: 'main', head_branch: 'x', author: ERIN },
  commits: [{ sha: 'HEAD', author: ERIN, committer: ERIN, message: 'm', verified: true }] as object[],
  pushers: [ERIN] as object[],
  permissions: { erin: 'write', alice: 'write', bob: 'write', carol: 'admin', dave: 'maintain', rae: 'read' },
  teams: { '@acme/security': ['bob', 'dave'], '@acme/platform': ['carol', 'bob'] } as object,
};

/** The same, written by a listed agent whom alice asked. */
export const AGENT = {
  ...HUMAN,
  pull_request: { ...HUMAN.pull_request, author: COPILOT },
  commits: [{ sha: 'HEAD', author: COPILOT, coauthors: [{ login: 'alice' }], message: 'm', verified: true }],
  pushers: [COPILOT],
  delegator: 'alice',
};

export const review = (login: string, id: number, more: object = {}) => ({
  user: user(login, id),
  state: 'APPROVED',
  commit_id: 'HEAD',
  ...more,
});
export const THREE = [review('bob', 2), review('carol', 3), review('dave', 4)];

export function resource(type: string, name: string, ...lines: readonly string[]): string {
  return [`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}

export type Answer = { readonly code: number; readonly out: string; readonly err: string };
export type Decided = { readonly code: number; readonly decision: Decision };

export type Outside = {
  readonly repo: LocalRepository;
  readonly run: (...args: readonly string[]) => Promise<Answer>;
  /** A file beside the repository; gives its path. */
  readonly file: (name: string, content: string | object) => string;
  /** `aigov check --format json` between two revisions; nothing may be said on stderr. */
  readonly check: (
    revisions: readonly [string, string],
    facts: object | null,
    ...more: readonly string[]
  ) => Promise<Decided>;
  readonly close: () => void;
};

export function goOutside(): Outside {
  const repo = createLocalRepository();
  const folder = mkdtempSync(join(tmpdir(), 'aigov-outside-'));
  const file: Outside['file'] = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const run: Outside['run'] = async (...args) => {
    let out = '';
    let err = '';
    const code = await main(args, {
      out: (text) => (out += `${text}\n`),
      err: (text) => (err += text),
      color: false,
      interactive: false,
      cwd: repo.dir,
      environment: {},
    });
    return { code, out, err };
  };
  const check: Outside['check'] = async ([base, head], facts, ...more) => {
    const given = facts === null ? [] : ['--facts', file('facts.json', facts)];
    const words = ['check', '--base', base, '--head', head, '--format', 'json', ...given, ...more];
    const { code, out, err } = await run(...words);
    if (err !== '') throw new Error(err);
    return { code, decision: JSON.parse(out) as Decision };
  };
  const close = (): void => {
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  return { repo, run, file, check, close };
}

/** One question in a repository of its own. Null as policy: there is none. */
export async function decide(asked: {
  readonly base?: Files;
  readonly head: Files;
  readonly policy?: string | null;
  readonly facts?: object | null;
  readonly more?: readonly string[];
}): Promise<Decided> {
  const outside = goOutside();
  const { policy = POLICY, facts = HUMAN } = asked;
  const first = outside.repo.commit({ ...asked.base, ...(policy === null ? {} : { '.aigov.yml': policy }) });
  const second = outside.repo.commit(asked.head);
  const answer = await outside.check([first, second], facts, ...(asked.more ?? []));
  outside.close();
  return answer;
}

export function open(decision: Decision): readonly Reason[] {
  return decision.reasons.filter(({ satisfied }) => !satisfied);
}

export function openCodes(decision: Decision): readonly string[] {
  return [...new Set(open(decision).map(({ code }) => code))];
}
