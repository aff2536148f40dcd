// workflow-required-job-removed: checks that are removed, softened, or no longer waited for.
import { describe, expect, it } from 'vitest';
import { workflowRequiredJobRemoved } from '../../../src/classify/rules/workflow-required-job-removed.ts';
import { changeOf, diffOf } from '../example-change.ts';
import { hitsOfWorkflow, readChanges, workflow } from '../read-changes.ts';

const hits = (before: string, after: string): readonly string[] =>
  hitsOfWorkflow(workflowRequiredJobRemoved, before, after);
const jobs = (...lines: readonly string[]): string =>
  `on: push\njobs:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const steps = (...lines: readonly string[]): string =>
  workflow(`runs-on: x\nsteps:\n  - run: echo\n${lines.map((line) => `  - ${line}`).join('\n')}`);

describe('a job', () => {
  const KEPT = 'deploy: { runs-on: x }';

  it.each<[string, readonly string[]]>([
    ['unit-tests: { runs-on: x }', ['medium - Job unit-tests, which checks something, is removed.']],
    ['a: { runs-on: x, name: Security review }', ['medium - Job a, which checks something, is removed.']],
    [
      'a: { uses: acme/x/.github/workflows/lint.yml@v1 }',
      ['medium - Job a, which checks something, is removed.'],
    ],
    [
      'a: { runs-on: x, steps: [{ id: b, run: terraform -chdir=x plan }] }',
      ['medium - Job a, with its step "b", is removed.'],
    ],
    ['a: { runs-on: x, steps: [{ run: make }] }', []],
    ['a: { runs-on: x, steps: [{ uses: actions/checkout@v5 }] }', []],
    ['upload-test-results: { runs-on: x }', []],
  ])('%s', (job, expected) => {
    expect(hits(jobs(KEPT, job), jobs(KEPT))).toEqual(expected);
  });

  it('that only has another id, or stands in another file, is not removed', () => {
    const test = 'test: { runs-on: x, steps: [{ run: make }] }';
    expect(hits(jobs(test), jobs(test.replace('test', 'compile')))).toEqual([]);
    const before = jobs(KEPT, test);
    const moved = changeOf({ action: 'create', address: 'jobs.test', file: '.github/workflows/test.yml' });
    const sides = { path: '.github/workflows/deploy.yml', before, after: jobs(KEPT) };
    const diff = diffOf({ changes: [...readChanges(sides), moved] });
    expect(hitsOfWorkflow(workflowRequiredJobRemoved, before, jobs(KEPT), { diff })).toEqual([]);
  });
});

describe('a job with another id', () => {
  const STEPS = ['{ uses: acme/a@v1 }', '{ name: Check the release, run: make check }'];
  const job = (id: string, ...some: readonly string[]): string =>
    `${id}: { runs-on: x, steps: [${some.join(', ')}] }`;
  const deploy = (needs: string): string => `deploy: { runs-on: x, environment: prod, needs: [${needs}] }`;
  const BEFORE = jobs(job('verify-staging', ...STEPS), deploy('verify-staging'));

  it.each<[string, string, readonly string[]]>([
    ['that checks more', jobs(job('verify-lower', ...STEPS, '{ run: more }'), deploy('verify-lower')), []],
    [
      'that checks less',
      jobs(job('verify-lower', STEPS[1] ?? ''), deploy('verify-lower')),
      [
        'medium 4 Job deploy no longer waits for job verify-staging.',
        'medium - Job verify-staging, which checks something, is removed.',
      ],
    ],
    [
      'that may fail',
      jobs(
        job('verify-lower', ...STEPS).replace('runs-on: x', 'runs-on: x, continue-on-error: true'),
        deploy('verify-lower'),
      ),
      [
        'medium 4 Job deploy no longer waits for job verify-staging.',
        'medium - Job verify-staging, which checks something, is removed.',
      ],
    ],
    [
      'that has a condition',
      jobs(
        job('verify-lower', ...STEPS).replace('runs-on: x', 'runs-on: x, if: inputs.verify'),
        deploy('verify-lower'),
      ),
      [
        'medium 4 Job deploy no longer waits for job verify-staging.',
        'medium - Job verify-staging, which checks something, is removed.',
      ],
    ],
    [
      'that nothing waits for',
      jobs(job('verify-lower', ...STEPS, '{ run: more }'), deploy('')),
      ['medium 4 Job deploy no longer waits for job verify-staging.'],
    ],
    [
      'whose words are joined in another way, and that may fail',
      jobs(
        job('verify_staging', ...STEPS).replace('runs-on: x', 'runs-on: x, continue-on-error: true'),
        deploy('verify_staging'),
      ),
      ['medium 3 Job verify_staging can no longer stop anything: `continue-on-error`.'],
    ],
    [
      'whose words are joined in another way, and that checks less',
      jobs(job('verify_staging', STEPS[0] ?? ''), deploy('verify_staging')),
      ['medium - Step "Check the release" of job verify_staging, which checks something, is removed.'],
    ],
  ])('%s', (_name, after, expected) => {
    expect(hits(BEFORE, after)).toEqual(expected);
  });

  it('that is a check by its old id alone can still be softened', () => {
    const [before, after] = [job('lint_all', '{ run: a }'), job('all', '{ run: a }')];
    expect(hits(jobs(before), jobs(after))).toEqual([]);
    expect(hits(jobs(before), jobs(after.replace('run: a', 'run: a || true')))).toEqual([
      'medium - Job lint_all, which checks something, is removed.',
    ]);
  });
});

describe('a step', () => {
  const LINT = '{ name: Lint, run: npm run lint }';
  const GONE = ['medium - Step "Lint" of job deploy, which checks something, is removed.'];

  it.each<[string, string, string, readonly string[]]>([
    ['that is waited for', `{ runs-on: x, steps: [${LINT}] }`, 'needs: build', []],
    ['that nobody waits for', `{ runs-on: x, steps: [${LINT}] }`, 'env: {}', GONE],
    ['that is waited for in vain', `{ runs-on: x, steps: [${LINT}] }`, 'needs: build, if: always()', GONE],
    ['that may not run', `{ runs-on: x, if: "github.ref == 'a'", steps: [${LINT}] }`, 'needs: build', GONE],
    ['that may fail', `{ runs-on: x, continue-on-error: true, steps: [${LINT}] }`, 'needs: build', GONE],
    [
      'where it does another thing',
      '{ runs-on: x, steps: [{ name: Lint, run: echo }] }',
      'needs: build',
      GONE,
    ],
  ])('that moves to a job %s', (_name, build, deploy, expected) => {
    const before = jobs(`deploy: { runs-on: x, steps: [{ run: echo }, ${LINT}] }`);
    const after = jobs(`build: ${build}`, `deploy: { runs-on: x, ${deploy}, steps: [{ run: echo }] }`);
    expect(hits(before, after)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['{ name: Lint, run: a }', ['medium - Step "Lint" of job deploy, which checks something, is removed.']],
    [
      '{ uses: aquasecurity/trivy-action@v1 }',
      ['medium - Step "aquasecurity/trivy-action" of job deploy, which checks something, is removed.'],
    ],
    ['{ id: a, run: npm test }', ['medium - Step "a" of job deploy, which checks something, is removed.']],
    ['{ name: Upload scan results, run: a }', []],
    ['{ name: Install test tools, run: npm test }', []],
    ['{ name: Build, run: make }', []],
  ])('%s', (step, expected) => {
    expect(hits(steps(step), steps())).toEqual(expected);
  });

  it('that is replaced by one of that name', () => {
    expect(
      hits(steps('{ name: Run tests, run: make test }'), steps('{ name: All tests, run: echo }')),
    ).toEqual(['low - Step "Run tests" of job deploy, which checks something, is replaced.']);
  });
});

describe('what may fail', () => {
  it.each<[string, string, readonly string[]]>([
    [
      '{ name: Test, run: a }',
      '{ name: Test, run: a, continue-on-error: true }',
      ['medium 7 Step "Test" of job deploy can no longer stop anything: `continue-on-error`.'],
    ],
    [
      '{ name: Test, run: a }',
      '{ name: Test, run: a, if: false }',
      ['medium 7 Step "Test" of job deploy can no longer stop anything: `if: false`.'],
    ],
    [
      '{ name: Test, run: a }',
      '{ name: Test, run: a, if: "${{ false }}" }',
      ['medium 7 Step "Test" of job deploy can no longer stop anything: `if: false`.'],
    ],
    [
      '{ name: Test, run: a }',
      '{ name: Test, run: "a || true" }',
      ['medium 7 Step "Test" of job deploy can no longer stop anything: `|| true`.'],
    ],
    ['{ name: Test, run: a }', '{ name: Test, run: a, continue-on-error: false }', []],
    ['{ name: Test, run: a }', '{ name: Test, run: a, if: "always()" }', []],
    [
      '{ name: Test, run: a, continue-on-error: true }',
      '{ name: Test, run: b, continue-on-error: true }',
      [],
    ],
    ['{ name: Build, run: a }', '{ name: Build, run: a, continue-on-error: true }', []],
  ])('%s becomes %s', (before, after, expected) => {
    expect(hits(steps(before), steps(after))).toEqual(expected);
  });

  it('a whole job', () => {
    expect(hits(jobs('test: { runs-on: x }'), jobs('test: { runs-on: x, continue-on-error: true }'))).toEqual(
      ['medium 3 Job test can no longer stop anything: `continue-on-error`.'],
    );
  });
});

describe('what is waited for', () => {
  const BUILD = 'build: { runs-on: x, steps: [{ run: make }] }';

  it('a deployment that no longer waits, and a job that does not deploy', () => {
    const waits = (id: string, needs: string): string =>
      jobs(BUILD, `${id}: { runs-on: x, needs: [${needs}] }`);
    expect(hits(waits('deploy', 'build'), waits('deploy', ''))).toEqual([
      'medium 4 Job deploy no longer waits for job build.',
    ]);
    expect(hits(waits('notify', 'build'), waits('notify', ''))).toEqual([]);
    expect(hits(waits('notify', 'test'), waits('notify', ''))).toEqual([
      'medium 4 Job notify no longer waits for job test.',
    ]);
  });

  it('a job that has another id now', () => {
    const of = (id: string): string =>
      jobs(BUILD.replace('build', id), `deploy: { runs-on: x, needs: ${id} }`);
    expect(hits(of('build'), of('compile'))).toEqual([]);
  });
});

it('an event before the merge', () => {
  const on = (events: string, job = 'runs-on: x\nname: Test'): string => workflow(job, `on: [${events}]`);
  expect(hits(on('pull_request', 'runs-on: x'), on('push', 'runs-on: x'))).toEqual([
    'low - This workflow no longer runs on `pull_request`.',
  ]);
  expect(hits(on('push, pull_request, merge_group'), on('push'))).toEqual([
    'medium - This workflow no longer runs on `pull_request`.',
    'medium - This workflow no longer runs on `merge_group`.',
  ]);
  expect(hits(on('push, pull_request'), on('pull_request'))).toEqual([]);
});

describe('pull requests that it no longer runs for', () => {
  const on = (filter: string, name = 'test'): string =>
    `on:\n  pull_request:\n    types: [opened]\n${filter}jobs:\n  ${name}: { runs-on: x }\n`;
  const told = (message: string): readonly string[] => [
    `medium 4 This workflow, which checks something, ${message}.`,
  ];

  it.each<[string, string, string, readonly string[]]>([
    [
      'paths that are left out',
      '',
      '    paths-ignore: ["infra/**"]\n',
      told('no longer runs for `infra/**` (`pull_request.paths-ignore`)'),
    ],
    [
      'more of them',
      '    paths-ignore: [docs/**]\n',
      '    paths-ignore: [docs/**, infra/**]\n',
      told('no longer runs for `infra/**` (`pull_request.paths-ignore`)'),
    ],
    ['fewer of them', '    paths-ignore: [docs/**, infra/**]\n', '    paths-ignore: [docs/**]\n', []],
    [
      'a first filter',
      '',
      '    paths: [src/**]\n',
      told('now runs for `src/**` alone (`pull_request.paths`)'),
    ],
    [
      'a path that goes',
      '    paths: [src/**, infra/**]\n',
      '    paths: [src/**]\n',
      told('no longer runs for `infra/**` (`pull_request.paths`)'),
    ],
    [
      'a path that is taken back',
      '    paths: [src/**]\n',
      '    paths: [src/**, "!src/x"]\n',
      told('no longer runs for `!src/x` (`pull_request.paths`)'),
    ],
    ['a path that comes', '    paths: [src/**]\n', '    paths: [src/**, infra/**]\n', []],
    ['a filter that goes', '    paths: [src/**]\n', '', []],
    [
      'notes that are left out',
      '',
      '    paths-ignore: ["docs/**", "**/*.md", LICENSE]\n',
      [
        'low 4 This workflow, which checks something, no longer runs for `docs/**`, `**/*.md`, `LICENSE` (`pull_request.paths-ignore`).',
      ],
    ],
    ['any branch', '    branches: ["*"]\n', '    branches: ["**"]\n', []],
    ['branches', '', '    branches: [main]\n', told('now runs for `main` alone (`pull_request.branches`)')],
  ])('%s', (_name, before, after, expected) => {
    expect(hits(on(before), on(after))).toEqual(expected);
    expect(hits(on(before, 'make'), on(after, 'make'))).toEqual([]);
  });
});

it.each<[string, string, readonly string[]]>([
  ['[opened, synchronize, reopened, labeled]', 'the usual and more', []],
  [
    '[opened, reopened]',
    'not every push',
    [
      'medium 3 This workflow, which checks something, no longer runs for `synchronize` (`pull_request.types`).',
    ],
  ],
])('types %s: %s', (types, _name, expected) => {
  const before = 'on:\n  pull_request:\njobs:\n  test: { runs-on: x }\n';
  expect(hits(before, before.replace('request:', `request:\n    types: ${types}`))).toEqual(expected);
});

describe('a deployment', () => {
  const job = (lines: string): string => workflow(`runs-on: x\nneeds: build\n${lines}steps: []`);

  it.each<[string, string, readonly string[]]>([
    [
      '',
      'if: always()\n',
      ['medium 6 Job deploy now starts even where what it waits for has failed (`always()`).'],
    ],
    ['', 'if: ${{ !cancelled() && success() }}\n', [expect.stringContaining('starts even where')]],
    ['', "if: github.ref == 'refs/heads/main'\n", []],
    ['if: failure()\n', 'if: always()\n', []],
    [
      'concurrency: prod\n',
      '',
      ['low - Job deploy no longer waits for other runs of its kind (`concurrency`).'],
    ],
    ['concurrency: prod\n', 'concurrency: other\n', []],
  ])('%j to %j', (before, after, expected) => {
    expect(hits(job(before), job(after))).toEqual(expected);
  });

  it('a job that deploys nothing, or waits for nothing, starts as it likes', () => {
    const notify = job('').replace('deploy:', 'notify:');
    expect(hits(notify, notify.replace('steps', 'if: always()\n    steps'))).toEqual([]);
    const alone = job('').replace('    needs: build\n', '');
    expect(hits(alone, alone.replace('steps', 'if: always()\n    steps'))).toEqual([]);
  });
});

describe('a check that is made to hold always', () => {
  const test = (rest: string): string => `{ name: Test, ${rest} }`;
  const SOFT = (by: string): readonly string[] => [
    `medium 7 Step "Test" of job deploy can no longer stop anything: ${by}.`,
  ];

  it.each<[string, readonly string[]]>([
    ['run: a, if: 1 == 2', SOFT('`if` with a condition that never holds')],
    ['run: a, if: "${{ !true }}"', SOFT('`if` with a condition that never holds')],
    [`run: a, if: "'a' != 'a'"`, SOFT('`if` with a condition that never holds')],
    ['run: a, if: "true && false"', SOFT('`if` with a condition that never holds')],
    ['run: a, continue-on-error: "${{ true }}"', SOFT('`continue-on-error`')],
    ['run: "a\\nexit 0"', SOFT('`exit 0` at its end')],
    ['run: "set +e\\na"', SOFT('`set +e`')],
    ['run: "echo a"', SOFT('its script does nothing')],
    ['run: "true"', SOFT('its script does nothing')],
    ['run: "# a\\n:"', SOFT('its script does nothing')],
    ['run: a, if: 1 == 1', []],
    ['run: a, if: true', []],
    ['run: a, if: "!false"', []],
    ['run: a, if: "!cancelled()"', []],
    [`run: a, if: "github.ref == 'x'"`, []],
    ['run: a, continue-on-error: "${{ matrix.new }}"', []],
    ['run: "set +e\\na\\nexit $?"', []],
    ['run: "echo a | b"', []],
  ])('%s', (rest, expected) => {
    expect(hits(steps(test('run: a')), steps(test(rest)))).toEqual(expected);
  });

  it('with the whole job', () => {
    const job = (more: string): string => jobs(`build: { runs-on: x, ${more}steps: [{ run: npm test }] }`);
    expect(hits(job(''), job('continue-on-error: true, '))).toEqual([
      'medium 3 Job build can no longer stop anything: `continue-on-error`.',
    ]);
    expect(hits(job(''), job('timeout-minutes: 5, '))).toEqual([]);
  });

  it('by a script that only prints what it ran', () => {
    expect(hits(steps('{ id: x, run: npm test }'), steps('{ id: x, run: npm ci }'))).toEqual([
      'medium 7 Step "x" of job deploy no longer checks what it did.',
    ]);
    expect(hits(steps('{ id: x, run: npm test }'), steps('{ id: x, run: echo npm test }'))).toHaveLength(1);
    expect(hits(steps('{ id: x, run: npm test }'), steps('{ id: x, run: npm test --all }'))).toEqual([]);
  });
});

it('a job that takes the name of a check', () => {
  const real = 'lint: { name: Unit tests, runs-on: x, steps: [{ run: npm test }] }';
  const renamed = real.replace('Unit tests', 'Unit tests (old)');
  const fake = 'noop: { name: Unit tests, runs-on: x, steps: [] }';
  const told = 'medium 4 Job noop now reports as `Unit tests`, which was the check of job lint.';
  expect(hits(jobs(real), jobs(renamed, fake))).toEqual([told]);
  expect(hits(jobs(real), jobs(fake))[0]).toContain('now reports as `Unit tests`');
  expect(hits(jobs(real), jobs(real, fake))).toEqual([]);
});

describe('a condition that is a text', () => {
  const told = (condition: string): readonly string[] =>
    hits(
      workflow('runs-on: x\nsteps:\n  - { id: a, run: make }'),
      workflow(`runs-on: x\nsteps:\n  - { id: a, run: make, if: ${JSON.stringify(condition)} }`),
    );
  const HIT = [
    'medium 6 The condition of step "a" of job deploy holds always, since text stands around its expression.',
  ];

  it.each<[string, readonly string[]]>([
    ['${{ github.actor }} == alice', HIT],
    ['${{ a }} && ${{ b }}', HIT],
    ['${{ github.actor == 1 }}', []],
    [' ${{ github.actor == 1 }} ', []],
    ["github.actor == 'alice'", []],
  ])('%s', (condition, expected) => {
    expect(told(condition)).toEqual(expected);
  });

  it('of a job', () => {
    const job = (condition: string): string =>
      workflow(`runs-on: x\nif: ${JSON.stringify(condition)}\nsteps: []`);
    expect(hits(job('a == 1'), job('${{ a }} == 1'))).toEqual([
      'medium 5 The condition of job deploy holds always, since text stands around its expression.',
    ]);
    expect(hits(job('${{ a }} == 1'), job('${{ b }} == 1'))).toEqual([]);
  });
});

describe('a job that is skipped for some', () => {
  const job = (condition: string, step = 'make test'): string =>
    workflow(`runs-on: x\nif: ${JSON.stringify(condition)}\nsteps:\n  - run: ${step}`);

  it.each([["github.actor != 'bot'"], ["!contains(github.event.pull_request.labels.*.name, 'skip')"]])(
    '%s',
    (condition) => {
      expect(hits(job('true'), job(condition))).toEqual([
        expect.stringContaining('Job deploy, which checks something, is now skipped by who or what asks'),
      ]);
      expect(hits(job(condition), job(condition))).toEqual([]);
      expect(hits(job('true', 'make'), job(condition, 'make'))).toEqual([]);
    },
  );

  it('for forks alone is a guard', () => {
    const guard = 'github.event.pull_request.head.repo.full_name == github.repository';
    expect(hits(job('true'), job(guard))).toEqual([]);
  });
});

describe('a condition that kept a job from starting', () => {
  const job = (condition: string, on = 'push', more = 'environment: prod'): string =>
    workflow(`runs-on: x\n${more}\nif: ${condition}\nsteps: []`, `on: ${on}`);
  const REF = "github.ref == 'refs/heads/main'";
  const OWNER = "github.event.comment.author_association == 'OWNER'";

  it.each<[string, string, readonly string[]]>([
    [job(REF), job('success()'), [`medium 6 Job deploy no longer starts only where \`${REF}\` holds.`]],
    [job(REF), job(`${REF} || true`), [`medium 6 Job deploy no longer starts only where \`${REF}\` holds.`]],
    [job(REF), job("github.ref == 'refs/heads/main' && success()"), []],
    [
      job(REF, 'push', 'permissions: {}').replaceAll('deploy', 'a'),
      job('success()', 'push', 'permissions: {}').replaceAll('deploy', 'a'),
      [],
    ],
    [
      job(OWNER, 'issue_comment', 'permissions: { contents: write }'),
      job('success()', 'issue_comment', 'permissions: { contents: write }'),
      [
        `high 6 Job deploy no longer starts only where \`${OWNER}\` holds, and \`issue_comment\` lets strangers start it.`,
      ],
    ],
  ])('%#', (before, after, expected) => {
    expect(hits(before, after).filter((hit) => hit.includes('starts only'))).toEqual(expected);
  });
});
