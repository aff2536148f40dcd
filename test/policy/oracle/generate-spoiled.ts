// What is wrong with policy files, by chance: texts that are none, files that are gone, circles, and an host that gives no answer.
import type { Policies, Policy, Spoiled } from './document.ts';
import { SOURCES } from './generate-extended.ts';
import type { Chance } from './random.ts';
import type { Reading } from './standing.ts';

/** One or two things, some of which mean nothing: nobody extends the file. */
export function spoiledPolicies(chance: Chance, policies: Policies): Policies {
  const once = WRONGS[chance.below(WRONGS.length)]?.(chance, policies) ?? policies;
  return chance.once(4) ? (WRONGS[chance.below(WRONGS.length)]?.(chance, once) ?? once) : once;
}

type Wrong = (chance: Chance, policies: Policies) => Policies;

const TEXTS: readonly Spoiled[] = ['syntax', 'unknown-key', 'doubled-key'];
const CEDAR: readonly Spoiled[] = [
  'syntax',
  'permit',
  'unknown-attribute',
  'wrong-type',
  'gone',
  'link',
  'unread',
];

const WRONGS: readonly Wrong[] = [
  (chance, policies) => withSpoiled(policies, placeOf(chance, policies), chance.pick(TEXTS)),
  (chance, policies) => withSpoiled(policies, `${layerOf(chance, policies)}.cedar`, chance.pick(CEDAR)),
  (chance, policies) => withSpoiled(policies, `${layerOf(chance, policies)}.cedar`, chance.pick(CEDAR)),
  remembered,
  remembered,
  remembered,
  unsupported,
  // Back to where it came from.
  (chance, policies) => extending(chance, policies, chance.pick(SOURCES)),
  (chance, policies) => extending(chance, policies, chance.pick(SOURCES).replace('acme', 'ACME')),
  (chance, policies) => extending(chance, policies, chance.pick(['acme/gone//x.yml', 'other/more//x.yml'])),
  (chance, policies) => {
    const { [chance.pick(SOURCES)]: _gone, ...extended } = policies.extended;
    return { ...policies, extended };
  },
  (chance, policies) => {
    const source = chance.pick(SOURCES);
    const policy = policies.extended[source];
    if (policy === undefined) return policies;
    const more: Partial<Policy> = chance.pick([
      { actors: { unlabelled: 'human' } },
      { environments: {} },
      { separation: { author_may_validate: true } },
      { break_glass: { by: ['carol'] } },
    ]);
    return { ...policies, extended: { ...policies.extended, [source]: { ...policy, ...more } } };
  },
];

function remembered(chance: Chance, policies: Policies): Policies {
  return { ...policies, readings: { ...policies.readings, [placeOf(chance, policies)]: readings(chance) } };
}

/** What is read and not evaluated. */
function unsupported(chance: Chance, policies: Policies): Policies {
  const layer = layerOf(chance, policies);
  const policy = policies[layer];
  if (policy === null) return policies;
  return { ...policies, [layer]: { ...policy, policies: ['.aigov/data.rego'] } };
}

/** The floor, where there is one, mostly: it is the rarer one. */
const layerOf = (chance: Chance, { floor }: Policies): 'floor' | 'repository' =>
  floor !== null && !chance.once(4) ? 'floor' : 'repository';

function placeOf(chance: Chance, policies: Policies): string {
  const isFurther = chance.once(2) && Object.keys(policies.extended).length > 0;
  return isFurther ? chance.pick(SOURCES) : layerOf(chance, policies);
}

const withSpoiled = (policies: Policies, place: string, how: Spoiled): Policies => ({
  ...policies,
  spoiled: { ...policies.spoiled, [place]: how },
});

/** One of the files, or a main layer, extends one more. */
function extending(chance: Chance, policies: Policies, source: string): Policies {
  const more = (policy: Policy): Policy => ({ ...policy, extends: [...(policy.extends ?? []), source] });
  const place = placeOf(chance, policies);
  if (place === 'floor' || place === 'repository') {
    const policy = policies[place];
    return policy === null ? policies : { ...policies, [place]: more(policy) };
  }
  const policy = policies.extended[place];
  if (policy === undefined) return policies;
  return { ...policies, extended: { ...policies.extended, [place]: more(policy) } };
}

/** Mostly one good reading, something between, and then silence. */
function readings(chance: Chance): readonly Reading[] {
  const answers = ['file', 'file', 'silence', 'foreign', 'link', 'none', 'not-found', 'moved'] as const;
  let minute = 0;
  const later = (answer: Reading['answer']): Reading => {
    minute += chance.pick([0, 1, 5, 14, 15, 16, 60]);
    return { minute, answer };
  };
  return [
    ...(chance.once(4) ? [] : [later('file')]),
    ...Array.from({ length: chance.below(3) }, () => later(chance.pick(answers))),
    later(chance.once(3) ? chance.pick(answers) : 'silence'),
  ];
}
