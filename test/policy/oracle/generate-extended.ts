// Files that floor and repository extend, by chance: what such a file may hold, and who extends which.
import { BASELINES } from '../../../src/model/words.ts';
import type { Exception, Policies, Policy } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { FINDINGS } from './vocabulary.ts';

export const SOURCES = [
  'acme/policies//base.yml',
  'acme/policies//data.yml',
  'acme/more//teams/web.yml',
] as const;

type Main = Pick<Policies, 'floor' | 'repository'>;

/** `make` draws a whole policy, of which an extended file keeps what it may hold. */
export function withExtended(
  chance: Chance,
  { floor, repository }: Main,
  make: () => Policy,
): Pick<Policies, 'floor' | 'repository' | 'extended'> {
  const files = SOURCES.map((source, index): readonly [string, Policy] => [
    source,
    tidy({
      ...allowed(chance, make()),
      mode: chance.once(4) ? chance.pick(['observe', 'enforce'] as const) : undefined,
      baseline: chance.once(4) ? chance.pick(BASELINES) : undefined,
      // Only what comes after it, or they would stand in a circle.
      extends: chance.once(3) && index < 2 ? SOURCES.slice(index + 1, index + 2) : undefined,
    }),
  ]);
  return {
    floor: extending(chance, floor),
    repository: extending(chance, repository),
    extended: Object.fromEntries(files),
  };
}

function allowed(chance: Chance, { version, rules, owners, resource_owners, exceptions }: Policy): Policy {
  // Agents that check and targets are named by whoever lists them.
  const own = (rules ?? []).map(({ require: asked, ...rule }) => {
    const { validators: _validators, deployed: _deployed, ...rest } = asked ?? {};
    return Object.keys(rest).length === 0 ? { ...rule, deny: 'No.' } : { ...rule, require: rest };
  });
  return tidy({
    version,
    rules: own,
    owners,
    resource_owners,
    exceptions: exceptions ?? (chance.once(3) ? [everywhere(chance)] : undefined),
  });
}

function everywhere(chance: Chance): Exception {
  const finding = chance.pick(FINDINGS);
  return { finding, addresses: ['**'], reason: 'It is meant.', by: 'carol', expires: '2027-01-31' };
}

function extending(chance: Chance, policy: Policy | null): Policy | null {
  const sources = chance.some(SOURCES, 0, 2);
  return policy === null || sources.length === 0 ? policy : { ...policy, extends: sources };
}
