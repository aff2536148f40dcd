// Floor, repository and what they extend, as a decision gets them: when each is read, what is remembered, and for how long that may stand in.
import { beforeEach, describe, expect, it } from 'vitest';
import { blobOid } from '../../src/facts/blob-oid.ts';
import { createFactCaches, gatherPull, withoutLastGood } from '../../src/facts/index.ts';
import type { FactCaches, GatherRequest } from '../../src/facts/index.ts';
import type { PolicyReading } from '../../src/facts/needs.ts';
import { missingLayers } from '../../src/policy/index.ts';
import { BASE, createHost, createMemory, createWorld, repository } from './host.ts';
import type { Memory, World } from './host.ts';

const NAME = 'acme/policies//base.yml';
const MORE = 'acme/policies//more.yml';
const START = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;
const LAYER = 'version: 1\n';
const EXTENDING = `version: 1\nextends: ${NAME}\n`;
const TIMEOUT: PolicyReading = { kind: 'failed', why: 'GitHub: TIMEOUT', passing: true };
const REFUSED: PolicyReading = { kind: 'failed', why: 'GitHub: FORBIDDEN', passing: false };

let world: World;
let memory: Memory;
let caches: FactCaches;

beforeEach(() => {
  world = createWorld();
  memory = createMemory();
  caches = createFactCaches();
  world.pull = { ...world.pull, policy: entry(EXTENDING, 42) };
  world.policies = { [NAME]: entry(LAYER) };
});

function entry(text: string, repositoryId: number | null = 7): PolicyReading {
  const blob = { size: text.length, binary: false, truncated: false, text };
  return {
    kind: 'entry',
    repositoryId,
    commit: BASE,
    entry: { mode: '100644', oid: blobOid(text, BASE), blob },
  };
}

/** `after`: minutes since the start. */
async function layers(after = 0, request: Partial<GatherRequest> = {}) {
  const gathered = await gatherPull({
    host: createHost(world),
    memory,
    caches,
    pull: { repository, number: 7 },
    orgPolicy: '<owner>/.github//aigov.yml',
    now: () => new Date(START + after * MINUTE).toISOString(),
    wants: (path) => path.endsWith('.tf'),
    scans: () => false,
    wantsAround: () => null,
    isAgentIdent: () => false,
    missingLayers,
    namedFiles: () => [],
    needs: () => ({ teams: [], users: [] }),
    ...request,
  });
  return gathered.layers;
}

const extended = async (after = 0, request: Partial<GatherRequest> = {}) =>
  (await layers(after, request)).extended?.[NAME];
const file = (text: string, name = NAME) => ({
  kind: 'file',
  source: name.replace('//', `@${BASE}:`),
  text,
});
const unavailable = (why: string, source = 'acme/policies:base.yml') => ({
  kind: 'unavailable',
  source,
  why,
  seenBefore: true,
});

describe('reading', () => {
  it('a policy that extends nothing costs no call, and the layers say nothing of it', async () => {
    world.pull = { ...world.pull, policy: entry(LAYER, 42) };
    expect(Object.keys(await layers())).toEqual(['floor', 'repository']);
    expect(world.calls).toEqual(['pull', 'compare b...e', 'bundle']);
  });

  it('each depth is one call, and from the second time on all are read beside the pull request', async () => {
    world.policies = { [NAME]: entry(`version: 1\nextends: ${MORE}\n`), [MORE]: entry(LAYER) };
    const first = await layers();
    expect(Object.keys(first.extended ?? {})).toEqual([NAME, MORE]);
    expect(first.extended?.[MORE]).toEqual(file(LAYER, MORE));
    expect(world.calls.splice(0)).toEqual(['pull', 'policies', 'policies', 'compare b...e', 'bundle']);
    expect(await layers()).toEqual(first);
    expect(world.calls).toEqual(['pull', 'policies']);
  });

  it('POL-11: what is read ahead is read anew for each decision', async () => {
    await layers();
    world.policies = { [NAME]: entry('version: 1 # tighter\n') };
    expect(await extended()).toEqual(file('version: 1 # tighter\n'));
  });

  it('a file that is not there is told as that, and a policy that no longer extends it forgets it', async () => {
    world.policies = {};
    expect(await extended()).toEqual({ kind: 'absent' });
    world.pull = { ...world.pull, policy: entry(LAYER, 42) };
    expect((await layers()).extended).toBeUndefined();
  });

  it('POL-08: nothing but files of the same owner is ever asked for', async () => {
    const text = 'version: 1\nextends: ["http://169.254.169.254//x", "evil/policies//base.yml"]\n';
    world.pull = { ...world.pull, policy: entry(text, 42) };
    await layers();
    expect(world.calls).not.toContain('policies');
  });
});

describe('POL-07: a name that went to another repository', () => {
  it('is refused for an extended file, whatever it says there', async () => {
    await layers();
    world.policies = { [NAME]: entry(LAYER, 8) };
    expect(await extended()).toEqual(unavailable('the name belongs to another repository than before'));
    world.policies = { [NAME]: entry(LAYER, null) };
    expect(await extended()).toEqual(unavailable('the name belongs to another repository than before'));
    world.policies = { [NAME]: entry(LAYER, 7) };
    expect(await extended()).toEqual(file(LAYER));
  });

  it('is refused for the floor', async () => {
    world.pull = { ...world.pull, floor: entry(LAYER) };
    expect((await layers()).floor).toMatchObject({ kind: 'file' });
    world.pull = { ...world.pull, floor: entry(LAYER, 8) };
    expect((await layers()).floor).toEqual(
      unavailable('the name belongs to another repository than before', 'acme/.github:aigov.yml'),
    );
  });
});

describe('a host that gives no answer', () => {
  const lastGood = (why: string) => ({
    ...file(LAYER),
    lastGood: { readAt: '2026-11-21T12:00:00.000Z', why },
  });

  it.each([
    ['after 15 minutes, still', 15, lastGood('GitHub: TIMEOUT')],
    ['later, no more', 15.1, unavailable('GitHub: TIMEOUT')],
  ])('leaves what was read last: %s', async (_, minutes, expected) => {
    await layers();
    world.policies = { [NAME]: TIMEOUT };
    expect(await extended(minutes)).toEqual(expected);
  });

  it('a stand-in does not prolong itself', async () => {
    await layers();
    world.policies = { [NAME]: TIMEOUT };
    await layers(10);
    expect(await extended(16)).toEqual(unavailable('GitHub: TIMEOUT'));
  });

  it('is the same where the whole call fails, and in another process', async () => {
    await layers();
    world.silent = true;
    expect(await extended(1)).toEqual(lastGood('GitHub gave no answer'));
    caches = createFactCaches();
    expect(await extended(1)).toEqual(lastGood('GitHub gave no answer'));
  });

  it('holds for floor and repository as well', async () => {
    world.pull = { ...world.pull, floor: entry('version: 1 # floor\n') };
    await layers();
    world.pull = { ...world.pull, floor: TIMEOUT, policy: TIMEOUT };
    const { floor, repository: own } = await layers(1);
    expect([floor, own].map((layer) => layer.kind === 'file' && [layer.text, layer.lastGood?.why])).toEqual([
      ['version: 1 # floor\n', 'GitHub: TIMEOUT'],
      [EXTENDING, 'GitHub: TIMEOUT'],
    ]);
  });

  it('leaves nothing where nothing was read before', async () => {
    world.policies = { [NAME]: TIMEOUT };
    expect(await extended()).toEqual({ ...unavailable('GitHub: TIMEOUT'), seenBefore: false });
  });

  it('leaves nothing to a decision that must not rest on it', async () => {
    await layers();
    world.policies = { [NAME]: TIMEOUT };
    expect(await extended(1, { memory: withoutLastGood(memory) })).toEqual(unavailable('GitHub: TIMEOUT'));
  });
});

describe('POL-11: a host that answers is believed at once', () => {
  const gone: readonly (readonly [string, PolicyReading, object])[] = [
    ['a refusal', REFUSED, unavailable('GitHub: FORBIDDEN')],
    ['no repository', { kind: 'not-found' }, { kind: 'absent' }],
    ['no file', { kind: 'no-file', commit: BASE }, { kind: 'absent' }],
    ['no commit', { kind: 'empty' }, { kind: 'absent' }],
    ['another text', entry('version: 1 # new\n'), file('version: 1 # new\n')],
  ];
  it.each(gone)('%s', async (_, reading, expected) => {
    await layers();
    world.policies = { [NAME]: reading };
    expect(await extended(1)).toEqual(expected);
  });

  const over = [...gone.slice(0, 4), ['another repository', entry(LAYER, 8), null] as const];
  it.each(over)('and an outage after it brings nothing back: %s', async (_, reading) => {
    await layers();
    world.policies = { [NAME]: reading };
    await layers(1);
    world.policies = { [NAME]: TIMEOUT };
    expect(await extended(2)).toEqual(unavailable('GitHub: TIMEOUT'));
    world.policies = { [NAME]: entry(LAYER) };
    expect(await extended(3)).toEqual(file(LAYER));
    world.policies = { [NAME]: TIMEOUT };
    expect(await extended(4)).toMatchObject({ kind: 'file', text: LAYER });
  });

  it('and that there was nothing is never remembered', async () => {
    world.policies = {};
    await layers();
    world.policies = { [NAME]: entry(LAYER) };
    expect(await extended()).toEqual(file(LAYER));
    expect([...memory.seen.keys()].toSorted()).toEqual(['#42:.aigov.yml', 'acme/policies:base.yml']);
  });

  it('what did not change is written down once a minute', async () => {
    await layers();
    await layers(0.5);
    expect(memory.seen.get('acme/policies:base.yml')?.lastGood?.readAt).toBe(START);
    await layers(1);
    expect(memory.seen.get('acme/policies:base.yml')?.lastGood?.readAt).toBe(START + MINUTE);
  });
});
