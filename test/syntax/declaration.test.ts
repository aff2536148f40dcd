// What a description declares, and every way in which its block says nothing.
import { describe, expect, test } from 'vitest';
import { declaredIn, parseDeclaration } from '../../src/syntax/index.ts';
import fc from '../properties.ts';

const block = (text: string): string => `Rotate the key.\n\n\`\`\`aigov\n${text}\n\`\`\`\n`;
const nothing = { scope: null, tools: null, problem: null };

describe('what binds', () => {
  test.each<[string, string, unknown]>([
    [
      'a path or an address',
      'scope: envs/staging/**',
      { ...nothing, scope: [{ names: ['envs/staging/**'] }] },
    ],
    [
      'several',
      'scope: ["envs/staging/**", aws_sqs_queue.jobs]',
      { ...nothing, scope: [{ names: ['envs/staging/**'] }, { names: ['aws_sqs_queue.jobs'] }] },
    ],
    [
      'keys that must all hold',
      'scope: { environments: staging, kinds: [compute, data_store], actions: create }',
      {
        ...nothing,
        scope: [{ environments: ['staging'], kinds: ['compute', 'data_store'], actions: ['create'] }],
      },
    ],
    [
      'tools',
      'tools: [terraform, "Bash(git status)"]',
      { ...nothing, tools: ['terraform', 'Bash(git status)'] },
    ],
    ['no tool', 'tools: []', { ...nothing, tools: [] }],
    ['JSON', '{"tools": ["gh"]}', { ...nothing, tools: ['gh'] }],
    ['digests alone', 'purpose: rotate', null],
  ])('%s', (_name, text, expected) => {
    expect(declaredIn(block(text))).toEqual(expected);
  });

  test('a description without a block', () => {
    expect(declaredIn('Rotate the key.')).toBeNull();
  });
});

describe('what cannot be read is told in a few words, and counts for nothing', () => {
  test.each<[string, string, string]>([
    ['bad YAML', 'scope: [', 'line 1 of the block is not valid YAML'],
    ['a doubled key', 'tools: [a]\ntools: [b]', 'line 2 of the block is not valid YAML'],
    ['no map', '- a', 'it is not a list of keys and values'],
    ['empty', '', 'it is not a list of keys and values'],
    ['two documents', 'tools: [a]\n---\ntools: [b]', 'it is not a list of keys and values'],
    ['an unknown key', 'scpoe: a', 'the key "scpoe" is unknown; did you mean "scope"?'],
    ['a key nobody should read', '"</details>": a', 'a key is unknown'],
    ['an unknown key of a scope', 'scope: { file: a }', 'the key "file" in scope[0] is unknown'],
    ['a scope of nothing', 'scope: {}', 'scope[0]: it names nothing'],
    ['no scope at all', 'scope: []', 'scope: it names nothing'],
    ['braces', 'scope: "envs/{a,b}/**"', 'scope[0].names[0]: write two globs instead of "{a,b}"'],
    ['an unknown kind', 'scope: { kinds: [iam] }', 'scope[0].kinds[0]: this is no kind of change'],
    ['a tool that is no name', 'tools: [{ a: 1 }]', 'tools[0]: a text is expected'],
    [
      'a digest of another kind',
      'prompt_digest: sha1:aa',
      'prompt_digest: "sha256:" and 64 lower-case hexadecimal digits are expected',
    ],
    ['too long', `tools: [${'x, '.repeat(9_000)}]`, 'it is longer than 16384 characters'],
    ['too many tools', `tools: [${'x, '.repeat(201)}]`, 'tools: the list is too long'],
    ['too large a scope', `scope: [${`"${'x'.repeat(200)}", `.repeat(20)}]`, 'scope: the scope is too long'],
  ])('%s', (_name, text, problem) => {
    expect(declaredIn(block(text))).toEqual({ ...nothing, problem });
  });

  test('two blocks', () => {
    expect(declaredIn(block('tools: [a]') + block('tools: [b]'))).toEqual({
      ...nothing,
      problem: 'there is more than one block',
    });
  });
});

test('never throws, and never says anything long', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const declaration = parseDeclaration(block(text));
      if (declaration.kind === 'unreadable') {
        expect(declaration.why.length).toBeLessThan(200);
        expect(declaration.why).not.toMatch(/[\n\r]/);
      }
    }),
  );
});
