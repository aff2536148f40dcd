// `when.attributes`: globs over the paths of changed attributes. Called by `changeKeys`.
import { Minimatch } from 'minimatch';
import type { Attribute } from '../model/change.ts';
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
  return (attributes) => {
    const inside = attributes.some(({ path }) =>
      globs.some((glob) => containers(path).some((each) => glob.match(each))),
    );
    if (inside) return true;
    const maybe = attributes.some(
      (attribute) => isComputed(attribute) && globs.some((glob) => glob.match(steps(attribute.path), true)),
    );
    return maybe ? null : false;
  };
}

/** Dots and indices as the slashes that globs are about; quotes go, because a glob has none. */
function steps(path: string): string {
  return path
    .replaceAll(/\[["']?/g, '/')
    .replaceAll(/["']?\]/g, '')
    .replaceAll('.', '/');
}

/** The path and every path that it is inside of: `a/0/b`, `a/0`, `a`. */
function containers(path: string): readonly string[] {
  const parts = steps(path).split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function isComputed({ before, after, sensitive }: Attribute): boolean {
  return sensitive || [before, after].some(isExpression);
}

function isExpression(value: Attribute['before']): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && 'expression' in value;
}
