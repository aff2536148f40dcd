// Questions that hang on one key: a rule that asks for one thing, of a person, with little else in the way. Without them the
// keys that need much to come together would hardly ever decide.
import type { Facts } from '../../../src/model/facts.ts';
import { breakGlassOf } from './generate-glass.ts';
import { deployedOf } from './generate-deployed.ts';
import { planOf } from './generate-plan.ts';
import type { Policy, Require } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { FINDINGS, PEOPLE } from './vocabulary.ts';

type Part = (chance: Chance) => Require;

const PARTS: readonly Part[] = [
  (chance) => ({ plan: planOf(chance) }),
  (chance) => ({ deployed: deployedOf(chance) }),
  () => ({ approvals: [{ count: 1 }] }),
];

/** All of a policy but its rules and its baseline stays. */
export function narrowed(chance: Chance, policy: Policy): Policy {
  const { mode: _mode, actors: _actors, owners: _owners, ...rest } = policy;
  const environments = Object.entries(policy.environments ?? {}).map(([name, { match, tier }]) => [
    name,
    tidy({ match, tier }),
  ]);
  return {
    ...rest,
    baseline: chance.pick(['none', 'light'] as const),
    environments: Object.fromEntries(environments),
    rules: [
      tidy({
        id: 'r0',
        when: chance.once(3) ? { findings: [chance.pick(FINDINGS)] } : undefined,
        require: chance.pick(PARTS)(chance),
      }),
    ],
    break_glass: breakGlassOf(chance),
  };
}

export function ofAPerson(chance: Chance, facts: Facts): Facts {
  const author = chance.pick(PEOPLE.slice(0, 2));
  return {
    ...facts,
    pull_request: facts.pull_request === null ? null : { ...facts.pull_request, author },
    commits: [
      { sha: 'a'.repeat(40), author, committer: author, coauthors: [], message: 'Change', verified: true },
    ],
    pushers: null,
    delegator: null,
    requesters: [],
    reviews: facts.reviews.filter(({ state }) => state !== 'CHANGES_REQUESTED'),
    incomplete: [],
  };
}
