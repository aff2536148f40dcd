// `when.attributes`: globs over the paths of changed attributes. Called by `changeKeys`.
import { Minimatch } from 'minimatch';
import type { Attribute } from '../../model/change.ts';
import { isComputed, placesOf, steps } from './attribute-places.ts';
import type { Place } from './attribute-places.ts';
import type { Use } from './change-keys.ts';
import type { Truth } from './truth.ts';

export type AttributesTest = (attributes: readonly Attribute[]) => Truth;

/**
 * One step of a path is one step of a glob: `ingress.*.cidr_blocks` sees `ingress[0].cidr_blocks[1]`. A glob that names
 * a block sees everything inside it. Null: a whole block is computed, and what the glob names may be inside.
 */
export function compileAttributes(patterns: readonly string[], use: Use): AttributesTest {
  const globs = patterns.map(
    (pattern) =>
      new Minimatch(steps(pattern), {
        dot: true,
        nonegate: true,
        nocomment: true,
        nocase: use === 'tighten',
        braceExpandMax: 100,
      }),
  );
  const seen = use === 'tighten' ? placesOf : writtenPlace;
  return (attributes) => {
    const places = attributes.flatMap(seen);
    const inside = places.some(({ path }) =>
      globs.some((glob) => containers(path).some((each) => glob.match(each))),
    );
    if (inside) return true;
    const maybe = places.some(
      ({ path, computed }) => computed && globs.some((glob) => glob.match(path, true)),
    );
    return maybe ? null : false;
  };
}

/** Inside `not` only what the attribute is called counts: more could only take a change out of a rule. */
function writtenPlace(attribute: Attribute): readonly Place[] {
  return [{ path: steps(attribute.path), computed: isComputed(attribute) }];
}

/** The path and every path that it is inside of: `a/0/b`, `a/0`, `a`. */
function containers(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
