// Finding rule: a change that the description does not announce. Listed in registry.ts.
import type { Change } from '../../model/change.ts';
import { outsideOf } from '../declared-scope.ts';
import type { DeclaredHit, DeclaredRule, Outlined } from '../finding.ts';

export const outsideDeclaredScope: DeclaredRule = {
  on: 'declared',
  id: 'outside-declared-scope',
  title: 'Change outside of the declared scope',
  severity: 'medium',
  confidence: 'high',
  why: 'The author said in the description what this pull request changes, and this change is something else. Whoever reads with that sentence in mind looks past it: it is how a mistake of an agent, or a prompt that somebody slipped in between, shows first.',
  remedy:
    'Take the change out of the pull request, or say in the `aigov` block of the description that it belongs to it.',
  check: (things, { scope }) => {
    if (scope === null) return [];
    return things.flatMap((thing): readonly DeclaredHit[] => {
      const misses = outsideOf(scope, thing);
      if (misses === null) return [];
      const what = thing.address ?? thing.files[0] ?? '';
      const message = `${what} is outside of the declared scope: ${reasonOf(misses[0], thing)}.`;
      return [{ thing, message, line: null }];
    });
  },
};

function reasonOf(miss: string | undefined, thing: Outlined): string {
  const { files, environment, kinds, type, action, understood } = thing;
  const where = environment === null ? 'no environment' : environment;
  if (!understood && miss !== undefined && !OF_THE_PLACE.includes(miss))
    return 'what it changes is not understood';
  switch (miss) {
    case undefined:
      return `no part of it covers ${files.join(' and ')}, ${where}`;
    case 'names':
    case 'paths':
      return `it covers other files than ${files.join(' and ')}`;
    case 'environments':
      return `this takes effect in ${where}`;
    case 'kinds':
      return `it is ${kinds.join(' and ')}`;
    case 'resource_types':
      return `it is ${type === null ? 'no resource' : `of type ${type}`}`;
    case 'actions':
      return ACTION_WORDS[action];
    default:
      return 'it covers other addresses';
  }
}

/** Known of every file, whatever is in it. */
const OF_THE_PLACE: readonly string[] = ['names', 'paths', 'environments'];

const ACTION_WORDS: { readonly [action in Change['action']]: string } = {
  create: 'this creates something',
  update: 'this updates something',
  replace: 'this replaces something',
  delete: 'this deletes something',
  unknown: 'nobody knows what this does',
};
