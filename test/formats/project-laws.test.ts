// What holds for every project: nothing comes of nothing, files are only containers, and two runs agree.
import { describe, expect, it } from 'vitest';
import fc from '../properties.ts';
import { changesBetween, changesIn, projectCases, readTrees, summaryOf, treesOf } from './projects.ts';
import type { Tree } from './projects.ts';

const NAMES = ['a', 'b', 'c'] as const;
const name = fc.constantFrom(...NAMES);
const value = fc.oneof(
  fc.constantFrom('1', '"x"', 'true', 'null', '[]', '{ k = "v" }', 'aws_x.a.id', 'each.value.k'),
  name.map((one) => `var.${one}`),
  name.map((one) => `local.${one}`),
  fc.tuple(name, name).map(([a, b]) => `"\${var.${a}}-\${local.${b}}"`),
  fc.tuple(name, name).map(([a, b]) => `merge(local.${a}, { z = var.${b} })`),
  name.map((one) => `var.${one} == "x" ? 1 : local.${one}`),
);
const block = fc.oneof(
  fc.tuple(name, value).map(([n, v]) => `resource "aws_x" "${n}" {\n  p = ${v}\n}`),
  fc
    .tuple(name, value)
    .map(([n, v]) => `resource "aws_y" "${n}" {\n  count = ${v}\n  nested {\n    q = ${v}\n  }\n}`),
  fc.tuple(name, value).map(([n, v]) => `locals {\n  ${n} = ${v}\n}`),
  fc
    .tuple(name, fc.constantFrom('1', '"x"', 'true'))
    .map(([n, v]) => `variable "${n}" {\n  default = ${v}\n}`),
  name.map((n) => `variable "${n}" {\n}`),
  fc.tuple(name, value).map(([n, v]) => `module "${n}" {\n  source = "./${n}"\n  a = ${v}\n}`),
  fc.tuple(name, name).map(([a, b]) => `moved {\n  from = aws_x.${a}\n  to = aws_x.${b}\n}`),
  fc.tuple(name, value).map(([n, v]) => `output "${n}" {\n  value = ${v}\n}`),
);
const blocks = fc.array(block, { maxLength: 8 });
const module = fc.record({ root: blocks, a: blocks, b: blocks });
type Blocks = { readonly [folder in 'root' | 'a' | 'b']: readonly string[] };

const textOf = (some: readonly string[]): string => some.map((one) => `${one}\n`).join('');
const treeOf = ({ root, a, b }: Blocks): Tree => ({
  'main.tf': textOf(root),
  'a/main.tf': textOf(a),
  'b/main.tf': textOf(b),
  'prod.tfvars': 'a = "x"\n',
});

/** Where something stands is told apart: the same block in another file is the same block. */
function meaning(before: Tree, after: Tree): readonly string[] {
  const changes = changesIn(before, after);
  return changes
    .map(({ action, address, attributes }) => {
      const differences = attributes.map(({ path, before: b, after: a }) => JSON.stringify([path, b, a]));
      return JSON.stringify([action, address, ...differences.toSorted()]);
    })
    .toSorted();
}

describe('of any project', () => {
  it('nothing changes between a tree and itself', () => {
    fc.assert(
      fc.property(module, module, (one, other) => {
        const tree = treeOf(one);
        // Another file changes, so that the project is read at all.
        const before = { ...tree, 'c/main.tf': textOf(other.a), 'x.tf': '# before\n' };
        const after = { ...before, 'x.tf': '# after\n' };
        expect(changesIn(before, after)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('how blocks are spread over the files of a folder has no meaning', () => {
    fc.assert(
      fc.property(module, fc.nat(8), fc.constantFrom('z.tf', '0.tf'), (one, at, file) => {
        const tree = treeOf(one);
        const split = {
          ...tree,
          'main.tf': textOf(one.root.slice(0, at)),
          [file]: textOf(one.root.slice(at)),
        };
        expect(changesIn(tree, split)).toEqual([]);
        expect(changesIn(split, tree)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('what changes does not depend on how blocks are spread over files', () => {
    fc.assert(
      fc.property(module, module, fc.nat(8), (before, after, at) => {
        const [old, now] = [treeOf(before), treeOf(after)];
        const split = {
          ...now,
          'main.tf': textOf(after.root.slice(0, at)),
          'z.tf': textOf(after.root.slice(at)),
        };
        expect(meaning(old, split)).toEqual(meaning(old, now));
      }),
      { numRuns: 100 },
    );
  });

  it('two runs agree, whatever the order in which git lists files', () => {
    fc.assert(
      fc.property(module, module, (before, after) => {
        const [old, now] = [treeOf(before), treeOf(after)];
        const reversed = Object.fromEntries(Object.entries(now).toReversed());
        expect(readTrees(old, now)).toEqual(readTrees(old, now));
        expect(summaryOf(changesIn(old, reversed))).toEqual(summaryOf(changesIn(old, now)));
      }),
      { numRuns: 50 },
    );
  });

  it('every line lies inside its file', () => {
    fc.assert(
      fc.property(module, module, (before, after) => {
        const [old, now] = [treeOf(before), treeOf(after)];
        const lines = (path: string): number =>
          Math.max(...[old[path], now[path]].map((text) => (text ?? '').split('\n').length));
        for (const change of changesIn(old, now)) {
          expect(change.startLine).toBeLessThanOrEqual(change.endLine);
          expect(change.endLine).toBeLessThanOrEqual(lines(change.file));
          for (const { line } of change.attributes) expect(line ?? 1).toBeLessThanOrEqual(lines(change.file));
        }
      }),
      { numRuns: 50 },
    );
  });
});

it.each(projectCases())('%s: what is the same on both sides is no change', (name) => {
  const { before, after } = treesOf(name);
  for (const tree of [before, after]) {
    const touched = { ...tree, 'zz.tf': '# 1\n' };
    const readings = readTrees({ ...tree, 'zz.tf': '# 2\n' }, touched);
    expect(Object.values(readings)).toEqual([
      { kind: 'parsed', format: 'terraform', changes: [], marks: [] },
    ]);
  }
});

it.each(projectCases())('%s shows no secret', (name) => {
  const { before, after } = treesOf(name);
  expect(JSON.stringify(readTrees(before, after))).not.toContain('hunter2');
  expect(changesBetween(before, after).changes.length).toBeGreaterThan(0);
});
