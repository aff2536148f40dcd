// Deployments by chance: what ran elsewhere before, which is what the pull request changes, or nearly.
import type { Change, Classified } from '../../../src/model/change.ts';
import type { DeploymentFact } from '../../../src/model/facts.ts';
import type { DeployedBefore, Deployed } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { ACTIONS } from '../../../src/model/words.ts';
import { identified } from '../identified.ts';

export function deployedOf(chance: Chance): Deployed {
  return tidy({
    environment: chance.once(4) ? 'prod' : 'staging',
    for: chance.once(2) ? chance.pick(['30m', '24h']) : undefined,
    same: chance.once(2) ? ('change_digest' as const) : undefined,
  });
}

type Digest = (classified: Classified, environment: string) => string;

/** As it may have run: every change of one environment, moved to another one, and sometimes not quite the same. */
export function deployedBefore(
  chance: Chance,
  classified: Classified,
  digestOf: Digest,
): readonly DeployedBefore[] {
  const places = [...new Set(classified.changes.map(({ environment }) => environment)), null];
  const environment = chance.once(5) ? 'prod' : 'staging';
  return places.flatMap((place) => {
    if (place === environment) return [];
    const moved = movedTo(chance, classified, { place, environment });
    return [{ environment, classified: moved, digest: digestOf(moved, environment) }];
  });
}

export function deploymentOf(
  chance: Chance,
  { environment, digest }: DeployedBefore,
  now: string | null,
): DeploymentFact {
  const minutes = chance.pick([0, 29, 30, 1_439, 1_440, 3_000, 4_000, 9_000]);
  const moment = Date.parse(now ?? '2026-11-21T12:00:00Z') - minutes * 60_000;
  return {
    environment: chance.once(12) ? 'prod' : environment,
    change_digest: chance.once(20) ? 'sha256:other' : digest,
    at: chance.mostly(12, new Date(moment).toISOString()),
    status: chance.once(8) ? chance.pick(['failure', 'cancelled', 'Success']) : 'success',
  };
}

type Move = { readonly place: string | null; readonly environment: string };

function movedTo(chance: Chance, classified: Classified, { place, environment }: Move): Classified {
  const folder = (name: string): string => (name === 'prod' ? 'live/' : 'lab/');
  const rename = (text: string): string =>
    place === null
      ? text
      : text
          .replaceAll(new RegExp(`\\b${place}\\b`, 'g'), environment)
          .replace(new RegExp(`^${folder(place)}`), folder(environment));
  const changed = chance.once(4) ? chance.below(3) : null;
  const changes = classified.changes
    .filter((change) => change.environment === place)
    .map((change) => ({
      ...change,
      environment,
      file: rename(change.file),
      address: rename(change.address),
      // Of no weight in the comparison.
      tier: chance.once(2) ? change.tier : ('low' as const),
      findings: [],
    }));
  return identified({
    ...classified,
    changes: chance.once(5) ? spoiled(chance, changes) : changes,
    unreadable: classified.unreadable
      .filter(
        ({ environments }) => environments.includes(place) || (environments.length === 0 && place === null),
      )
      .map((each) => ({ ...each, file: rename(each.file), environments: [environment] })),
    files: classified.files.map((each, index) => ({
      ...each,
      path: rename(each.path),
      blob: index === changed ? 'e'.repeat(40) : each.blob,
    })),
  });
}

/** Different in one thing. */
function spoiled(chance: Chance, changes: readonly Change[]): readonly Change[] {
  const at = chance.below(Math.max(1, changes.length));
  const [change] = changes.slice(at);
  if (change === undefined) return changes;
  const other = chance.pick<(change: Change) => readonly Change[]>([
    () => [],
    (each) => [each, { ...each, address: `${each.address}-two` }],
    (each) => [{ ...each, action: chance.pick(ACTIONS) }],
    (each) => [{ ...each, format: 'cloudformation' }],
    (each) => [{ ...each, type: 'aws_vpc' }],
    (each) => [{ ...each, file: `sub/${each.file}` }],
    (each) => [{ ...each, attributes: each.attributes.slice(1) }],
    (each) => [{ ...each, attributes: each.attributes.map((one) => ({ ...one, after: 'y' })) }],
    (each) => [{ ...each, attributes: each.attributes.map((one) => ({ ...one, before: 'y' })) }],
  ])(change);
  return changes.toSpliced(at, 1, ...other);
}
