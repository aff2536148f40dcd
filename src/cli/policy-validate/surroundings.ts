// What the options of `aigov policy validate` say about the world around the policy: a tree, people, a time, a change.
import { listPaths, openLocalRepository } from '../../adapters/git/index.ts';
import { Fault } from '../../model/failure.ts';
import type { Facts } from '../../model/facts.ts';
import type { PolicyLayers } from '../../model/policy-source.ts';
import { NOTHING_KNOWN, knownPeople, type Surroundings } from '../../policy/index.ts';
import { decide } from '../../steps/decide.ts';
import { optionalOption, type Options } from '../arguments.ts';
import { givenFacts } from '../facts-option.ts';
import { readLocalDiff } from '../local-diff.ts';
import type { Terminal } from '../terminal.ts';

type Given = {
  /** What is checked: the change is judged with it. */
  readonly layers: PolicyLayers;
  readonly terminal: Terminal;
};

/** Throws Fault USAGE, FACTS_INVALID or GIT_FAILED. */
export async function surroundingsOf(options: Options, given: Given): Promise<Surroundings> {
  const facts = await givenFacts(options);
  return {
    ...NOTHING_KNOWN,
    tree: await treeOf(options, given.terminal),
    people: facts === null ? null : knownPeople(facts, null),
    now: nowOf(options) ?? facts?.now ?? null,
    found: await foundOf(options, given, facts),
  };
}

function nowOf(options: Options): string | null {
  const now = optionalOption(options, 'now');
  if (now !== null && Number.isNaN(Date.parse(now)))
    throw new Fault('USAGE', '--now is a time such as 2026-11-21T12:00:00Z');
  return now;
}

async function treeOf(options: Options, terminal: Terminal): Promise<readonly string[] | null> {
  const named = ['repo', 'base', 'head'].some((name) => options[name] !== undefined);
  if (!named) return null;
  const dir = optionalOption(options, 'repo') ?? terminal.cwd;
  const repository = openLocalRepository(dir);
  try {
    const revision = optionalOption(options, 'head') ?? optionalOption(options, 'base') ?? 'HEAD';
    return await listPaths(dir, await repository.resolve(revision));
  } finally {
    repository.close();
  }
}

async function foundOf(
  options: Options,
  { layers, terminal }: Given,
  facts: Facts | null,
): Promise<Surroundings['found']> {
  const [base, head] = [optionalOption(options, 'base'), optionalOption(options, 'head')];
  if (base === null || head === null) return null;
  const repo = optionalOption(options, 'repo') ?? terminal.cwd;
  const places = { repo, policyPath: null, floorPath: null };
  const { gathered, diff } = await readLocalDiff({ ...places, terminal, base, head, facts, plan: null });
  const { changes } = decide({ gathered: { ...gathered, layers }, diff }).decision;
  return changes.flatMap(({ address, findings }) => findings.map((finding) => ({ finding, address })));
}
