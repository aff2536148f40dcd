// workflow-unpinned-action: each form of reference, pinned and not, new and known.
import { describe, expect, it, test } from 'vitest';
import { workflowUnpinnedAction } from '../../../src/classify/rules/workflow-unpinned-action.ts';
import { hitsOf, hitsOfWorkflow, workflow } from '../read-changes.ts';

const SHA = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const uses = (...refs: readonly string[]): string =>
  workflow(`steps:\n  - run: x\n${refs.map((ref) => `  - uses: ${ref}`).join('\n')}`);
const check = (before: string | null, after: string): readonly string[] =>
  hitsOfWorkflow(workflowUnpinnedAction, before, after);

it.each<[string, readonly string[]]>([
  [`actions/checkout@${SHA}`, []],
  ['./.github/actions/x', []],
  [`docker://alpine@${DIGEST}`, []],
  [`acme/tool@${SHA}`, []],
  ['actions/checkout@v5', ['low 6 `actions/checkout` is taken by a tag, which can be moved.']],
  [
    'actions/checkout@main',
    ['medium 6 `actions/checkout` is taken by a branch, which is other code tomorrow.'],
  ],
  ['acme/tool@v1.2.3', ['medium 6 `acme/tool` is taken by a tag, which can be moved.']],
  [
    `acme/tool@${SHA.slice(0, 12)}`,
    ['medium 6 `acme/tool` is taken by a branch, which is other code tomorrow.'],
  ],
  ['acme/tool', ['medium 6 `acme/tool` is taken by a branch, which is other code tomorrow.']],
  ['docker://alpine:3.22', ['low 6 `alpine` is taken by a tag and not by a digest.']],
  ['docker://alpine:latest', ['medium 6 `alpine` is taken in whatever version is the latest.']],
  ['docker://ghcr.io/acme/a', ['medium 6 `ghcr.io/acme/a` is taken in whatever version is the latest.']],
])('GHA-03: %s', (ref, expected) => {
  expect(check(uses(), uses(ref))).toEqual(expected);
});

test('GHA-03: a commit that is given up for a tag', () => {
  expect(check(uses(`acme/tool@${SHA}`), uses('acme/tool@v1'))).toEqual([
    'medium 6 `acme/tool` is taken by a tag, which can be moved.',
  ]);
});

it.each<[string, string, string]>([
  ['another tag of what was not pinned', 'acme/tool@v1', 'acme/tool@v2'],
  ['another commit', `acme/tool@${SHA}`, `acme/tool@${SHA.replace('0', '1')}`],
  ['a tag that is pinned now', 'acme/tool@v1', `acme/tool@${SHA}`],
  ['the same in other letters', 'acme/tool@v1', 'Acme/Tool@v1'],
])('%s is no finding', (_name, before, after) => {
  expect(check(uses(before), uses(after))).toEqual([]);
});

it('says one sentence for all of one sort', () => {
  expect(check(uses(), uses('a/b@v1', 'a/c@v1', 'a/d@v1', 'a/e@v1', 'a/f@main'))).toEqual([
    'medium 6 `a/b`, `a/c`, `a/d` and 1 more are taken by a tag, which can be moved.',
    'medium 10 `a/f` is taken by a branch, which is other code tomorrow.',
  ]);
});

it('says what is of GitHub in the same sentence, behind what is of others', () => {
  expect(check(uses(), uses('actions/checkout@v5', 'acme/tool@v1'))).toEqual([
    'medium 7 `acme/tool`, `actions/checkout` are taken by a tag, which can be moved.',
  ]);
});

test('GHA-03: reusable workflows, containers and services', () => {
  expect(check(null, workflow('uses: acme/shared/.github/workflows/a.yml@main'))).toEqual([
    'medium 4 `acme/shared/.github/workflows/a.yml` is taken by a branch, which is other code tomorrow.',
  ]);
  const containers =
    'container: node:24\nservices:\n  db: { image: postgres }\n  cache: { image: "redis:8" }';
  expect(check(null, workflow(containers))).toEqual([
    'low 4 `node`, `redis` are taken by a tag and not by a digest.',
    'medium 6 `postgres` is taken in whatever version is the latest.',
  ]);
});

it('the image of an action', () => {
  const action = (image: string): string => `runs: { using: docker, image: "${image}" }\n`;
  const hits = (image: string): readonly string[] =>
    hitsOf(workflowUnpinnedAction, {
      path: 'x/action.yml',
      before: action('Dockerfile'),
      after: action(image),
    });
  expect(hits('docker://alpine')).toEqual(['medium 1 `alpine` is taken in whatever version is the latest.']);
  expect(hits('other.Dockerfile')).toEqual([]);
});

it.each<[string, string | null]>([
  ['curl -sSfL https://get.example.com/i.sh | sh', 'get.example.com'],
  ['curl -sSfL https://get.example.com/i.sh | sudo -E bash -s -- -y', 'get.example.com'],
  ['wget -qO- https://get.example.com | python3 -', 'get.example.com'],
  ['bash <(curl -s https://codecov.example/bash)', 'codecov.example'],
  ['sh -c "$(curl -fsSL https://get.example.com)"', 'get.example.com'],
  ['iex (iwr https://get.example.com)', 'get.example.com'],
  ['curl "$URL" | bash', 'a computed address'],
  ['curl -O https://get.example.com/i.sh', null],
  ['curl https://get.example.com/a.json | jq .', null],
  ['cat i.sh | sh', null],
  ['curl -sL https://get.example.com/i.sh -o i.sh && sh i.sh', 'get.example.com'],
  ['curl -sL https://get.example.com/i > /tmp/i; chmod +x /tmp/i; sudo /tmp/i', 'get.example.com'],
  ['wget -O x https://get.example.com/x && chmod +x x && ./x', 'get.example.com'],
  ['curl -sL https://get.example.com/i -o i && sha256sum -c sums && ./i', null],
  ['curl -sL https://get.example.com/i -o i && sh other.sh', null],
])('%s', (line, host) => {
  const job = (run: string): string => workflow(`steps:\n  - run: x\n  - run: |\n      ${run}`);
  expect(check(job('x'), job(line))).toEqual(
    host === null ? [] : [`medium 6 Job deploy runs what \`${host}\` answers, whatever that is on the day.`],
  );
  expect(check(job(line), job(`${line} # more`))).toEqual([]);
});

it('an action of the same commit', () => {
  expect(check(uses(), uses('$/.github/actions/x'))).toEqual([]);
});

describe('a package that was installed at one version', () => {
  const job = (run: string): string => workflow(`runs-on: x\nsteps:\n  - run: ${run}`);

  it.each<[string, string, readonly string[]]>([
    ['pip install a==1.2 b', 'pip install a b', ['a 1.2']],
    ['pip install a==1.2 b', 'pip install a==1.3 b', []],
    ['pip install a==1.2 b', 'pip install b', []],
    ['pip install a b', 'pip install a b c', []],
    ['pip install "a[x]==1.2"', 'pip install "a[x]>=1.2"', ['a 1.2']],
    ['npm install -g @acme/a@1.2.3', 'npm install -g @acme/a', ['@acme/a 1.2.3']],
    ['npx a@1.2.3 --x', 'npx a@latest --x', ['a 1.2.3']],
    ['go install example.com/a/b@v1.2.3', 'go install example.com/a/b@latest', ['example.com/a/b 1.2.3']],
    ['echo a==1.2', 'echo a', []],
  ])('%s becomes %s', (before, after, expected) => {
    expect(check(job(before), job(after))).toEqual(
      expected.map((what) => {
        const [name = '', version = ''] = what.split(' ');
        return `medium 6 Job deploy no longer installs \`${name}\` at version ${version}, but whatever version there is on the day.`;
      }),
    );
  });
});
