// workflow-untrusted-trigger: who can start a run with rights, and how strangers' code and words get into it.
import { describe, expect, it, test } from 'vitest';
import { workflowUntrustedTrigger } from '../../../src/classify/rules/workflow-untrusted-trigger.ts';
import { hitsOf, hitsOfWorkflow, workflow } from '../read-changes.ts';

const check = (before: string | null, after: string | null): readonly string[] =>
  hitsOfWorkflow(workflowUntrustedTrigger, before, after);

const HARMLESS = 'permissions: {}\nsteps:\n  - run: make';
const on = (events: string, job = HARMLESS): string => workflow(job, `on: [${events}]`);

describe('events', () => {
  it.each<[string, string, readonly string[]]>([
    ['pull_request', HARMLESS, []],
    ['pull_request_review', HARMLESS, []],
    [
      'issues',
      HARMLESS,
      ['medium 1 `issues`: an issue of anyone now starts this workflow in this repository.'],
    ],
    [
      'issues',
      'permissions: {}\nsteps:\n  - run: make\n    env: { A: "${{ secrets.A }}" }',
      ['high 1 `issues`: an issue of anyone now starts this workflow with a token or secrets that matter.'],
    ],
    [
      'issues',
      'permissions: { issues: write }\nsteps: []',
      ['high 1 `issues`: an issue of anyone now starts this workflow with a token or secrets that matter.'],
    ],
    [
      'pull_request_target',
      HARMLESS,
      [
        'high 1 `pull_request_target`: a pull request from anywhere now starts this workflow in this repository.',
      ],
    ],
  ])('%s with %j', (event, job, expected) => {
    expect(check(on('push', job), on(`push, ${event}`, job))).toEqual(expected);
  });

  it('what the base had is nothing new', () => {
    expect(check(on('issues'), on('issues, pull_request'))).toEqual([]);
  });
});

const CHECKOUT = `permissions: {}
steps:
  - uses: actions/checkout@v5
    with: { ref: "\${{ github.event.pull_request.head.sha }}" }
  - run: make test`;

test('GHA-02: pull_request_target with a checkout of the head, whichever of both is new', () => {
  const plain = CHECKOUT.replace(/\n {4}with.*/, '');
  expect(check(on('pull_request_target', plain), on('pull_request_target', CHECKOUT))).toEqual([
    'high 6 Step "actions/checkout" of job deploy fetches the code of a pull request although `pull_request_target` gives the run the rights of this repository.',
  ]);
  expect(check(on('pull_request', CHECKOUT), on('pull_request_target', CHECKOUT))).toEqual([
    'high 1 `pull_request_target`: a pull request from anywhere now starts this workflow in this repository, and job deploy fetches the code of pull requests.',
  ]);
  expect(check(on('pull_request', plain), on('pull_request', CHECKOUT))).toEqual([]);
});

it.each<[string, boolean]>([
  ['- { uses: actions/checkout@v5, with: { ref: "refs/pull/${{ github.event.number }}/merge" } }', true],
  [
    '- { uses: actions/checkout@v5, with: { repository: "${{ github.event.pull_request.head.repo.full_name }}" } }',
    true,
  ],
  ['- { uses: actions/checkout@v7, with: { allow-unsafe-pr-checkout: true } }', true],
  ['- { uses: actions/checkout@v5, with: { ref: main } }', false],
  ['- { uses: actions/checkout@v5 }', false],
  ['- run: gh pr checkout 1', true],
  ['- run: git fetch origin pull/1/head', true],
  ['- run: git fetch origin main', false],
])('%s fetches strangers: %s', (step, expected) => {
  const job = (steps: string): string => `permissions: {}\nsteps:\n  - run: x\n${steps}`;
  const hits = check(on('issue_comment', job('')), on('issue_comment', job(`  ${step}`)));
  expect(hits.some((hit) => hit.includes('fetches the code'))).toBe(expected);
});

describe('GHA-07: words of strangers in a script', () => {
  const step = (lines: string): string => `permissions: {}\nsteps:\n  - id: a\n    ${lines}`;
  const words = (event: string, lines: string): readonly string[] =>
    check(on(event, step('run: x')), on(event, step(lines)));

  test('GHA-07: pasted, and handed over as a variable', () => {
    expect(words('issues', 'run: echo "${{ github.event.issue.title }}"')).toEqual([
      'high 7 Step "a" of job deploy pastes `github.event.issue.title`, which strangers write, into a script.',
    ]);
    expect(words('issues', 'run: echo "$T"\n    env: { T: "${{ github.event.issue.title }}" }')).toEqual([]);
  });

  it('with fewer rights it is milder', () => {
    expect(words('pull_request', 'run: git switch ${{ github.head_ref }}')).toEqual([
      'medium 7 Step "a" of job deploy pastes `github.head_ref`, which strangers write, into a script.',
    ]);
  });

  it('in a script of an action', () => {
    const script =
      'uses: actions/github-script@v8\n    with: { script: "f(`${{ github.event.comment.body }}`)" }';
    expect(words('issue_comment', script)).toEqual([
      'high 8 Step "a" of job deploy pastes `github.event.comment.body`, which strangers write, into a script.',
    ]);
    expect(words('issue_comment', script.replace('actions/github-script', 'acme/notes'))).toHaveLength(1);
    expect(words('issue_comment', script.replace('{ script', '{ text'))).toEqual([]);
  });

  it('in a composite action', () => {
    const action = (run: string): string =>
      `runs:\n  using: composite\n  steps:\n    - { id: a, run: "${run}", shell: bash }\n`;
    const sides = {
      path: '.github/actions/x/action.yml',
      before: action('x'),
      after: action('${{ github.head_ref }}'),
    };
    expect(hitsOf(workflowUntrustedTrigger, sides)).toEqual([
      'high 4 Step "a" of this action pastes `github.head_ref`, which strangers write, into a script.',
    ]);
  });
});

test('GHA-12: a bot is trusted by the name of who acted last', () => {
  const job = (condition: string): string => `if: ${condition}\npermissions: {}\nsteps: []`;
  const hits = (condition: string): readonly string[] =>
    check(on('pull_request', job('always()')), on('pull_request', job(condition)));
  expect(hits("github.actor == 'dependabot[bot]'")).toEqual([
    'medium 4 Job deploy trusts a bot by `github.actor`, which names who acted last and not whose code runs.',
  ]);
  expect(hits("${{ endsWith(github.triggering_actor, '[bot]') }}")).toHaveLength(1);
  expect(hits("github.actor != 'dependabot[bot]'")).toEqual([]);
  expect(hits("github.event.pull_request.user.login == 'dependabot[bot]'")).toEqual([]);
  expect(hits("github.actor == 'octocat'")).toEqual([]);
});

describe('GHA-08: a new way to start what deploys', () => {
  const DEPLOYS = 'environment: prod\npermissions: {}\nsteps: []';

  test('GHA-08: repository_dispatch, workflow_dispatch and workflow_run', () => {
    expect(check(on('push', DEPLOYS), on('push, workflow_dispatch', DEPLOYS))).toEqual([
      'medium 1 `workflow_dispatch` is a new way to start this workflow, which deploys to prod.',
    ]);
    expect(check(on('push', DEPLOYS), on('push, repository_dispatch', DEPLOYS))).toEqual([
      'high 1 `repository_dispatch` is a new way to start this workflow, which deploys to prod.',
    ]);
    expect(check(on('push', DEPLOYS), on('push, workflow_run', DEPLOYS))).toEqual([
      'high 1 `workflow_run`: the end of another workflow (even one that a fork started) now starts this workflow with a token or secrets that matter.',
    ]);
    expect(check(on('push', DEPLOYS), on('push, workflow_dispatch', 'permissions: {}\nsteps: []'))).toEqual([
      'medium 1 `workflow_dispatch` is a new way to start this workflow, which deployed to prod so far.',
    ]);
    expect(
      check(on('push', DEPLOYS), on('push, workflow_dispatch', DEPLOYS.replace('prod', 'staging'))),
    ).toEqual([
      'medium 1 `workflow_dispatch` is a new way to start this workflow, which deploys to staging.',
    ]);
    expect(check(on('push'), on('push, workflow_dispatch'))).toEqual([]);
    expect(check(null, on('push, workflow_dispatch', DEPLOYS))).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['branches: [main]', 'branches: [main]', []],
    ['branches: [main, dev]', 'branches: [main]', []],
    ['branches: [main]', 'branches: [main, "!x"]', []],
    [
      'branches: [main]',
      'branches: [main, dev]',
      ['medium 1 More branches (dev) can now start this workflow by `push`, and it deploys to prod.'],
    ],
    [
      'branches: [main]',
      'paths: [a]',
      ['medium 1 Any of the branches can now start this workflow by `push`, and it deploys to prod.'],
    ],
    ['branches: [main], tags: [v1]', 'tags: [v1]', []],
    [
      'tags: ["v*"]',
      'tags: ["*"]',
      ['medium 1 More tags (*) can now start this workflow by `push`, and it deploys to prod.'],
    ],
  ])('push { %s } becomes { %s }', (before, after, expected) => {
    const push = (filter: string): string => workflow(DEPLOYS, `on: { push: { ${filter} } }`);
    expect(check(push(before), push(after))).toEqual(expected);
  });
});

describe('the head of a pull request, however it gets there', () => {
  const told = (after: string, before = 'permissions: {}\nsteps:\n  - run: x', top = ''): readonly string[] =>
    check(workflow(before, `${top}on: [issue_comment]`), workflow(after, `${top}on: [issue_comment]`)).filter(
      (hit) => /fetches|hands/.test(hit),
    );
  const SURELY =
    'fetches the code of a pull request although `issue_comment` gives the run the rights of this repository.';
  const MAYBE =
    'fetches what is computed, maybe the code of a pull request, although `issue_comment` gives the run the rights of this repository.';
  const job = (steps: string): string => `permissions: {}\n${steps}`;
  const checkout = (ref: string): string => `  - uses: actions/checkout@v5\n    with: { ref: "${ref}" }`;

  it.each<[string, string]>([
    [
      'a variable of the step',
      `steps:\n  - uses: actions/checkout@v5\n    env: { R: "\${{ github.head_ref }}" }\n    with: { ref: "\${{ env.R }}" }`,
    ],
    [
      'a variable of the job',
      `env: { R: "\${{ github.event.pull_request.head.sha }}" }\nsteps:\n${checkout('${{ env.R }}')}`,
    ],
    [
      'a variable of a variable',
      `env: { A: "\${{ github.head_ref }}", B: "\${{ env.A }}" }\nsteps:\n${checkout("${{ env['B'] }}")}`,
    ],
    ['a fallback', `steps:\n${checkout('${{ github.head_ref || github.sha }}')}`],
    ['an index in quotes', `steps:\n${checkout("${{ github.event['pull_request']['head']['sha'] }}")}`],
    [
      'a step that asks',
      `steps:\n  - id: pr\n    run: echo "sha=$(gh pr view 1 --json headRefOid)" >> $GITHUB_OUTPUT\n${checkout('${{ steps.pr.outputs.sha }}')}`,
    ],
    [
      'a script that asks',
      `steps:\n  - id: pr\n    uses: actions/github-script@v8\n    with: { script: "return await github.rest.pulls.get({})" }\n${checkout('${{ steps.pr.outputs.result }}')}`,
    ],
    [
      'a matrix',
      `strategy: { matrix: { ref: ["\${{ github.head_ref }}"] } }\nsteps:\n${checkout('${{ matrix.ref }}')}`,
    ],
    ['a variable of the shell', `env: { R: "\${{ github.head_ref }}" }\nsteps:\n  - run: git checkout "$R"`],
    ['a variable of PowerShell', `env: { R: "\${{ github.head_ref }}" }\nsteps:\n  - run: git switch $env:R`],
    [
      'a clone',
      `env: { R: "\${{ github.event.pull_request.head.repo.clone_url }}" }\nsteps:\n  - run: git clone --depth 1 "\${R}" code`,
    ],
    ['a variable of GitHub', 'steps:\n  - run: git switch "$GITHUB_HEAD_REF"'],
    ['git with options', 'steps:\n  - run: git -C code -c a=b fetch origin pull/1/head'],
    ['two lines', 'steps:\n  - run: |\n      git fetch origin \\\n        pull/1/head'],
    [
      'an archive',
      `steps:\n  - run: curl -L https://github.com/a/b/archive/\${{ github.event.pull_request.head.sha }}.tar.gz`,
    ],
    [
      'a variable of the script',
      'steps:\n  - run: |\n      SHA=$(gh pr view 1 --json headRefOid)\n      git checkout $SHA',
    ],
    [
      'a variable that a step writes over another',
      `env: { R: main }\nsteps:\n  - run: echo "R=$(gh pr view 1 -q .headRefName)" >> $GITHUB_ENV\n${checkout('${{ env.R }}')}`,
    ],
    ['gh co', 'steps:\n  - run: gh co checkout 1'],
    [
      'a program',
      `steps:\n  - uses: actions/github-script@v8\n    with: { script: "await exec.exec('git', ['fetch', context.payload.pull_request.head.sha])" }`,
    ],
  ])('by %s', (_name, after) => {
    expect(told(job(after))).toEqual([expect.stringContaining(SURELY)]);
  });

  it.each<[string, string]>([
    ['another job', `steps:\n${checkout('${{ needs.prepare.outputs.ref }}')}`],
    [
      'an action that is not known',
      `steps:\n  - id: x\n    uses: acme/find@v1\n${checkout('${{ steps.x.outputs.ref }}')}`,
    ],
    ['a variable that a step sets', `steps:\n${checkout('${{ env.REF }}')}`],
  ])('perhaps by %s', (_name, after) => {
    expect(told(job(after))).toEqual([expect.stringMatching(/^medium /)]);
    expect(told(job(after))[0]).toContain(MAYBE);
  });

  it.each<[string, string]>([
    [
      'variables in a circle',
      `env: { A: "\${{ env.B }}", B: "\${{ env.A }}" }\nsteps:\n${checkout('${{ env.A }}')}`,
    ],
    ['the default', 'steps:\n  - uses: actions/checkout@v5'],
    ['the base', `steps:\n${checkout('${{ github.event.pull_request.base.sha }}')}`],
    ['the commit of the event', `steps:\n${checkout('${{ github.sha }}')}`],
    ['an input of people with rights', `steps:\n${checkout('${{ inputs.ref || github.ref }}')}`],
    ['a variable with a branch', `env: { R: main }\nsteps:\n${checkout('${{ env.R }}')}`],
    [
      'a matrix of branches',
      `strategy: { matrix: { ref: [main, next] } }\nsteps:\n${checkout('${{ matrix.ref }}')}`,
    ],
    [
      'a number that is only told',
      `env: { N: "\${{ github.event.issue.number }}" }\nsteps:\n  - run: gh issue comment "$N"`,
    ],
    ['git without it', `env: { R: "\${{ github.head_ref }}" }\nsteps:\n  - run: git fetch origin main`],
  ])('not by %s', (_name, after) => {
    expect(told(job(after))).toEqual([]);
  });

  it('a variable of the workflow counts for its jobs', () => {
    const top = 'env: { R: "${{ github.head_ref }}" }\n';
    expect(told(job(`steps:\n${checkout('${{ env.R }}')}`), undefined, top)).toEqual([
      expect.stringContaining(SURELY),
    ]);
  });

  it('a workflow or a local action that is handed it', () => {
    const rights = 'although `issue_comment` gives the run the rights of this repository.';
    const call =
      'permissions: {}\nuses: ./.github/workflows/test.yml\nwith: { ref: "${{ github.head_ref }}" }';
    expect(told(call, 'permissions: {}\nuses: ./.github/workflows/test.yml')).toEqual([
      `high 6 Job deploy hands the head of a pull request to \`./.github/workflows/test.yml\` (\`ref\`), ${rights}`,
    ]);
    const local = job(
      'steps:\n  - uses: ./build\n    with: { sha: "${{ github.event.pull_request.head.sha }}" }',
    );
    expect(told(local)).toEqual([
      `high 7 Job deploy hands the head of a pull request to \`./build\` (\`sha\`), ${rights}`,
    ]);
    expect(told(local.replace('head.sha', 'title'))).toEqual([]);
  });

  it('an action that fetches it has the rights of whoever uses it', () => {
    const action = (steps: string): string => `runs:\n  using: composite\n  steps:\n${steps}`;
    const path = 'build/action.yml';
    const fetch = action('    - run: gh pr checkout 1\n      shell: bash');
    expect(hitsOf(workflowUntrustedTrigger, { path, before: null, after: fetch })).toEqual([
      'medium 4 Step "run" of this action fetches the code of a pull request, with the rights of whichever workflow uses it.',
    ]);
    expect(hitsOf(workflowUntrustedTrigger, { path, before: fetch, after: `${fetch}\n` })).toEqual([]);
    const own = action('    - uses: actions/checkout@v5\n      with: { ref: "${{ inputs.ref }}" }');
    expect(hitsOf(workflowUntrustedTrigger, { path, before: null, after: own })).toEqual([]);
  });
});

describe('words of strangers through a variable', () => {
  const TITLE = '"${{ github.event.issue.title }}"';
  const PASTED =
    'Step "run" of job deploy pastes `github.event.issue.title`, which strangers write, into a script.';
  const told = (after: string, top = ''): readonly string[] =>
    check(on('issues'), workflow(after, `${top}on: [issues]`)).filter((hit) => hit.includes('pastes'));

  it.each<[string, string, string]>([
    ['of the step', `steps:\n  - run: echo \${{ env.T }}\n    env: { T: ${TITLE} }`, ''],
    ['of the job', `env: { T: ${TITLE} }\nsteps:\n  - run: echo \${{ env['T'] }}`, ''],
    ['of the workflow', 'steps:\n  - run: echo ${{ env.T }}', `env: { T: ${TITLE} }\n`],
  ])('%s', (_name, job, top) => {
    expect(told(`permissions: {}\n${job}`, top)).toEqual([expect.stringContaining(PASTED)]);
    expect(told(`permissions: {}\n${job.replace(/\$\{\{ env.*? \}\}/, '"$T"')}`, top)).toEqual([]);
  });
});

it('names of names of names come to an end, and then to "perhaps"', () => {
  const many = (depth: number): string =>
    Array.from(
      { length: depth },
      (_, index) => `    V${index}: "${`\${{ env.V${index + 1} }}`.repeat(20)}"\n`,
    ).join('');
  const job = (depth: number): string =>
    `on: issue_comment\njobs:\n  a:\n    permissions: {}\n    env:\n  ${many(depth).replaceAll('\n    ', '\n      ')}    steps:\n      - uses: actions/checkout@v5\n        with: { ref: "\${{ env.V0 }}" }\n`;
  const hits = check('on: issue_comment\njobs:\n  a: { permissions: {}, steps: [] }\n', job(60));
  expect(hits).toEqual([expect.stringContaining('fetches what is computed')]);
});

describe('GHA-07: words of strangers that a script runs', () => {
  const job = (script: string, input: string): string =>
    `permissions: {}\nsteps:\n  - id: a\n    env: { T: "\${{ ${input} }}" }\n    run: |\n${script.replaceAll(/^/gm, '      ')}`;
  const told = (
    script: string,
    event = 'issue_comment',
    input = 'github.event.comment.body',
  ): readonly string[] => check(on(event), on(event, job(script, input)));

  test('GHA-07: by a variable that a script hands to a shell, milder where the run has fewer rights', () => {
    expect(told('eval "$T"')).toEqual([
      'high 8 Step "a" of job deploy runs what strangers write (`github.event.comment.body`) as a program (`eval`).',
    ]);
    expect(told('eval "$T"', 'pull_request')).toEqual([expect.stringMatching(/^medium /)]);
    expect(told('eval "$T"', 'issue_comment', 'github.event.comment.id')).toEqual([]);
    expect(told('echo "$T"')).toEqual([]);
  });

  it('by a file from which later steps take variables or programs', () => {
    const into = (file: string): readonly string[] => [
      `high 8 Step "a" of job deploy writes \`github.event.comment.body\`, which strangers write, into \`${file}\`, so that they set what later steps run.`,
    ];
    expect(told('echo "TEXT=$T" >> "$GITHUB_ENV"')).toEqual(into('GITHUB_ENV'));
    expect(told('echo "$T" >> "$GITHUB_PATH"')).toEqual(into('GITHUB_PATH'));
    // A title is one line, so it cannot set another variable than this.
    expect(told('echo "TEXT=$T" >> "$GITHUB_ENV"', 'issues', 'github.event.issue.title')).toEqual([]);
  });

  it.each<[string, string]>([
    ['an output of a step', 'echo "text=$T" >> "$GITHUB_OUTPUT"\n  - run: echo ${{ steps.a.outputs.text }}'],
    [
      'an output of one of several lines',
      'echo "x=$T" >> "$GITHUB_OUTPUT"\n  - run: echo ${{ steps.a.outputs.text }}',
    ],
    ['a variable of a step', 'echo "TEXT=$T" >> "$GITHUB_ENV"\n  - run: echo ${{ env.TEXT }}'],
    ['an old command', 'echo "::set-output name=text::$T"\n  - run: echo ${{ steps.a.outputs.text }}'],
  ])('%s that a later step pastes', (_name, script) => {
    const [first = '', rest = ''] = script.split('\n  - ');
    const steps = `${job(first, 'github.event.comment.body')}\n  - ${rest}`;
    expect(check(on('issue_comment'), on('issue_comment', steps))).toContainEqual(
      expect.stringContaining('Step "run" of job deploy pastes `github.event.comment.body`'),
    );
  });

  it.each<[string, string, number]>([
    ['python', 'import os\nos.system("echo " + os.environ["T"])', 1],
    ['python', 'import os\nprint(os.environ["T"])', 0],
    ['pwsh', 'Invoke-Expression $env:T', 1],
    ['pwsh', 'Write-Output $env:T', 0],
    ['cmd', 'echo %T%', 1],
  ])('in %s: %j', (shell, script, hits) => {
    const steps = `${job(script, 'github.event.comment.body')}\n    shell: ${shell}`;
    expect(check(on('issue_comment'), on('issue_comment', steps))).toHaveLength(hits);
  });

  it.each<[string, number]>([
    ['require("child_process").execSync(`git log ${context.payload.comment.body}`)', 1],
    ['const { body } = context.payload.comment\nrequire("child_process").execSync(`git log ${body}`)', 1],
    ['eval(process.env.T)', 1],
    ["await exec.exec('git', ['log', context.payload.comment.body])", 0],
    ['console.log(context.payload.comment.body)', 0],
  ])('in a script of an action: %j', (script, hits) => {
    const indented = script.replaceAll(/^/gm, '        ');
    const step = `permissions: {}\nsteps:\n  - uses: actions/github-script@v8\n    env: { T: "\${{ github.event.comment.body }}" }\n    with:\n      script: |\n${indented}`;
    expect(check(on('issue_comment'), on('issue_comment', step))).toHaveLength(hits);
  });

  it('names of changed files, where an action is told not to make them harmless', () => {
    const steps = (safe: string): string =>
      `permissions: {}\nsteps:\n  - id: files\n    uses: tj-actions/changed-files@v47\n    with: { safe_output: ${safe} }\n  - run: ls \${{ steps.files.outputs.all }}`;
    expect(check(on('issue_comment'), on('issue_comment', steps('false')))).toEqual([
      'high 9 Step "run" of job deploy pastes `names of changed files`, which strangers write, into a script.',
    ]);
    expect(check(on('issue_comment'), on('issue_comment', steps('true')))).toEqual([]);
  });
});

describe('GHA-07: words of strangers that an agent is told', () => {
  const told = (step: string): readonly string[] =>
    check(on('issues'), on('issues', `permissions: {}\nsteps:\n  - id: a\n    ${step}`));
  const agent = (input: string): string => `uses: anthropics/claude-code-action@v1\n    with: { ${input} }`;

  it.each<[string, string | null]>([
    [agent('prompt: "Do ${{ github.event.issue.body }}"'), 'github.event.issue.body'],
    [agent('prompt: "Do ${{ github.event.issue.number }}"'), null],
    [agent('allowed_non_write_users: "*"'), 'allowed_non_write_users'],
    [agent('allowed_non_write_users: alice'), null],
    ['run: claude -p "$T"\n    env: { T: "${{ github.event.issue.title }}" }', 'github.event.issue.title'],
    ['run: claude -p "Tidy up"\n    env: { T: "${{ github.event.issue.title }}" }', null],
  ])('%s', (step, input) => {
    expect(told(step)).toEqual(
      input === null
        ? []
        : [
            expect.stringMatching(
              new RegExp(`^high .* lets an AI agent .* act on what strangers write \\(.${input}.\\)\\.$`),
            ),
          ],
    );
  });
});
