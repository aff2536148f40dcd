// Rules that a change falls out of by what is said of it elsewhere in the policy: its environment, tier, data or author. Called by scope-losses and actor-losses.
import type { PolicyDocument } from '../schema/policy-schema.ts';
import type { When } from '../schema/when.ts';
import { listed } from './loss.ts';

/** What becomes of a change, in the words of `when`. */
export type Turn = {
  readonly environment?: string;
  readonly data?: string | undefined;
  /** Its tier rises. */
  readonly tier?: true;
  readonly actor?: { readonly from: string; readonly to: string };
  readonly agent?: string;
};

/** "rule a leaves out", "rules a and b leave out": null where no rule does. */
export function leftOutBy({ rules = [] }: PolicyDocument, turn: Turn): string | null {
  const ids = rules.flatMap(({ id, mode, when }) =>
    mode !== 'observe' && when !== undefined && leaves(when, turn, false) ? [id] : [],
  );
  if (ids.length === 0) return null;
  return ids.length === 1 ? `rule ${listed(ids)} leaves out` : `rules ${listed(ids)} leave out`;
}

/** Whether some key of the condition may hold before the turn and not after it, or inside `not` the other way round. */
function leaves(when: When, turn: Turn, inside: boolean): boolean {
  const inner = [...(when.any ?? []), ...(when.all ?? []), ...(when.only === undefined ? [] : [when.only])];
  return (
    (inside ? isEntered(when, turn) : isLeft(when, turn)) ||
    inner.some((each) => leaves(each, turn, inside)) ||
    (when.not !== undefined && leaves(when.not, turn, !inside))
  );
}

function isLeft({ tier, actor }: When, turn: Turn): boolean {
  return (
    (turn.tier === true && tier !== undefined) ||
    (turn.actor !== undefined && isAmong(actor, turn.actor.from) && !isAmong(actor, turn.actor.to))
  );
}

function isEntered(when: When, turn: Turn): boolean {
  return (
    isAmong(when.environments, turn.environment) ||
    isAmong(when.data, turn.data) ||
    (turn.tier === true && (when.tier ?? when.tier_at_least) !== undefined) ||
    isAmong(when.actor, turn.actor?.to) ||
    isAmong(when.agents, turn.agent)
  );
}

function isAmong(words: readonly string[] | undefined, word: string | undefined): boolean {
  return word !== undefined && (words ?? []).some((each) => each.toLowerCase() === word.toLowerCase());
}
