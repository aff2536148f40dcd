// Questions that hang on one key: a rule about one thing that asks for one thing, of somebody with little else in the way. Without them
// the keys that need much to come together would hardly ever decide.
import type { Classified } from '../../../src/model/change.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { ASSURANCES, TIERS, maxTier } from '../../../src/model/words.ts';
import { breakGlassOf } from './generate-glass.ts';
import { deployedOf } from './generate-deployed.ts';
import { planOf } from './generate-plan.ts';
import type { AgentLimits, Policy, Require, Rule, When } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import {
  ADDRESSES,
  AGENTS,
  BY_ID,
  ENVIRONMENT_NAMES,
  FILE_GLOBS,
  FINDINGS,
  PEOPLE,
  TEAMS,
} from './vocabulary.ts';
import { identified } from '../identified.ts';

type Part = (chance: Chance) => Require;

/** They need most to come together. */
const RARE: readonly Part[] = [
  (chance) => ({ plan: planOf(chance) }),
  (chance) => ({ deployed: deployedOf(chance) }),
];

const PARTS: readonly Part[] = [
  () => ({ approvals: [{ count: 1 }] }),
  (chance) => ({
    approvals: [
      tidy({
        count: 1 + (chance.once(3) ? 1 : 0),
        from: chance.once(2)
          ? chance.some([...TEAMS, ...BY_ID, 'code_owners', 'resource_owners', 'agents_owner', 'carol'], 1, 2)
          : undefined,
        permission: chance.once(3) ? chance.pick(['maintain', 'admin'] as const) : undefined,
        stale: chance.once(3) ? ('change_digest' as const) : undefined,
        head_age: chance.once(3) ? '3m' : undefined,
      }),
    ],
    ...tidy({ stale: chance.once(4) ? ('change_digest' as const) : undefined }),
    ...tidy({ head_age: chance.once(4) ? '3m' : undefined }),
  }),
  (chance) => ({ checks: [{ name: chance.pick(['terraform-plan', 'lint']), app_id: 15368 }] }),
  (chance) => ({ provenance: chance.some(['prompt', 'tools', 'plan', 'purpose'] as const, 1, 2) }),
  (chance) => ({ assurance: chance.pick(ASSURANCES) }),
  () => ({ signed_commits: true as const }),
];

/** `simple` draws a condition of one key. All of a policy but its rules, its actors and its baseline stays. */
export function narrowed(chance: Chance, policy: Policy, simple: () => When): Policy {
  const { mode: _mode, actors, owners, separation: _separation, ...rest } = policy;
  const environments = Object.entries(policy.environments ?? {}).map(
    ([name, { match, tier, data, baseline }]) => [
      name,
      tidy({ match, tier, data, baseline: chance.once(6) ? baseline : undefined }),
    ],
  );
  return tidy({
    ...rest,
    baseline: chance.pick(['none', 'none', 'light'] as const),
    environments: Object.fromEntries(environments),
    rules: rulesOf(chance, simple),
    owners: chance.once(6) ? owners : undefined,
    exceptions: chance.once(2) ? [exception(chance)] : undefined,
    resource_owners: [
      { paths: chance.once(2) ? ['**'] : chance.some(FILE_GLOBS, 1, 2), owners: ['carol', 'dora'] },
    ],
    actors: chance.once(2) ? undefined : tidy({ ...actors, agents: agents(chance) }),
    break_glass: breakGlassOf(chance),
  });
}

function rulesOf(chance: Chance, simple: () => When): readonly Rule[] {
  const { once } = chance;
  if (once(6))
    return [
      { id: 'r0', when: simple(), tier: chance.pick(TIERS) },
      { id: 'r1', when: { tier_at_least: chance.pick(TIERS) }, deny: 'No.' },
    ];
  const when = once(3)
    ? { findings: [chance.pick(FINDINGS)] }
    : once(4)
      ? undefined
      : once(3)
        ? { not: simple() }
        : simple();
  const mode = once(10) ? ('observe' as const) : undefined;
  if (once(3)) return [{ id: 'r0', require: chance.pick(RARE)(chance) }];
  if (when !== undefined && once(2)) return [tidy({ id: 'r0', mode, when, deny: 'No.' })];
  return [tidy({ id: 'r0', mode, when, require: chance.pick(PARTS)(chance) })];
}

function exception(chance: Chance) {
  return {
    finding: chance.pick(FINDINGS),
    addresses: chance.once(2) ? ['**'] : chance.some(ADDRESSES, 1, 2),
    reason: 'It is meant.',
    by: 'carol',
    expires: chance.pick(['2026-11-20', '2027-01-31', '2027-01-31', '2026-11-21T12:00:00Z']),
  };
}

/** Free to do nearly all. */
function agents(chance: Chance): Readonly<Record<string, AgentLimits>> {
  const listed = AGENTS.map(({ name, id }): readonly [string, AgentLimits] => [
    name,
    tidy({
      identities: [{ github: id }],
      environments: ENVIRONMENT_NAMES,
      owner: chance.once(2) ? 'erin' : undefined,
      tools: chance.once(6) ? ['terra*', 'kubectl'] : undefined,
      autonomy: chance.once(2) ? ('autonomous' as const) : undefined,
    }),
  ]);
  return Object.fromEntries(listed);
}

/** Mostly by a person; else by an agent, on behalf of somebody. */
export function ofAPerson(chance: Chance, facts: Facts): Facts {
  const author = chance.pick(chance.once(3) ? AGENTS : PEOPLE.slice(0, 2));
  return {
    ...facts,
    pull_request: facts.pull_request === null ? null : { ...facts.pull_request, author },
    commits: [
      {
        sha: 'a'.repeat(40),
        author,
        committer: author,
        coauthors: [],
        message: 'Change',
        verified: !chance.once(4),
      },
    ],
    pushers: null,
    delegator: chance.once(3) ? null : 'alice',
    requesters: [],
    reviews: facts.reviews.filter(({ state }) => state !== 'CHANGES_REQUESTED'),
    checks: facts.checks.map((check) =>
      chance.once(2) ? { ...check, conclusion: 'success', status: 'completed' } : check,
    ),
    incomplete: [],
  };
}

/** Mostly all is read. */
export function mostlyRead(chance: Chance, classified: Classified): Classified {
  if (chance.once(4)) return classified;
  const { files } = classified;
  const changes = classified.changes.filter(({ opaque }) => !opaque);
  const unread = new Set(classified.unreadable.map(({ file }) => file));
  return identified({
    ...classified,
    changes,
    unreadable: [],
    tier: changes.map(({ tier }) => tier).reduce(maxTier, 'none'),
    files: files.filter(({ path }) => !unread.has(path) || changes.some(({ file }) => file === path)),
  });
}
