// Trees of YAML: positions, and everything that the event stream leaves unchecked.
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { parseYaml } from '../../src/syntax/parse-yaml.ts';
import fc from '../properties.ts';

describe('positions', () => {
  test('a map of scalars, a list and a block', () => {
    const { documents, problems } = parseYaml("a: 1\nb: [x,\n  'y'\n  ]\nc: |\n  foo\n  bar\n\nd:\n");
    const base = { tag: null, anchor: null };
    const plain = { ...base, kind: 'scalar', style: 'plain' };
    const entry = (key: string, keyLine: number, value: unknown) => ({
      key,
      keyLine,
      keyColumn: 1,
      merge: false,
      value,
    });
    expect(problems).toEqual([]);
    expect(documents).toEqual([
      {
        ...base,
        kind: 'map',
        line: 1,
        column: 1,
        endLine: 9,
        entries: [
          entry('a', 1, { ...plain, text: '1', source: '1', line: 1, column: 4, endLine: 1 }),
          entry('b', 2, {
            ...base,
            kind: 'list',
            line: 2,
            column: 4,
            endLine: 4,
            items: [
              { ...plain, text: 'x', source: 'x', line: 2, column: 5, endLine: 2 },
              { ...plain, style: 'quoted', text: 'y', source: 'y', line: 3, column: 3, endLine: 3 },
            ],
          }),
          entry('c', 5, {
            ...plain,
            style: 'block',
            text: 'foo\nbar\n',
            source: '  foo\n  bar\n\n',
            line: 6,
            column: 1,
            endLine: 7,
          }),
          entry('d', 9, { ...plain, text: '', source: '', line: 9, column: 2, endLine: 9 }),
        ],
      },
    ]);
  });

  test('tags, anchors, aliases and merge keys stay nodes', () => {
    const { documents, problems } = parseYaml('a: &x !Ref foo\nb: *x\n<<: *x\n"<<": 1\n');
    expect(problems.map((problem) => problem.code)).toEqual(['duplicate-key']);
    const [root] = documents;
    if (root?.kind !== 'map') throw new Error('a map was expected');
    expect(
      root.entries.map(({ key, merge, value }) => [key, merge, value.kind, value.tag, value.anchor]),
    ).toEqual([
      ['a', false, 'scalar', '!Ref', 'x'],
      ['b', false, 'alias', null, null],
      ['<<', true, 'alias', null, null],
      ['<<', false, 'scalar', null, null],
    ]);
  });

  test('nothing but comments is no document and no problem', () => {
    expect(parseYaml('# only a comment\n')).toEqual({ documents: [], problems: [] });
  });

  test('every document is read', () => {
    expect(parseYaml('a: 1\n---\nb: 2\n').documents.map(({ line }) => line)).toEqual([1, 3]);
  });

  test('a comment that holds a bracket does not close a flow list', () => {
    expect(parseYaml('[a, # ]\n b # ]\n]').documents[0]).toMatchObject({ line: 1, endLine: 3 });
  });
});

describe('problems', () => {
  test.each([
    ['a: 1\n"\\u0061": 2', 'duplicate-key', 2, 1, 'duplicate key "a"; the first is on line 1'],
    ['? [a]\n: b', 'complex-key', 1, 3, 'a key must be a plain word or a quoted text'],
    ['a: {{ .Values.x }}', 'complex-key', 1, 5, 'a key must be a plain word or a quoted text'],
    ['!!binary aG9z: 1', 'complex-key', 1, 10, 'a key with the tag !!binary has no certain name'],
    ['a: *nope', 'unknown-anchor', 1, 4, '"*nope" names no anchor before it'],
    ['a: &a [*a]', 'unknown-anchor', 1, 8, '"*a" names no anchor before it'],
    ['a: &x 1\n---\nb: *x', 'unknown-anchor', 3, 4, '"*x" names no anchor before it'],
    ['[a', 'syntax', 1, 3, 'unexpected end of the stream within a flow collection'],
    ['['.repeat(100), 'too-deep', 1, 64, 'nested deeper than 64 levels'],
  ])('%j', (text, code, line, column, message) => {
    expect(parseYaml(text).problems).toEqual([{ code, line, column, message }]);
  });

  test('more aliases than the cap', () => {
    const text = `a: &a 1\nb: [${'*a,'.repeat(LIMITS.yamlAliases + 1)}]`;
    expect(parseYaml(text)).toEqual({
      documents: [],
      problems: [{ code: 'too-many-aliases', message: 'more than 1000 aliases', line: 1, column: 1 }],
    });
  });

  test('more nodes than the cap', () => {
    const text = `[${'1,'.repeat(LIMITS.treeNodes)}]`;
    expect(parseYaml(text).problems.map(({ code }) => code)).toEqual(['too-many-nodes']);
  });
});

test('never throws, and every line lies in the text', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&a ',
    '*a',
    '!t ',
    '|',
    '>',
    '#',
    '? ',
    ' ',
    '\\',
    '\r',
    '😀',
    '\ud800',
    '---\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((all) => all.join('')),
      ),
      (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line, endLine } of parseYaml(text).documents) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeGreaterThanOrEqual(line);
          expect(endLine).toBeLessThanOrEqual(lines);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
