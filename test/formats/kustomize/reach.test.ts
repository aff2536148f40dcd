// What a changed kustomization newly builds from, or no longer does.
import { describe, expect, it } from 'vitest';
import { deployedFrom, reachOf } from '../../../src/formats/kustomize/reach.ts';
import type { ReachSide } from '../../../src/formats/kustomize/reach.ts';
import { textSide } from '../cases.ts';

/** Entries by kustomization; each is told as a file and as a folder. */
function sideOf(files: readonly string[], entries: Readonly<Record<string, readonly string[]>>): ReachSide {
  return {
    files: new Map(files.flatMap((path) => textSide(path, '') ?? []).map((side) => [side.path, side])),
    references: new Map(
      Object.entries(entries).map(([path, targets]) => [path, targets.flatMap((one) => [one, `${one}/`])]),
    ),
  };
}

const OVERLAY = 'o/kustomization.yaml';
const FILES = [OVERLAY, 'o/own.yaml', 'b/kustomization.yaml', 'b/role.yaml', 'b/unused.yaml'];
const BASE = { 'b/kustomization.yaml': ['b/role.yaml'] };
const without = sideOf(FILES, { ...BASE, [OVERLAY]: ['o/own.yaml'] });
const withBase = sideOf(FILES, { ...BASE, [OVERLAY]: ['o/own.yaml', 'b'] });
const both = [{ before: OVERLAY, after: OVERLAY }];

const NONE = new Map<string, string>();

describe('what stands as it did', () => {
  it('is taken in through the kustomization of its folder', () => {
    const { entered, left, blind } = reachOf(both, { before: without, after: withBase, renames: NONE });
    expect([...entered]).toEqual([['b/role.yaml', [OVERLAY]]]);
    expect([...left, ...blind]).toEqual([]);
  });

  it('is left out', () => {
    expect([...reachOf(both, { before: withBase, after: without, renames: NONE }).left]).toEqual([
      ['b/role.yaml', [OVERLAY]],
    ]);
  });

  it('is all taken in by a kustomization that is new', () => {
    const { entered } = reachOf([{ before: null, after: OVERLAY }], {
      before: sideOf(FILES, BASE),
      after: withBase,
      renames: NONE,
    });
    expect([...entered.keys()].toSorted()).toEqual(['b/role.yaml', 'o/own.yaml']);
  });

  it('stays where the kustomization only has another name', () => {
    const renamed = sideOf(FILES, { ...BASE, 'o/kustomization.yml': ['o/own.yaml', 'b'] });
    const { entered, left } = reachOf([{ before: OVERLAY, after: 'o/kustomization.yml' }], {
      before: withBase,
      after: renamed,
      renames: NONE,
    });
    expect([...entered, ...left]).toEqual([]);
  });

  it('stays under another name, and is taken in under it where it was not built', () => {
    const [from, to] = ['o/own.yaml', 'o/other.yaml'];
    const after = sideOf([...FILES, to], { ...BASE, [OVERLAY]: [to] });
    const renames = new Map([[from, to]]);
    const told = (before: ReachSide): readonly string[] => {
      const { entered, left } = reachOf(both, { before, after, renames });
      return [...entered.keys(), ...left.keys()];
    };
    expect(told(without)).toEqual([]);
    expect(told(sideOf(FILES, { ...BASE, [OVERLAY]: [] }))).toEqual([to]);
  });

  it('stays where it is named in another way', () => {
    const direct = sideOf(FILES, { ...BASE, [OVERLAY]: ['o/own.yaml', 'b/role.yaml'] });
    const { entered, left } = reachOf(both, { before: withBase, after: direct, renames: NONE });
    expect([...entered, ...left]).toEqual([]);
  });
});

it('what is newly named and not at hand leaves the kustomization blind', () => {
  const far = sideOf(FILES, { ...BASE, [OVERLAY]: ['o/own.yaml', 'far/away'] });
  expect(reachOf(both, { before: without, after: far, renames: NONE }).blind).toEqual([OVERLAY]);
  expect(reachOf(both, { before: far, after: far, renames: NONE }).blind).toEqual([]);
});

it('a ring of kustomizations ends', () => {
  const ring = sideOf(FILES, { [OVERLAY]: ['b'], 'b/kustomization.yaml': ['o'] });
  expect([...reachOf(both, { before: without, after: ring, renames: NONE }).left.keys()]).toEqual([
    'o/own.yaml',
  ]);
});

describe('a component', () => {
  const COMPONENT = 'c/kustomization.yaml';
  const tree = (text: string, entries: readonly string[]): ReachSide => {
    const side = sideOf([OVERLAY, 'o/own.yaml'], { [OVERLAY]: ['o/own.yaml', ...entries] });
    const component = [textSide(COMPONENT, text)].flatMap((one) => one ?? []);
    return { ...side, files: new Map([...side.files, ...component.map((one) => [one.path, one] as const)]) };
  };

  it.each([
    ['kind: Component\npatches:\n  - patch: x\n', [COMPONENT]],
    ['kind: Component\nresources: []\n', []],
  ])('that is newly named counts itself where it changes objects: %j', (text, told) => {
    const { entered } = reachOf(both, { before: tree(text, []), after: tree(text, ['c']), renames: NONE });
    expect([...entered.keys()]).toEqual(told);
  });
});

describe('who deploys a folder deploys', () => {
  it('what its kustomization builds from', () => {
    expect([...deployedFrom('o', withBase)]).toEqual(['o/own.yaml', 'b/role.yaml']);
  });

  it('all manifests below it where it has none', () => {
    expect([...deployedFrom('x', sideOf(['x/a.yaml', 'x/y/b.yaml', 'z.yaml'], {}))]).toEqual([
      'x/a.yaml',
      'x/y/b.yaml',
    ]);
  });

  it('nothing where it is not here', () => {
    expect([...deployedFrom('far', withBase)]).toEqual([]);
  });
});
