// Which changes of properties make CloudFormation put a new resource in place of the old one. Called by replacement.ts.
import type { Attribute, ParsedChange } from '../model/change.ts';
import data from './data/cloudformation-replacement.json' with { type: 'json' };

/** Property paths without list indexes, by type. Built by scripts/build-cloudformation-data.ts. */
const REPLACING: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(data).map(([type, paths]) => [type, paths.split(' ')]),
);

/** What stands beside the properties of a resource; a property of such a name has `Properties.` in front. */
const BESIDE =
  /^(?:Condition|Connectors|CreationPolicy|DeletionPolicy|DependsOn|Fn::ForEach|IgnoreGlobals|Metadata|ResourceAttribute|UpdatePolicy|UpdateReplacePolicy)(?:$|[.[])/;

/**
 * The service compares the properties of the two templates, so one that is newly written down replaces even where it says
 * the default. A change inside of such a property counts, and one around it: a function in place of the whole.
 */
export function forcingProperties({ type, attributes }: ParsedChange): readonly Attribute[] {
  const replacing = REPLACING.get(type ?? '') ?? [];
  return attributes.filter(({ path }) => {
    if (BESIDE.test(path)) return false;
    const plain = path.replace(/^Properties\./, '').replaceAll(/\[(?:was )?\d+\]/g, '');
    return replacing.some((one) => isInside(plain, one) || isInside(one, plain));
  });
}

function isInside(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
