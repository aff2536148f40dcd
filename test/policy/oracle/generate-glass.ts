// Emergencies by chance: who may break glass, and who did when.
import type { BreakGlassFact, Facts } from '../../../src/model/facts.ts';
import type { BreakGlass } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { BY_ID, EARLIER, HEAD, PEOPLE, TEAMS } from './vocabulary.ts';

export function breakGlassOf(chance: Chance): BreakGlass {
  return tidy({
    by: chance.some([...TEAMS, 'erin', 'dora', 'Carol', 'BOB', ...BY_ID], 2, 6),
    max: chance.once(2) ? chance.pick(['10m', '45m', '2h']) : undefined,
    review_within: chance.once(2) ? chance.pick(['1h', '24h', '3d']) : undefined,
  });
}

/** Nearly everybody is known, and somebody who may be free to do so broke glass lately. */
export function inEmergency(chance: Chance, facts: Facts): Facts {
  const author = facts.pull_request?.author ?? null;
  const uses = Array.from({ length: 1 + (chance.once(2) ? chance.below(4) : 0) }, (_none, index) =>
    useOf(chance, facts.now, index),
  );
  const delegator = chance.mostly(4, chance.pick(PEOPLE.slice(0, 2)).login);
  const commits = (facts.commits ?? []).map((commit) => ({
    ...commit,
    author: chance.mostly(20, commit.author ?? author),
    committer: chance.mostly(20, commit.committer ?? author),
  }));
  const own = { sha: HEAD, author, committer: author, coauthors: [], message: 'Change', verified: true };
  return {
    ...facts,
    break_glass: chance.once(8) ? uses.toReversed() : uses,
    now: facts.now ?? chance.mostly(8, '2026-11-21T12:00:00Z'),
    delegator: chance.once(2) ? delegator : facts.delegator,
    reviews: chance.once(2) ? facts.reviews : facts.reviews.filter(({ state }) => state === 'COMMENTED'),
    commits: chance.once(3) ? facts.commits : [...commits, own],
    pushers: chance.once(3) ? facts.pushers : null,
    permissions: chance.once(3)
      ? facts.permissions
      : Object.fromEntries(PEOPLE.slice(2).map(({ login }) => [login, 'write'])),
  };
}

const MINUTES = [0, 0, 1, 5, 5, 9, 10, 20, 29, 30, 44, 45, 59, 60];
const EARLIER_MINUTES = [59, 60, 61, 300, 1_439, 1_440, 1_441, 4_319, 4_320, 4_400];

function useOf(chance: Chance, now: string | null, index: number): BreakGlassFact {
  const { once } = chance;
  const found = chance.pick(PEOPLE.slice(once(3) ? 0 : 2));
  const minutes = chance.pick(index === 0 || once(3) ? MINUTES : EARLIER_MINUTES);
  const moment = Date.parse(now ?? '2026-11-21T12:00:00Z') - (once(20) ? -1 : minutes) * 60_000;
  return {
    by: {
      login: once(8) ? found.login.toUpperCase() : found.login,
      id: chance.mostly(12, found.id),
      type: once(12) ? chance.pick(['Bot', null]) : 'User',
    },
    reason: once(20) ? '' : 'It burns.',
    head: once(8) ? EARLIER : HEAD,
    at: once(20) ? '' : new Date(moment).toISOString(),
    reviewed: index > 0 && !once(4),
  };
}
