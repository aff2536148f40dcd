// Whether a file of data says the same on both sides, each against the case that differs in one thing.
import { describe, expect, it } from 'vitest';
import { saysTheSame } from '../../src/formats/same-data.ts';
import fc from '../properties.ts';
import { textChange } from './cases.ts';

const DATA = 'rules:\n- name: a\n  port: 22\n';

describe('a file of data', () => {
  it.each<[string, string, string | null, string | null, boolean]>([
    ['with a comment more', 'a.yaml', DATA, `# x\n${DATA}`, true],
    ['in another layout', 'a.yml', DATA, '{ rules: [{ port: 22, name: "a" }] }\n', true],
    ['of JSON in another layout', 'a.json', '{"a":1}', '{\n  "a": 1\n}\n', true],
    ['with another value', 'a.yaml', DATA, DATA.replace('22', '23'), false],
    ['with a text for a number', 'a.yaml', DATA, DATA.replace('22', '"22"'), false],
    ['with a word that readers take differently', 'a.yaml', 'a: yes\n', 'a: "yes"\n', false],
    ['with a key twice', 'a.yaml', 'a: 1\n', 'a: 1\na: 1\n', false],
    ['with one document more', 'a.yaml', 'a: 1\n', 'a: 1\n---\na: 1\n', false],
    ['that a template fills in', 'a.yaml', 'a: ${b}\n', '# x\na: ${b}\n', false],
    ['that is new', 'a.yaml', null, DATA, false],
    ['that is gone', 'a.yaml', DATA, null, false],
    ['of another kind', 'a.sh', 'a: 1\n', '# x\na: 1\n', false],
  ])('%s', (_name, path, before, after, expected) => {
    expect(saysTheSame(textChange(path, before, after))).toBe(expected);
  });

  it('says the same with any comment before it', () => {
    const comment = fc.string().map((text) => `# ${text.replaceAll(/[^\x20-\x7e]|\$|%/g, '')}\n`);
    fc.assert(
      fc.property(comment, (line) => {
        expect(saysTheSame(textChange('a.yaml', DATA, line + DATA))).toBe(true);
      }),
    );
  });
});
