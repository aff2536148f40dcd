// Which known ways to every other right does the head complete? Called by the IAM rules.
import type { PolicyDocument } from '../policy-document.ts';
import { climb } from './climb.ts';
import type { Pair, Side } from './clause.ts';
import { each } from './clause.ts';
import { ESCALATION_SETS } from './escalation-sets.ts';
import type { EscalationSet } from './escalation-sets.ts';
import type { Escalation } from './growth.ts';
import { Ground } from './ground.ts';
import { pairOf } from './pair.ts';
import { Work } from './work.ts';

const WANTED: ReadonlySet<string> = new Set(
  ESCALATION_SETS.flatMap(({ actions }) => actions.map((action) => action.toLowerCase())),
);

/**
 * Sets of actions of which the head allows each somewhere and the base did not: rights add up over all documents of an
 * identity, whatever statement they stand in. A set that holds another complete one says nothing more and is left out.
 */
export function completedEscalations(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): readonly Escalation[] {
  const identity = ({ use }: PolicyDocument): boolean => use === 'identity';
  const pair = pairOf('identity', before.filter(identity), after.filter(identity));
  const had = allowedActions(pair, pair.before);
  const has = allowedActions(pair, pair.after);
  const complete = ESCALATION_SETS.filter(({ actions }) => actions.every((action) => has.has(action)));
  return complete
    .filter(({ actions }) => actions.some((action) => !had.has(action)))
    .filter((set) => !complete.some((other) => other !== set && isWithin(other, set)))
    .map((set) => describe(set, had, has));
}

function isWithin(inner: EscalationSet, outer: EscalationSet): boolean {
  return (
    inner.actions.length < outer.actions.length &&
    inner.actions.every((action) => outer.actions.includes(action))
  );
}

/** Actions that the side allows on some resource in some context, with the line that does. */
function allowedActions(pair: Pair, side: Side): ReadonlyMap<string, number> {
  const work = new Work();
  const ground = work.within(() => new Ground(pair, work, WANTED));
  if (ground === null) return new Map();
  const { signs } = climb(ground, { from: NOTHING, to: side, enough: Number.POSITIVE_INFINITY });
  const certain = signs.filter(({ strength }) => strength === 'certain');
  return new Map(
    certain.map(({ action, context }) => {
      const [clause] = each(context.possible & side.allow, pair.clauses);
      const statement = clause === undefined ? undefined : side.statements.get(clause.bit);
      return [action.name, statement?.line ?? side.line];
    }),
  );
}

const NOTHING: Side = { allow: 0n, deny: 0n, maybeAllow: 0n, opaque: [], statements: new Map(), line: 1 };

function describe(
  { ids, actions, category }: EscalationSet,
  had: ReadonlyMap<string, number>,
  has: ReadonlyMap<string, number>,
): Escalation {
  const added = actions.filter((action) => !had.has(action));
  const rest = actions.filter((action) => had.has(action));
  const joined = rest.length === 0 ? '' : `, with ${list(rest)} that it had already,`;
  return {
    ids,
    actions,
    added,
    category,
    line: has.get(added[0] ?? '') ?? 1,
    sentence: `${list(added)}${joined} ${actions.length === 1 ? 'is' : 'are together'} a known way to every other right`,
  };
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
