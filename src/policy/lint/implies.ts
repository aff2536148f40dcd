// Does one condition hold wherever another does? Called by `clashIn`; false where it is not sure.
import { TIERS } from '../../model/words.ts';
import type { When } from '../schema/when.ts';

/** Each key of `wider` is asked for by `narrower` at least as strictly. An empty one says nothing here. */
export function implies(narrower: When, wider: When): boolean {
  const keys = Object.keys(wider) as readonly (keyof When)[];
  return keys.length > 0 && keys.every((key) => isImplied(key, narrower, wider));
}

function isImplied(key: keyof When, narrower: When, wider: When): boolean {
  switch (key) {
    case 'kinds':
    case 'actions':
    case 'findings':
    case 'environments':
    case 'data':
    case 'formats':
    case 'paths':
    case 'attributes':
    case 'resource_types':
    case 'addresses':
    case 'actor':
    case 'agents':
    case 'autonomy':
    case 'assurance':
    case 'purpose':
    case 'labels':
    case 'authors':
    case 'repositories':
      return isPart(narrower[key], wider[key]);
    case 'tier':
      return isPart(narrower.tier, wider.tier);
    case 'tier_at_least':
      return (
        narrower.tier_at_least !== undefined &&
        TIERS.indexOf(narrower.tier_at_least) >= TIERS.indexOf(wider.tier_at_least ?? 'none')
      );
    case 'changes_over':
    case 'files_over':
    case 'deletes_over':
      return (narrower[key] ?? -1) >= (wider[key] ?? 0);
    case 'first_time':
    case 'draft':
    case 'fork':
      return narrower[key] === wider[key];
    case 'during':
      return JSON.stringify(narrower.during) === JSON.stringify(wider.during);
    // Head branches count outside of `not` alone; severities and nested objects are not compared.
    case 'branches':
    case 'severity_at_least':
    case 'not_paths':
    case 'any':
    case 'all':
    case 'not':
    case 'only':
      return false;
  }
}

/** Lists are any-of: the shorter list asks for more. */
function isPart(words: readonly string[] | undefined, all: readonly string[] | undefined): boolean {
  return words !== undefined && all !== undefined && words.every((word) => all.includes(word));
}
