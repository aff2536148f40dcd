// Changes out of parts: a renamed file is one, and a masked value is hidden in the list of changes alone.
import { expect, it } from 'vitest';
import { formatFile } from '../../../src/formats/format-file.ts';
import { githubAction } from '../../../src/formats/github-action.ts';
import { githubWorkflow } from '../../../src/formats/github-workflow.ts';
import type { FormatResult } from '../../../src/formats/format.ts';

const WORKFLOW = 'on: push\njobs:\n  a: { runs-on: x, steps: [{ run: "API_TOKEN=hunter2 ./deploy" }] }\n';

function parse(
  path: string,
  previousPath: string | null,
  before: string | null,
  after: string,
): FormatResult {
  const file = (at: string, text: string): ReturnType<typeof formatFile> =>
    formatFile({ path: at, blob: 'b', text });
  const input = {
    path,
    previousPath,
    before: before === null ? null : file(previousPath ?? path, before),
    after: file(path, after),
  };
  const format = path.includes('workflows') ? githubWorkflow : githubAction;
  return format.parse(input, format.id);
}

it('another path is a change, since trust goes by it', () => {
  const result = parse('.github/workflows/b.yml', '.github/workflows/a.yml', WORKFLOW, WORKFLOW);
  const changes = result.kind === 'parsed' ? result.changes : [];
  expect(changes.filter(({ standing }) => standing !== true)).toMatchObject([
    {
      address: '.github/workflows/b.yml',
      type: 'workflow',
      action: 'update',
      attributes: [{ path: 'file', before: '.github/workflows/a.yml', after: '.github/workflows/b.yml' }],
    },
  ]);
  // What stands as it stood goes along for those that hand it something.
  expect(changes.filter(({ standing }) => standing === true)).toMatchObject([
    { address: 'jobs.a', attributes: [] },
  ]);
});

it('a definition that becomes a script beside one, and the other way round, are two things', () => {
  expect(githubAction.sameAfterRename('.github/actions/a/action.yml', '.github/actions/a/run.sh')).toBe(
    false,
  );
  expect(githubAction.sameAfterRename('.github/actions/a/action.yml', '.github/actions/b/action.yml')).toBe(
    true,
  );
});

it('a masked value is hidden as a whole in the changes and in part in the state', () => {
  const result = parse('.github/workflows/a.yml', null, null, WORKFLOW);
  const job =
    result.kind === 'parsed' ? result.changes.find(({ type }) => type === 'workflow_job') : undefined;
  expect(job?.attributes.find(({ path }) => path.endsWith('.run'))).toMatchObject({
    after: '(sensitive)',
    sensitive: true,
  });
  expect(job?.after?.['steps[run].run']).toMatchObject({
    value: 'API_TOKEN=(sensitive) ./deploy',
    sensitive: false,
  });
});

it('what cannot be read in the base is said to be so', () => {
  expect(parse('.github/workflows/a.yml', null, 'on: [', WORKFLOW)).toMatchObject({
    problem: { message: expect.stringMatching(/^in the base: /) as string },
  });
  expect(parse('x/action.yml', null, 'runs: [', 'runs: {}\n')).toMatchObject({
    problem: { message: expect.stringMatching(/^in the base: /) as string },
  });
});
