// Texts of strangers through jobs, called workflows and actions of the repository: read as a pull request is, with what did not change.
import { describe, expect, it, test } from 'vitest';
import { kindsOf } from '../../../src/classify/kinds.ts';
import { workflowUntrustedTrigger as rule } from '../../../src/classify/rules/workflow-untrusted-trigger.ts';
import { readProject, referencesOf } from '../../../src/formats/index.ts';
import type { Project } from '../../../src/formats/index.ts';
import type { FileSide } from '../../../src/model/files.ts';
import { readDiff } from '../../../src/steps/read-diff.ts';
import { changesBetween } from '../../formats/projects.ts';
import type { Tree } from '../../formats/projects.ts';
import { contextOf } from '../example-change.ts';

const readers = {
  read: (project: Project) => Promise.resolve(readProject(project)),
  references: (side: FileSide) => Promise.resolve(referencesOf(side)),
};

const CI = '.github/workflows/ci.yml';
const CALLED = '.github/workflows/called.yml';
const ACTION = '.github/actions/say/action.yml';

/** `severity file:line message` of what is about texts. */
async function told(before: Tree, after: Tree): Promise<readonly string[]> {
  const { changes, around } = changesBetween(before, after);
  const diff = await readDiff({ files: changes, around: { files: around, gap: null }, readers });
  return diff.changes.flatMap((change) =>
    rule
      .check(change, contextOf(kindsOf(change).kinds, { diff }))
      .filter(({ message }) => /strangers write/.test(message))
      .map(
        ({ severity = rule.severity, line, message }) =>
          `${severity} ${change.file}:${line ?? '-'} ${message}`,
      ),
  );
}

const TITLE = '${{ github.event.issue.title }}';
const NUMBER = '${{ github.event.issue.number }}';

function ci(jobs: string, event = 'issues'): string {
  return `on: ${event}\npermissions: {}\njobs:\n${jobs.replaceAll(/^/gm, '  ')}\n`;
}

const reads = (text: string): string => `read:
  outputs: { title: "\${{ steps.a.outputs.t }}" }
  steps:
    - id: a
      env: { T: "${text}" }
      run: echo "t=$T" >> "$GITHUB_OUTPUT"`;
const pastes = (script: string): string => `build:
  needs: read
  steps:
    - name: Build
      run: ${script}`;
const PASTED = 'echo ${{ needs.read.outputs.title }}';

describe('GHA-07: through the outputs of another job', () => {
  const at = (line: number): string =>
    `high ${CI}:${line} Step "Build" of job build pastes \`github.event.issue.title\`, which strangers write, into a script; it comes by way of job read.`;

  test('GHA-07: where the text runs, if that is new', async () => {
    const of = (text: string, script: string): Tree => ({ [CI]: ci(`${reads(text)}\n${pastes(script)}`) });
    expect(await told({}, of(TITLE, PASTED))).toEqual([at(14)]);
    expect(await told(of(TITLE, 'make'), of(TITLE, PASTED))).toEqual([at(14)]);
    expect(await told({}, of(NUMBER, PASTED))).toEqual([]);
    expect(await told({}, of(TITLE, 'echo ${{ needs.read.result }}'))).toEqual([]);
    expect(await told({}, of(TITLE, "echo ${{ contains(needs.read.outputs.title, 'x') }}"))).toEqual([]);
    expect(await told(of(TITLE, PASTED), of(TITLE, `${PASTED} # again`))).toEqual([]);
  });

  it('where it is handed on, if only that is new', async () => {
    const of = (text: string): Tree => ({ [CI]: ci(`${reads(text)}\n${pastes(PASTED)}`) });
    expect(await told(of(NUMBER), of(TITLE))).toEqual([
      `high ${CI}:5 Job read hands on what strangers write (\`github.event.issue.title\`): step "Build" of job build pastes it into a script.`,
    ]);
  });

  it('weighs less where the run has fewer rights', async () => {
    const jobs = `${reads('${{ github.head_ref }}')}\n${pastes(PASTED)}`;
    expect(await told({}, { [CI]: ci(jobs, 'pull_request') })).toEqual([
      expect.stringMatching(/^medium .*`github\.head_ref`/),
    ]);
  });

  it.each<[string, string]>([
    ['a variable that a shell evaluates', 'eval "$X"\n      env: { X: "${{ needs.read.outputs.title }}" }'],
    ['all that the job gives', "echo '${{ toJSON(needs.read.outputs) }}'"],
    ['all that all jobs give', "echo '${{ toJSON(needs) }}'"],
    ['an index in other letters', "echo ${{ needs['READ'].outputs['Title'] }}"],
    [
      'a matrix',
      'echo ${{ matrix.name }}\n  strategy: { matrix: { name: "${{ fromJSON(needs.read.outputs.title) }}" } }',
    ],
  ])('by %s', async (_name, script) => {
    expect(await told({}, { [CI]: ci(`${reads(TITLE)}\n${pastes(script)}`) })).toHaveLength(1);
    expect(await told({}, { [CI]: ci(`${reads(NUMBER)}\n${pastes(script)}`) })).toEqual([]);
  });

  it('a variable of the workflow reaches jobs that stand as they stood', async () => {
    const of = (text: string): Tree => ({
      [CI]: `env: { T: "${text}" }\n${ci('a:\n  outputs: { t: "${{ env.T }}" }\n  steps: []\nb:\n  needs: a\n  steps:\n    - run: echo ${{ needs.a.outputs.t }}')}`,
    });
    expect(await told(of(NUMBER), of(TITLE))).toEqual([
      `high ${CI}:- This workflow hands on what strangers write (\`github.event.issue.title\`): step "run" of job b pastes it into a script.`,
    ]);
  });
});

const called = (script: string, type = 'string'): string => `on:
  workflow_call:
    inputs: { title: { type: ${type} } }
    outputs: { back: { value: "\${{ jobs.a.outputs.o }}" } }
permissions: {}
jobs:
  a:
    outputs: { o: "\${{ inputs.title }}" }
    steps:
      - name: Say
        run: ${script}
`;
const calls = (text: string, uses = `./${CALLED}`): string => `call:
  uses: ${uses}
  with: { title: "${text}" }`;

describe('GHA-07: through the inputs of a called workflow', () => {
  const SAID = 'echo ${{ inputs.title }}';

  test('GHA-07: the called one stands as it stood', async () => {
    const of = (text: string): Tree => ({ [CI]: ci(calls(text)), [CALLED]: called(SAID) });
    expect(await told(of(NUMBER), of(TITLE))).toEqual([
      `high ${CI}:6 Job call hands on what strangers write (\`github.event.issue.title\`): step "Say" of job a of ${CALLED} pastes it into a script.`,
    ]);
  });

  it('the caller stands as it stood', async () => {
    const of = (script: string): Tree => ({ [CI]: ci(calls(TITLE)), [CALLED]: called(script) });
    expect(await told(of('make'), of(SAID))).toEqual([
      `high ${CALLED}:11 Step "Say" of job a pastes \`github.event.issue.title\`, which strangers write, into a script; it comes by way of job call of ${CI}.`,
    ]);
    expect(await told(of(SAID), of(`${SAID} again`))).toEqual([]);
  });

  it('a caller of a caller', async () => {
    const middle = '.github/workflows/middle.yml';
    const of = (text: string): Tree => ({
      [CI]: ci(calls(text, `./${middle}`)),
      [middle]: `on: { workflow_call: { inputs: { title: { type: string } } } }\njobs:\n${calls('${{ inputs.title }}').replaceAll(/^/gm, '  ')}\n`,
      [CALLED]: called(SAID),
    });
    expect(await told(of(NUMBER), of(TITLE))).toEqual([
      expect.stringContaining(`step "Say" of job a of ${CALLED}`),
    ]);
  });

  it('and back through its outputs', async () => {
    const after = 'after:\n  needs: call\n  steps:\n    - run: echo ${{ needs.call.outputs.back }}';
    const of = (jobs: string): Tree => ({ [CI]: ci(jobs), [CALLED]: called('make') });
    expect(await told(of(calls(TITLE)), of(`${calls(TITLE)}\n${after}`))).toEqual([
      `high ${CI}:10 Step "run" of job after pastes \`github.event.issue.title\`, which strangers write, into a script; it comes by way of job call, job a of ${CALLED}.`,
    ]);
    // Another caller of the same workflow gets back what it gave.
    expect(await told(of(calls(NUMBER)), of(`${calls(NUMBER)}\n${after}`))).toEqual([]);
  });

  it('a number is no text, and who calls by the full name calls the same', async () => {
    const of = (text: string, type: string, uses = `./${CALLED}`): Tree => ({
      [CI]: ci(calls(text, uses)),
      [CALLED]: called(SAID, type),
    });
    expect(await told(of(NUMBER, 'number'), of(TITLE, 'number'))).toEqual([]);
    const full = `acme/infra/${CALLED}@main`;
    expect(await told(of(NUMBER, 'string', full), of(TITLE, 'string', full))).toHaveLength(1);
  });

  it('handed over as a secret', async () => {
    const of = (text: string): Tree => ({
      [CI]: ci(`${calls('x')}\n  secrets: { words: "${text}" }`),
      [CALLED]: called('echo ${{ secrets.words }}'),
    });
    expect(await told(of(NUMBER), of(TITLE))).toEqual([
      expect.stringContaining(`step "Say" of job a of ${CALLED} pastes it into a script`),
    ]);
  });

  it('to a workflow of another repository, by what its input is called', async () => {
    const of = (input: string, text: string): Tree => ({
      [CI]: ci(`call:\n  uses: other/tools/.github/workflows/run.yml@v1\n  with: { ${input}: "${text}" }`),
    });
    expect(await told({}, of('command', TITLE))).toEqual([
      `high ${CI}:6 Step "other/tools/.github/workflows/run.yml" of job call pastes \`github.event.issue.title\`, which strangers write, into a script.`,
    ]);
    expect(await told({}, of('command', NUMBER))).toEqual([]);
    expect(await told({}, of('title', TITLE))).toEqual([]);
  });

  it('who calls itself comes to an end', async () => {
    const loop = called(SAID).replace(
      'jobs:\n',
      `jobs:\n${calls('${{ inputs.title }}').replaceAll(/^/gm, '  ')}\n`,
    );
    expect(await told({}, { [CI]: ci(calls(TITLE)), [CALLED]: loop })).toHaveLength(1);
  });
});

const action = (script: string, more = ''): string => `inputs: { text: { description: d${more} } }
outputs: { said: { value: "\${{ steps.x.outputs.y }}" } }
runs:
  using: composite
  steps:
    - id: x
      shell: bash
      env: { Y: "\${{ inputs.text }}" }
      run: ${script}
`;
const uses = (text: string, then = 'make', path = './.github/actions/say'): string => `use:
  steps:
    - id: b
      uses: ${path}
      with: { text: "${text}" }
    - name: After
      run: ${then}`;

describe('GHA-07: through the inputs of an action of the repository', () => {
  const EVALS = 'eval "$Y"';
  const GIVES = 'echo "y=$Y" >> "$GITHUB_OUTPUT"';

  test('GHA-07: the action stands as it stood, wherever the checkout lies', async () => {
    for (const path of ['./.github/actions/say', './src/.github/actions/say', '$/.github/actions/say/']) {
      const of = (text: string): Tree => ({ [CI]: ci(uses(text, 'make', path)), [ACTION]: action(EVALS) });
      expect(await told(of(NUMBER), of(TITLE))).toEqual([
        `high ${CI}:8 Job use hands on what strangers write (\`github.event.issue.title\`): step "x" of the action ${ACTION} runs it as a program (\`eval\`).`,
      ]);
    }
  });

  it('the workflow stands as it stood', async () => {
    const of = (script: string): Tree => ({ [CI]: ci(uses(TITLE)), [ACTION]: action(script) });
    expect(await told(of('make'), of('echo ${{ inputs.text }}'))).toEqual([
      `high ${ACTION}:9 Step "x" of this action pastes \`github.event.issue.title\`, which strangers write, into a script; it comes by way of job use of ${CI}.`,
    ]);
  });

  it('and back through its outputs', async () => {
    const of = (then: string): Tree => ({ [CI]: ci(uses(TITLE, then)), [ACTION]: action(GIVES) });
    expect(await told(of('make'), of('echo ${{ steps.b.outputs.said }}'))).toEqual([
      `high ${CI}:10 Step "After" of job use pastes \`github.event.issue.title\`, which strangers write, into a script; it comes by way of the action ${ACTION}.`,
    ]);
  });

  it('variables around the step, and those that the action sets', async () => {
    const around = `use:\n  env: { E: "${TITLE}" }\n  steps:\n    - uses: ./.github/actions/say`;
    expect(await told({}, { [CI]: ci(around), [ACTION]: action('eval "$E"') })).toHaveLength(1);
    const sets = action('echo "SET=$Y" >> "$GITHUB_ENV"');
    expect(await told({}, { [CI]: ci(uses(TITLE, 'eval "$SET"')), [ACTION]: sets })).toHaveLength(1);
    expect(await told({}, { [CI]: ci(uses(NUMBER, 'eval "$SET"')), [ACTION]: sets })).toEqual([]);
  });

  it('what nobody gives is what the action says', async () => {
    const silent = 'use:\n  steps:\n    - uses: ./.github/actions/say';
    const of = (standard: string): Tree => ({
      [CI]: ci(silent, 'pull_request_target'),
      [ACTION]: action(EVALS, `, default: "${standard}"`),
    });
    expect(await told(of('x'), of('${{ github.head_ref }}'))).toHaveLength(1);
    expect(await told(of('x'), of('${{ github.sha }}'))).toEqual([]);
  });
});

it('says so where calls go deeper than they are followed', async () => {
  const chain = (length: number, word: string): Tree =>
    Object.fromEntries([
      [
        CI,
        ci(
          `  a: { runs-on: x, steps: [{ uses: ./.github/actions/a0, with: { text: "${TITLE}" } }] }\n# ${word}\n`,
        ),
      ],
      ...Array.from({ length }, (_none, index) => [
        `.github/actions/a${index}/action.yml`,
        `name: a${word}\ninputs: { text: {} }\nruns: { using: composite, steps: [{ uses: ./.github/actions/a${index + 1}, with: { text: "\${{ inputs.text }}" } }] }\n`,
      ]),
    ]);
  const cut = (all: readonly string[]): readonly string[] =>
    all.filter((one) => /than is followed/.test(one));
  expect(cut(await told(chain(5, 'x'), chain(5, 'y')))).toEqual([]);
  expect(cut(await told(chain(14, 'x'), chain(14, 'y')))).toEqual([
    expect.stringMatching(/^medium .*whether strangers write a program somewhere cannot be told\.$/),
  ]);
});
