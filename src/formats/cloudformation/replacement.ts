// Which property changes make CloudFormation put a new resource in place of the old one; called by `templateChange`.
import data from './data/replacement.json' with { type: 'json' };
import type { Attribute } from '../../model/change.ts';

/** Property paths without list indexes, by type. Built by scripts/build-cloudformation-data.ts. */
const REPLACING: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(data).map(([type, paths]) => [type, paths.split(' ')]),
);

/** `properties`: what differs, with paths below `Properties`. A property inside of one that replaces counts, and one around it. */
export function forcesReplacement(type: string, properties: readonly Pick<Attribute, 'path'>[]): boolean {
  const replacing = REPLACING.get(type) ?? [];
  return properties.some(({ path }) => {
    const plain = path.replaceAll(/\[\d+\]/g, '');
    return replacing.some((one) => isInside(plain, one) || isInside(one, plain));
  });
}

function isInside(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
