// Every snippet of a policy on a page, and every equivalent on the page for newcomers, is of the language as it is: completed to a policy, none is an error.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePolicy, policySchema } from '../src/policy/index.ts';
import { check } from './policy/lint/given.ts';

const page = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block = '']) => block,
  );

/** What snippets name and leave to the reader. */
const AROUND: { readonly [key: string]: string } = {
  version: '1',
  environments:
    '{ prod: { data: restricted, match: { paths: ["envs/prod/**"] } }, staging: { match: { paths: ["envs/staging/**"] } } }',
  actors:
    '{ agents: { copilot: { identities: [{ github: 198982749 }], environments: [staging] }, checker: { identities: [{ github: 1001 }], roles: [validator], environments: [staging] } } }',
  deploy: '{ staging: { … } }',
};
const TARGET =
  'environment: staging, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/deploy", region: eu-west-1';

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
const asRule = (part: string): string => `- id: r\n${indented(part)}`;

/** A snippet is a whole policy, some of its keys, rules, or keys of a rule. */
function policyOf(snippet: string): string {
  if (/^version:/m.test(snippet)) return snippet;
  const whens = snippet.startsWith('when:') ? snippet.trim().split(/\n(?=when:)/) : [];
  const rules =
    whens.length > 0
      ? whens.map((when, at) => asRule(`${when}\ndeny: no`).replace('id: r', `id: r${at}`))
      : [];
  const named =
    rules.length > 0
      ? `rules:\n${indented(rules.join('\n'))}\n`
      : snippet.startsWith('- ')
        ? `rules:\n${indented(snippet)}`
        : snippet.startsWith('require:')
          ? `rules:\n${indented(asRule(snippet))}`
          : snippet;
  const missing = Object.entries(AROUND).filter(([key]) => !new RegExp(`^${key}:`, 'm').test(named));
  return [...missing.map(([key, value]) => `${key}: ${value}\n`), named].join('').replaceAll('…', TARGET);
}

const problems = (snippet: string): readonly string[] =>
  check(policyOf(snippet))
    // Their files and further layers are not here.
    .filter(({ code }) => code !== 'layer-not-given')
    .map(
      ({ line, code, message }) => `${policyOf(snippet).split('\n')[line - 1] ?? ''}: ${code}: ${message}`,
    );

describe('the guide', () => {
  const guide = page('docs/policy/guide.md');

  test('is seen', () => {
    expect([blocks(guide, 'yaml').length, blocks(guide, 'cedar').length]).toEqual([10, 1]);
  });

  test.each(blocks(guide, 'yaml'))('%s', (snippet) => {
    expect(problems(snippet)).toEqual([]);
  });

  test.each(blocks(guide, 'cedar'))('%s', (text) => {
    const part = { kind: 'file', source: 'x.cedar', path: '.aigov/x.cedar', text } as const;
    const policy = 'version: 1\npolicies: [".aigov/*.cedar"]\n';
    const repository = { kind: 'file', source: '.aigov.yml', text: policy, parts: [part] } as const;
    expect(compilePolicy({ repository, floor: { kind: 'absent' } }).kind).toBe('ok');
  });
});

test.each(
  ['README.md', 'docs/quickstart.md', 'docs/agents.md'].flatMap((path) =>
    blocks(page(path), 'yaml')
      .filter((block) => policySchema.shape[/^\w+/m.exec(block)?.[0] as 'rules'] !== undefined)
      .map((block) => [path, block] as const),
  ),
)('%s: %s', (_, snippet) => {
  expect(problems(snippet)).toEqual([]);
});

/** Names that stand for a value, and lists that are left to the reader. */
function filled(code: string): string {
  return code
    .replaceAll('[…]', '["a/**"]')
    .replaceAll('{ name, app_id }', '{ name: a, app_id: 1 }')
    .replaceAll('{ count, from }', '{ count: 1, from: [bob] }')
    .replaceAll('{ count, ', '{ count: 1, ');
}

describe('the page for those who come from policy-bot', () => {
  const codes = [
    ...page('docs/policy/coming-from-policy-bot.md').matchAll(
      /`((?:when|require|approvals|extends): [^`]+)`/g,
    ),
  ].map(([, code = '']) => filled(code));

  test('is seen', () => {
    expect(codes.length).toBeGreaterThan(15);
  });

  test.each(codes)('%s', (code) => {
    const key = code.startsWith('approvals:') ? `require: { ${code} }` : code;
    const errors = check(policyOf(`${key}\n`)).filter(({ severity }) => severity === 'error');
    expect(errors.filter(({ code: own }) => own !== 'layer-not-given')).toEqual([]);
  });
});
