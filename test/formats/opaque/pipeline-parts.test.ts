// pipeline-parts: what differs in a pipeline that no format understands, and what differs only for people.
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/index.ts';
import { textChange } from '../cases.ts';

const BASE = `stages: [build]
.base: &base { tags: [small] }
build:
  <<: *base
  variables: { REGION: eu, DB_PASSWORD: abcdefgh }
  script: [make]
`;

function told(before: string | null, after: string | null, path = '.gitlab-ci.yml'): unknown {
  const reading = readFile(textChange(path, before, after));
  if (reading.kind !== 'parsed') return reading.kind === 'unreadable' ? reading.problem.why : reading.kind;
  return reading.changes.map(({ opaque, attributes }) => [
    opaque,
    ...attributes.map((one) => [one.path, one.line, one.before, one.after]),
  ]);
}

describe('a pipeline', () => {
  it('is opaque, with each key of a job that differs', () => {
    expect(told(BASE, BASE.replace('[make]', '[make, ./deploy.sh]'))).toEqual([
      [true, ['build.script', 6, ['make'], ['make', './deploy.sh']]],
    ]);
    expect(told(BASE, `${BASE}"deploy it": { script: [x] }\n`)).toEqual([
      [true, ['["deploy it"].script', 7, null, ['x']]],
    ]);
    expect(told(null, BASE)).toEqual([[true]]);
    expect(told(BASE, null)).toEqual([[true]]);
  });

  it('never shows a secret', () => {
    const after = BASE.replace('abcdefgh', 'ijklmnop');
    expect(told(BASE, after)).toEqual([[true, ['build.variables', 5, '(sensitive)', '(sensitive)']]]);
  });

  it.each([
    ['a comment', `# words\n${BASE}`],
    ['layout', BASE.replace('[make]', '\n    - make')],
  ])('says nothing of %s', (_name, after) => {
    expect(told(BASE, after)).toEqual([]);
    expect(told(BASE.replaceAll('\n', '\n\n'), BASE, '.circleci/config.yml')).toEqual([]);
  });

  it.each([
    ['a tag', '[make]', '!reference [make]'],
    ['quotes', 'REGION: eu', 'REGION: "eu"'],
    ['an anchor', 'stages: [build]', 'stages: &base [build]'],
    [
      'order',
      'stages: [build]\n.base: &base { tags: [small] }',
      '.base: &base { tags: [small] }\nstages: [build]',
    ],
  ])('takes %s for a change', (_name, from, to) => {
    expect(told(BASE, BASE.replace(from, to))).toEqual([expect.arrayContaining([true])]);
  });

  it('of another kind keeps its layout', () => {
    const other = 'phases: {}\nversion: 1\n';
    expect(told(other, other.replace(': ', ':  '), 'buildspec.yml')).toEqual([[true]]);
  });

  it('with a key twice is refused where that is new', () => {
    const twice = `${BASE}  script: [evil]\n`;
    expect(told(BASE, twice)).toBe('duplicate-key');
    expect(told(twice, BASE)).toBe('duplicate-key');
    expect(told(twice, `\n${twice}`)).toEqual([[true]]);
    expect(told(twice, `${twice}  variables: {}\n`)).toBe('duplicate-key');
    expect(told(twice, `${twice}  - x\n`)).not.toEqual([[true]]);
  });
});
