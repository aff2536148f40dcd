// An edit of the policy tried on recorded decisions: bounded, told when it fails, and never part of the decision.
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import type { Entry } from '../../src/model/entry.ts';
import { UNKNOWN_FACTS } from '../../src/model/facts.ts';
import type { FileSide } from '../../src/model/files.ts';
import { NO_PULL, type Gathered } from '../../src/model/gathered.ts';
import { assembleDiff } from '../../src/formats/index.ts';
import type { EditPorts } from '../../src/steps/replay-policy-edit.ts';
import { tryPolicyEdit } from '../../src/steps/try-policy-edit.ts';

const STRICT = 'version: 1\nbaseline: none\nrules: [{ id: all, require: { approvals: [{ count: 1 }] } }]\n';
const LOOSE = 'version: 1\nbaseline: none\n';
const file = (text: string) => ({ kind: 'file', source: '.aigov.yml', text }) as const;
const side = (text: string): FileSide => ({
  path: '.aigov.yml',
  mode: '100644',
  blob: 'a'.repeat(40),
  content: { kind: 'text', text },
});
const known = { ...UNKNOWN_FACTS, pull_request: null };

function edit(after: string | null, before = STRICT): Gathered {
  return {
    base: 'b'.repeat(40),
    mergeBase: 'b'.repeat(40),
    head: 'c'.repeat(40),
    layers: { floor: { kind: 'absent' }, repository: file(before) },
    facts: known,
    files: [{ status: 'modified', before: side(before), after: after === null ? null : side(after) }],
    around: { files: [], gap: null },
    pull: NO_PULL,
  };
}

const diff = assembleDiff([], null);
const evidence: { readonly [digest: string]: unknown } = {
  facts: known,
  diff,
  policy: { floor: { kind: 'absent' }, repository: file(STRICT) },
};

function entry(seq: number, pull: number, over: Partial<Entry> = {}): Entry {
  return {
    v: 1,
    chain: 'repository:1',
    seq,
    ts: '2026-11-21T12:00:00.000Z',
    type: 'decision.made',
    subject: { repository: 'acme/infra', repositoryId: 1, pull, head: 'c'.repeat(40) },
    actor: 'aigov',
    data: { base: 'b'.repeat(40), evidence: { facts: 'facts', diff: 'diff', policy: 'policy' } },
    prev: '',
    hash: '',
    ...over,
  };
}

function ports(
  entries: readonly Entry[],
  over: Partial<EditPorts> & { readonly fails?: boolean } = {},
): EditPorts {
  return {
    now: () => 0,
    memory: { sharesPolicies: async () => await Promise.resolve(false) },
    ledger: {
      chains: async () => await Promise.resolve([]),
      head: async (chain) => (entries.length === 0 ? null : { chain, seq: entries.length, hash: '' }),
      read: async function* (_chain, from = 1) {
        for (const one of entries) if (one.seq >= from) yield await Promise.resolve(one);
      },
      getEvidence: async (digest) => {
        if (over.fails === true) throw new Error('the disk is gone');
        return await Promise.resolve(evidence[digest]);
      },
    },
    ...over,
  };
}

const many = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) => entry(index + 1, index + 1));
const tried = async (given: EditPorts, gathered = edit(LOOSE)) =>
  (await tryPolicyEdit(given, { repositoryId: 1, pull: 999, gathered }))?.replay;

test('the outcome of each past decision under both policies, the latest first', async () => {
  expect(await tried(ports(many(2)))).toEqual({
    kind: 'done',
    decisions: 2,
    foreign: 0,
    left: 0,
    gone: 0,
    unread: 0,
    unseen: 0,
    withheld: false,
    changed: [
      { pull: 2, from: 'needs_review', to: 'pass' },
      { pull: 1, from: 'needs_review', to: 'pass' },
    ],
  });
});

test('its own decisions are left out: the policy as it stands decides it', async () => {
  expect(await tried(ports([entry(1, 999)]))).toMatchObject({ decisions: 0, changed: [] });
});

test('at most fifty', async () => {
  expect(await tried(ports(many(LIMITS.policyReplayDecisions + 5)))).toMatchObject({
    decisions: 50,
    left: 0,
  });
});

test('it ends with its time, and says how many are left', async () => {
  let time = 0;
  const now = (): number => (time += LIMITS.policyReplayMs / 2);
  expect(await tried(ports(many(10), { now }))).toMatchObject({ decisions: 1, left: 9 });
});

test('what has lost its evidence is counted', async () => {
  const gone = entry(1, 1, {
    data: { base: 'b'.repeat(40), evidence: { facts: 'facts', diff: 'lost', policy: 'policy' } },
  });
  expect(await tried(ports([gone, entry(2, 2)]))).toMatchObject({ decisions: 1, gone: 1 });
});

test('a failure is told and harms nothing', async () => {
  expect(await tried(ports(many(1), { fails: true }))).toEqual({
    kind: 'none',
    why: 'the recorded decisions could not be read',
  });
});

test('a policy that would be none is not tried, nor one whose further files are not read yet', async () => {
  expect(await tried(ports(many(1)), edit('rulez: 1\n'))).toEqual({
    kind: 'none',
    why: 'there is no policy to try',
  });
  const extending = await tryPolicyEdit(ports(many(1)), {
    repositoryId: 1,
    pull: 999,
    gathered: edit(`${LOOSE}extends: acme/policies//base.yml\n`),
  });
  expect(extending).toEqual({
    problems: [],
    replay: { kind: 'none', why: 'it newly extends files, which are read once it is merged' },
  });
});

test('a deleted policy is not tried, nor are other files', async () => {
  expect(await tried(ports(many(1)), edit(null))).toMatchObject({ kind: 'none' });
  const elsewhere = { ...edit(LOOSE), files: [] };
  expect(await tryPolicyEdit(ports(many(1)), { repositoryId: 1, pull: 999, gathered: elsewhere })).toBeNull();
});

test('errors are told, and of the warnings those that are new', async () => {
  const old = 'owners: ["@acme/x"]\n';
  const problems = async (after: string) =>
    (
      await tryPolicyEdit(ports([]), { repositoryId: 1, pull: 999, gathered: edit(after, old) })
    )?.problems.map(({ code }) => code);
  expect(await problems(`${old}rules: [{ id: r, when: { not: {} }, deny: no }]\n`)).toEqual([
    'never-matches',
  ]);
  expect(await problems(`${old}rulez: []\n`)).toEqual(['unknown-key']);
});

test('what other repositories decided is not for whoever sends a pull request from a fork', async () => {
  const pull = (fork: boolean | null) => ({
    pull_request: { fork } as NonNullable<Gathered['facts']['pull_request']>,
  });
  let asked = 0;
  const given = ports(many(1));
  const watched: EditPorts = {
    ...given,
    memory: { sharesPolicies: async () => await Promise.resolve(true) },
    ledger: {
      ...given.ledger,
      chains: async () => {
        asked += 1;
        return await Promise.resolve([]);
      },
    },
  };
  const from = async (fork: boolean | null) =>
    await tried(watched, { ...edit(LOOSE), facts: { ...known, ...pull(fork) } });
  expect([await from(false), asked]).toMatchObject([{ withheld: false }, 1]);
  expect([await from(true), asked]).toMatchObject([{ withheld: true }, 1]);
  expect([await from(null), asked]).toMatchObject([{ withheld: true }, 1]);
});
