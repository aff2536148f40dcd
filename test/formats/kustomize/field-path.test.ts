// Paths of fields as replacements write them.
import { describe, expect, it } from 'vitest';
import { fieldPath, valueAt, withValueAt } from '../../../src/formats/kustomize/field-path.ts';
import { parseYaml, toValue } from '../../../src/syntax/index.ts';
import type { SyntaxNode } from '../../../src/syntax/index.ts';
import fc from '../../properties.ts';

function treeOf(text: string): SyntaxNode {
  const [tree] = parseYaml(text).documents;
  if (tree === undefined) throw new Error('no document');
  return tree;
}

const POD = treeOf(
  '{ a: { x.y: 1 }, list: [{ name: app, image: i }, { name: b }], words: [one, two], none: }',
);
const NEW = treeOf('new');

describe('a path', () => {
  it.each([
    ['a.b', ['a', 'b']],
    ['a.x\\.y', ['a', 'x.y']],
    ['a.[x.y]', ['a', 'x.y']],
    ['list.[name=app].image', ['list', { key: 'name', value: 'app' }, 'image']],
    ['words.[=one]', ['words', { key: '', value: 'one' }]],
    ['.a..b', ['a', 'b']],
  ])('%s', (text, expected) => {
    expect(fieldPath(text)).toEqual(expected);
  });

  it.each([
    ['a.[x.y]', 1],
    ['list.0.image', 'i'],
    ['list.[name=app].image', 'i'],
    ['list.*.image', 'i'],
    ['list.[name=c].image', undefined],
    ['words.1', 'two'],
  ])('%s finds %s', (text, expected) => {
    const found = valueAt(POD, fieldPath(text));
    expect(found === undefined ? undefined : toValue(found)).toBe(expected);
  });
});

describe('another value', () => {
  const set = (text: string, create: boolean): unknown =>
    JSON.parse(JSON.stringify(toValue(withValueAt(POD, fieldPath(text), { create, value: () => NEW }))));

  it.each([
    ['list.0.image', false, { list: [{ name: 'app', image: 'new' }, { name: 'b' }] }],
    ['words.[=two]', false, { words: ['one', 'new'] }],
    ['none', false, { none: 'new' }],
    [
      'list.*.image',
      true,
      {
        list: [
          { name: 'app', image: 'new' },
          { name: 'b', image: 'new' },
        ],
      },
    ],
    [
      'list.[name=c].image',
      true,
      { list: [{ name: 'app', image: 'i' }, { name: 'b' }, { name: 'c', image: 'new' }] },
    ],
    ['none.p.0.q', true, { none: { p: [{ q: 'new' }] } }],
  ])('at %s', (text, create, expected) => {
    expect(set(text, create)).toMatchObject(expected);
  });

  it.each(['none.p', 'list.7.image', 'a.z', 'words.x'])('is nowhere at %s unless it is made', (text) => {
    expect(withValueAt(POD, fieldPath(text), { create: false, value: () => NEW })).toEqual(POD);
  });

  it('that is made is found again, whatever the path', () => {
    const part = fc.constantFrom(
      'a',
      'list',
      'none',
      'words',
      '0',
      'new',
      '[name=app]',
      '[name=z]',
      '\\.',
      '[x',
      '=]',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = fieldPath(parts.join('.'));
        const tree = withValueAt(POD, path, { create: true, value: () => NEW });
        const found = valueAt(tree, path);
        // A step into a plain value leads nowhere.
        if (tree !== POD && found !== undefined && found !== valueAt(POD, path))
          expect(toValue(found)).toBe('new');
      }),
    );
  });
});
