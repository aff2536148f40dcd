// A comment in a file that no format understands, each against the case that differs in one thing.
import { expect, it } from 'vitest';
import { readFile } from '../../src/formats/read-file.ts';
import { textChange } from './cases.ts';

const TASKS = '- name: a\n  copy:\n    content: |\n      install x\n';
const PATH = 'ansible/roles/common/tasks/main.yml';

it.each<[string, string, string, string, number]>([
  ['a comment more', PATH, TASKS, `# why (see #1)\n${TASKS}`, 0],
  ['a comment and an empty line less', PATH, `# why\n\n${TASKS}`, TASKS, 0],
  ['another value', PATH, TASKS, `# why\n${TASKS.replace('install x', 'install y')}`, 1],
  ['a line of a script that looks like a comment', PATH, TASKS, `${TASKS}      # more\n`, 1],
  ['a comment that a template fills in', PATH, TASKS, `# {{ x }}\n${TASKS}`, 1],
  ['the same value in another form', PATH, TASKS, `${TASKS.replace('name: a', 'name: "a"')}`, 1],
  ['a header', PATH, TASKS, `#cloud-config\n${TASKS}`, 1],
  ['a script', 'deploy.sh', 'make\n', '# why\nmake\n', 1],
])('%s', (_name, path, before, after, count) => {
  const reading = readFile(textChange(path, before, after));
  expect(reading.kind === 'parsed' ? reading.changes.length : reading.kind).toBe(count);
});

it.each([
  ['a playbook', PATH, TASKS, `# why\n${TASKS}`],
  ['a pipeline', '.gitlab-ci.yml', 'a: { script: make }\n', '# why\na: { script: make }\n'],
])('another mode is a change of %s, whatever the text says', (_name, path, before, after) => {
  const change = textChange(path, before, after);
  const made = change.after === null ? null : { ...change.after, mode: '100755' };
  const counts = [change, { ...change, after: made }].map((one) => {
    const reading = readFile(one);
    return reading.kind === 'parsed' ? reading.changes.length : reading.kind;
  });
  expect(counts).toEqual([0, 1]);
});
