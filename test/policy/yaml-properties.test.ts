// What a policy text cannot be read as: other keys than those of the language, other numbers and truths than those written, a policy with a mistake in it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { schemaFiles } from '../../scripts/build-schemas.ts';
import { LIMITS } from '../../src/config/limits.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { PolicyProblem } from '../../src/policy/problem.ts';
import { decide } from './given.ts';

const problemsOf = (text: string): readonly PolicyProblem[] => {
  const parsed = parsePolicy(text);
  return parsed.kind === 'ok' ? [] : parsed.problems;
};

type Schema = {
  readonly $ref?: string;
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: { readonly [name: string]: Schema };
};
type Place = {
  readonly open: string;
  readonly close: string;
  readonly path: string;
  readonly keys: readonly string[];
};

const ROOT = JSON.parse(schemaFiles().get('aigov.schema.json') ?? '{}') as Schema;

/** A list that may be written as one value. */
function listOf(schema: Schema): Schema {
  return schema.anyOf?.find(({ items }) => items !== undefined) ?? schema;
}

/** Every map of the language with the text around it; what refers to itself is entered once. */
function mapsIn(schema: Schema, at: Omit<Place, 'keys'>, entered: readonly string[] = []): readonly Place[] {
  const { $ref: ref, properties, items, additionalProperties: named } = listOf(schema);
  if (ref !== undefined) {
    const target = ROOT.$defs?.[ref.replace('#/$defs/', '')] ?? {};
    return entered.includes(ref) ? [] : mapsIn(target, at, [...entered, ref]);
  }
  const inside = (inner: Schema, open: string, close: string, path: string): readonly Place[] =>
    mapsIn(inner, { open: at.open + open, close: close + at.close, path: at.path + path }, entered);
  if (items !== undefined) return inside(items, '[', ']', '[0]');
  if (properties !== undefined) {
    const members = Object.entries(properties).flatMap(([key, value]) =>
      inside(value, `{ "${key}": `, ' }', at.path === '' ? key : `.${key}`),
    );
    return [{ ...at, keys: Object.keys(properties) }, ...members];
  }
  return typeof named === 'object' ? inside(named, '{ "111122223333": ', ' }', '.111122223333') : [];
}

const MAPS = mapsIn(ROOT, { open: '', close: '', path: '' });
const LOOK_ALIKE: { readonly [letter: string]: string } = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  i: 'і',
  n: 'ｎ',
};

/** One letter left out, doubled, swapped, in another case, of another alphabet, or one that nobody sees. */
function misspelt(key: string): readonly string[] {
  const middle = Math.floor(key.length / 2);
  const spelled = [
    key.slice(1),
    key + key.slice(-1),
    key.slice(0, middle) + (key[middle + 1] ?? '') + (key[middle] ?? '') + key.slice(middle + 2),
    (key[0] ?? '').toUpperCase() + key.slice(1),
    ...Object.entries(LOOK_ALIKE).flatMap(([letter, other]) =>
      key.includes(letter) ? [key.replace(letter, other)] : [],
    ),
    `${key}\u200b`,
    `${key} `,
    key.replace('_', '-'),
    `${key}s`,
  ];
  return [...new Set(spelled)].filter((other) => other !== key && other !== '');
}

describe('POL-15: a misspelt key is an error with a place, never left out in silence', () => {
  test('the language has the maps that are looked at', () => {
    expect(MAPS.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '',
        'environments.111122223333.match',
        'rules[0].require.approvals[0]',
        'rules[0].when',
      ]),
    );
  });

  test.each(MAPS)('in $path', ({ open, close, path, keys }) => {
    const wrong = keys.flatMap(misspelt).filter((key) => !keys.includes(key));
    const missed = wrong.filter((key) => {
      const column = open.length + 3;
      return !problemsOf(`${open}{ ${JSON.stringify(key)}: 1 }${close}`).some(
        (each) => each.code === 'unknown-key' && each.line === 1 && each.column === column,
      );
    });
    expect({ path, missed, some: wrong.length > 0 }).toEqual({ path, missed: [], some: true });
  });

  test('the right key is named, and signs of other alphabets are', () => {
    expect(problemsOf('version: 1\nоwners: [carol]').map(({ message }) => message)).toEqual([
      'unknown key "оwners" (with U+043E, and keys are plain ASCII); did you mean "owners"?',
    ]);
    expect(problemsOf('ｍode: enforce').map(({ message }) => message)).toEqual([
      'unknown key "ｍode" (with U+FF4D, and keys are plain ASCII); did you mean "mode"?',
    ]);
  });
});

const NUMBERS = [
  '"2"',
  "'2'",
  'null',
  '~',
  '',
  '[]',
  '{}',
  '[2]',
  '{ n: 2 }',
  '-1',
  '0',
  '1.5',
  '2.0',
  '.inf',
  '-.inf',
  '.nan',
  '.NaN',
  '1e9',
  '2e0',
  '0x2',
  '0x0',
  '0o2',
  '0b10',
  '02',
  '002',
  '+2',
  '1_0',
  '1,000',
  '2 people',
  'two',
  'no',
  'yes',
  'true',
  'false',
  'on',
  'off',
  '21',
  '100',
  '9007199254740993',
  '22:30',
  '2026-11-21',
  '!!int 2',
  '!!int "2"',
  '!!float 2',
  '!!str 2',
  '*two',
  '&two 2',
  '２',
  '²',
  'Ⅱ',
  '٢',
  '-0',
  '2-',
  '1..2',
  '<2',
  '2%',
  '|\n  2',
  '>\n  2',
  '\u200b2',
  'infinity',
  'NaN',
  'undefined',
];
const TRUTHS = [
  'no',
  'yes',
  'on',
  'off',
  'y',
  'n',
  'No',
  'YES',
  'ON',
  '0',
  '1',
  '"true"',
  "'false'",
  'null',
  '~',
  '',
  '[]',
  '[true]',
  'tRuE',
  't',
  '!!bool true',
  '!!bool no',
  'true false',
  '-true',
  'wahr',
];

describe('POL-16: only what is plainly a number is one, and only true and false are truths', () => {
  test.each(NUMBERS)('count: %j', (value) => {
    const problems = problemsOf(
      `version: 1\nrules:\n- id: r\n  require:\n    approvals:\n    - count: ${value}\n`,
    );
    expect(problems.map(({ severity }) => severity)).toContain('error');
  });

  test.each(['1', '2', '20'])('count: %s', (value) => {
    expect(problemsOf(`rules: [{ id: r, require: { approvals: [{ count: ${value} }] } }]`)).toEqual([]);
  });

  test.each(TRUTHS)('draft: %j', (value) => {
    const problems = problemsOf(`version: 1\nrules:\n- id: r\n  deny: d\n  when:\n    draft: ${value}\n`);
    expect(problems.map(({ severity }) => severity)).toContain('error');
  });

  test.each(['true', 'false', 'True', 'FALSE'])('draft: %s', (value) => {
    expect(problemsOf(`rules: [{ id: r, deny: d, when: { draft: ${value} } }]`)).toEqual([]);
  });

  test('a number never loses a digit on its way into a text', () => {
    const accountsIn = (value: string) => {
      const parsed = parsePolicy(`environments: { prod: { match: { accounts: [${value}] } } }`);
      return parsed.kind === 'ok' ? parsed.document.environments?.['prod']?.match?.accounts : 'refused';
    };
    expect(
      ['012345678901', '111122223333', '1111_2222_3333', '1.11122223333e11', '0x19DF29D1D5'].map(accountsIn),
    ).toEqual([['012345678901'], ['111122223333'], 'refused', 'refused', 'refused']);
  });
});

describe('POL-06: a policy with a mistake never passes', () => {
  const GOOD = readFileSync(new URL('../../policy-examples/regulated-bank.yml', import.meta.url), 'utf8');
  const lines = GOOD.split('\n');
  const written = lines.flatMap((line, index) => (/^\s*[^#\s]/.test(line) ? [index] : []));
  const inLine = (spoil: (line: string) => string): readonly string[] =>
    written.map((index) => lines.with(index, spoil(lines[index] ?? '')).join('\n'));
  const mutants = [
    ...inLine((line) => line.replace(/([a-z_]+):/, '$1x:')),
    ...inLine((line) => `${line} }`),
    ...inLine((line) => `\t${line}`),
    ...inLine((line) => line.replace(/: .*/, ': !!binary AAAA')),
    ...inLine((line) => line.replace(/\S.*/, (text) => `"${text}`)),
    ...inLine((line) => line.slice(0, Math.ceil(line.length / 2))),
    ...inLine((line) => line.replace(/: .*/, ': *gone')),
    ...inLine((line) => line.replace(/\d+/, '-1')),
    ...[10, 50, 90].map((percent) => GOOD.slice(0, Math.floor((GOOD.length * percent) / 100))),
    `${GOOD}# ${'x'.repeat(LIMITS.policyBytes)}\n`,
    `${GOOD}---\n${GOOD}`,
    `${GOOD}x: ${'['.repeat(LIMITS.yamlDepth + 1)}${']'.repeat(LIMITS.yamlDepth + 1)}\n`,
    `${GOOD}x: &a [${'*a, '.repeat(LIMITS.yamlAliases + 1)}]\n`,
    `${GOOD}mode: observe\nmode: observe\n`,
    GOOD.replaceAll('\n', '\u0000\n'),
    '',
    '[]',
    'null',
    '{}}',
    '\ufeff\ufeff',
  ].filter((text) => text !== GOOD);

  test('there are enough of them, and most are no policy', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(200);
    expect(mutants.filter((text) => problemsOf(text).length > 0).length).toBeGreaterThanOrEqual(150);
  });

  test('none of them passes; what is no policy refuses and says so', () => {
    const wrong = mutants.filter((policy) => {
      const { outcome, mode, reasons } = decide({ policy });
      const refused =
        outcome === 'blocked' && mode === 'enforce' && reasons.some(({ code }) => code === 'POLICY_INVALID');
      return outcome === 'pass' || (problemsOf(policy).length > 0 && !refused);
    });
    expect(wrong).toEqual([]);
  });
});
