// What a Cedar file may hold, and where a mistake in it is shown.
import { expect, test } from 'vitest';
import { readCedar } from '../../../src/policy/cedar/read-cedar.ts';

const problems = (text: string): readonly string[] => {
  const read = readCedar(text);
  return read.kind === 'ok'
    ? []
    : read.problems.map(({ code, line, column, message }) => `${line}:${column} ${code} ${message}`);
};

test('each policy is a rule of its name, in the order of the file, at its place', () => {
  const text = `// Rüles
@id("no-night-work")
@deny("Nothing is merged in a freeze.")
forbid (principal, action, resource) when { context.labels.contains("freeze") };

  @id("two-for-keys") @require("2:@acme/security, carol; 1") @mode("observe") @description("x")
forbid (principal, action == Action::"change", resource) when { resource.kinds.contains("encryption") };
@id("bare") forbid (principal is Actor, action == Action::"merge", resource) unless { context.draft };`;
  expect(readCedar(text)).toEqual({
    kind: 'ok',
    policies: [
      expect.objectContaining({
        line: 2,
        column: 1,
        rule: { id: 'no-night-work', deny: 'Nothing is merged in a freeze.' },
      }),
      expect.objectContaining({
        line: 6,
        column: 3,
        rule: {
          id: 'two-for-keys',
          mode: 'observe',
          description: 'x',
          require: { approvals: [{ count: 2, from: ['@acme/security', 'carol'] }, { count: 1 }] },
        },
      }),
      expect.objectContaining({ line: 8, rule: { id: 'bare', deny: 'The Cedar policy bare forbids this.' } }),
    ],
  });
});

test('more than ten policies keep their places', () => {
  const text = Array.from(
    { length: 12 },
    (_, i) => `@id("p${i}") forbid (principal, action, resource) when { context.changes == ${i} };`,
  );
  const read = readCedar(text.join('\n'));
  expect(read.kind === 'ok' && read.policies.map(({ rule, line }) => `${rule.id}@${line}`)).toEqual(
    text.map((_, i) => `p${i}@${i + 1}`),
  );
});

const any = 'forbid (principal, action, resource)';

test.each<readonly [string, unknown]>([
  ['', '1:1 empty there is no policy in it'],
  [`@id("ä")\nforbid (principal action);`, '2:19 cedar-syntax unexpected token `action`'],
  [
    `// ä\n@id("x") forbid (principal, action == Action::"change", resource) when { resource.kinnds == "x" };`,
    '2:74 cedar attribute `kinnds` on entity type `Change` not found; did you mean `kinds`?',
  ],
  [`@id("x") ${any} when { context.changes > "many" };`, expect.stringMatching(/^1:\d+ cedar .*Long/)],
  [
    `@id("x") forbid (principal, action == Action::"change", resource is PullRequest);`,
    expect.stringMatching(/^1:1 cedar .*(?:applicable action|impossible)/),
  ],
  [
    `\n@id("x") permit (principal, action, resource);`,
    expect.stringMatching(/^2:1 cedar-permit a "permit" gives nothing/),
  ],
  [
    `@id("x") forbid (principal == ?principal, action, resource);`,
    '1:1 cedar-template templates are not evaluated',
  ],
  [`${any};`, '1:1 cedar-annotation a policy needs @id("name"): it is named in every reason it gives'],
  [`@id ${any};`, expect.stringMatching(/^1:1 cedar-annotation @id/)],
  [`@id("a b") ${any};`, expect.stringMatching(/^1:1 cedar-annotation @id: a name has letters/)],
  [
    `@id("x") @requires("1") ${any};`,
    '1:1 cedar-annotation unknown annotation @requires; did you mean @require?',
  ],
  [
    `@id("x") @deny("No.") @require("1") ${any};`,
    expect.stringMatching(/^1:1 cedar-annotation a policy has @deny or @require/),
  ],
  [`@id("x") @deny("") ${any};`, expect.stringMatching(/^1:1 cedar-annotation @deny/)],
  [`@id("x") @mode("loud") ${any};`, expect.stringMatching(/^1:1 cedar-annotation @mode/)],
  ...['', '0', '-1', '1.5', '99', '@acme/security', '1:', '1:a b', '1:2:3', '1:@a/b;'].map(
    (require) =>
      [
        `@id("x") @require("${require}") ${any};`,
        expect.stringMatching(/^1:1 cedar-annotation @require: entries such as/),
      ] as const,
  ),
])('%s', (text, problem) => {
  expect(problems(text)[0]).toEqual(problem);
});

test('a file that is too large is not read', () => {
  expect(problems(`// ${'x'.repeat(70_000)}`)).toEqual([
    '1:1 too-large a Cedar file has at most 65536 bytes',
  ]);
});
