// Until when a listed agent is certified. Asked by everything that lets an agent do something.
import type { ListedAgent } from '../compiled.ts';

/** Past the date, in UTC; without a clock the date counts as past. */
export function isExpired({ recertifyBy }: Pick<ListedAgent, 'recertifyBy'>, now: string | null): boolean {
  if (recertifyBy === null) return false;
  const time = Date.parse(now ?? '');
  const dayOnly = recertifyBy.length === 10;
  const end = Date.parse(dayOnly ? `${recertifyBy}T23:59:59.999Z` : recertifyBy);
  return !(time <= end);
}
