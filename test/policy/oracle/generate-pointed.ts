// Questions where everything is fine but for one thing: each template is about one key, and what it is asked about lies on both sides of it.
import type { Facts } from '../../../src/model/facts.ts';
import { UNKNOWN_FACTS } from '../../../src/model/facts.ts';
import type { Policies, Policy } from './document.ts';
import { ALICE, changeOf, classifiedOf, writtenBy } from './pointed.ts';
import type { Pointed, Template } from './pointed.ts';
import type { Chance } from './random.ts';
import { TEMPLATES } from './templates.ts';
import { AGENTS, ENVIRONMENT_NAMES, HEAD, PEOPLE } from './vocabulary.ts';

const templateOf = (seed: number): Template => TEMPLATES[Math.floor(seed / 4) % TEMPLATES.length] as Template;

/** Of the floor now and then, above a repository that asks for nothing. */
export function pointedPolicies(chance: Chance, seed: number): Pick<Policies, 'floor' | 'repository'> {
  const places = ENVIRONMENT_NAMES.map((name) => [name, { match: { paths: [`envs/${name}/**`] } }]);
  const { policy: drawn, below } = templateOf(seed);
  const calm = { version: 1, baseline: 'none' } as const;
  const policy: Policy = {
    ...calm,
    environments: Object.fromEntries(places) as NonNullable<Policy['environments']>,
    ...drawn(chance),
  };
  if (below !== undefined) return { floor: policy, repository: { ...calm, ...below(chance) } };
  if (!chance.once(3)) return { floor: null, repository: policy };
  return { floor: policy, repository: calm };
}

export function pointedQuestion(chance: Chance, seed: number, policies: Policies): Pointed {
  const fine = { facts: factsOf(chance), classified: classifiedOf([changeOf(chance)]) };
  return templateOf(seed).ask(chance, fine, policies);
}

/** Alice asks, by commits of her own; everybody is known, and nobody has looked at it. */
function factsOf(chance: Chance): Facts {
  return {
    ...UNKNOWN_FACTS,
    now: '2026-11-21T12:00:00Z',
    repository: { id: 1, full_name: 'acme/infra' },
    ...writtenBy(ALICE),
    permissions: Object.fromEntries(PEOPLE.map(({ login }) => [login, 'write'])),
    teams: { '@acme/security': ['bob', 'carol'], '@acme/platform': ['alice', 'dora'] },
    heads_seen: { [HEAD]: '2026-11-21T10:57:00Z' },
    agents_seen: chance.once(2) ? AGENTS.map(({ name }) => name) : [],
  };
}
