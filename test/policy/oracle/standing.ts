// What stands of a policy file after GitHub answered so and so: from the words about outages, and nothing of how it is remembered. Used by what tells whether policies are closed.
import type { Policies } from './document.ts';

/** Of one asking, in minutes from the first. `file`: the text as it is; `foreign`: the same from another repository of that name. */
export type Reading = {
  readonly minute: number;
  readonly answer: 'file' | 'foreign' | 'link' | 'none' | 'not-found' | 'moved' | 'silence';
};

export type Standing = 'read' | 'last-good' | 'absent' | 'not-regular' | 'unavailable';

/** As long as what was read last may stand in, in minutes. */
const GRACE = 15;

/** Files without a history were read just now. */
export function standingOf({ readings }: Pick<Policies, 'readings'>, place: string): Standing {
  const all = readings[place] ?? [{ minute: 0, answer: 'file' }];
  const [now] = all.slice(-1);
  const earlier = all.slice(0, -1);
  const [first] = earlier.filter(({ answer }) => answer === 'file' || answer === 'foreign');
  const good = earlier.filter(({ answer }) => answer === first?.answer);
  const isMain = place === 'floor' || place === 'repository';
  switch (now?.answer) {
    case 'file':
    case 'foreign':
      return first === undefined || first.answer === now.answer ? 'read' : 'unavailable';
    case 'link':
      return first?.answer === 'foreign' ? 'unavailable' : 'not-regular';
    case 'none':
    case 'not-found':
      // The repository answers for itself, so that one that is not found is no repository without a policy.
      if (place === 'repository' && now.answer === 'not-found') return 'unavailable';
      return isMain && first !== undefined ? 'unavailable' : 'absent';
    case 'silence': {
      // Any answer but the text itself ended it.
      const [last] = earlier.filter(({ answer }) => answer !== 'silence').slice(-1);
      const stands = last !== undefined && good.includes(last) && now.minute - last.minute <= GRACE;
      return stands ? 'last-good' : 'unavailable';
    }
    case 'moved':
    case undefined:
      return 'unavailable';
  }
}

/** Without the layers that are not there. */
export function asRead<P extends Policies>(policies: P): P {
  const isAbsent = (layer: 'floor' | 'repository'): boolean => standingOf(policies, layer) === 'absent';
  return {
    ...policies,
    floor: isAbsent('floor') ? null : policies.floor,
    repository: isAbsent('repository') ? null : policies.repository,
  };
}
