// Which step of the base is which in the head.
import { expect, it } from 'vitest';
import { pairSteps, stepsBelow } from '../../../src/formats/github/steps.ts';
import { member } from '../../../src/formats/tree.ts';
import { parseYaml } from '../../../src/syntax/index.ts';

function names(before: string, after: string): readonly string[] {
  const [old, now] = [before, after].map((steps) => parseYaml(`steps:\n${steps}`).documents[0]);
  const found = pairSteps(old, now);
  const side = (job: typeof old): string =>
    stepsBelow(job === undefined ? undefined : member(job, 'steps'))
      .map((step) => found.get(step))
      .join(' | ');
  return [side(old), side(now)];
}

it.each<[string, string, string, readonly string[]]>([
  ['by id', '- { id: a, run: x }', '- run: y\n- { id: a, run: z }', ['a', 'run | a']],
  ['by name', '- { name: Do it, run: x }', '- { name: Do it, uses: a/b@v1 }', ['Do it', 'Do it']],
  ['by action', '- uses: a/b@v1', '- uses: a/b@v2', ['a/b', 'a/b']],
  ['a renamed one by content', '- { name: A, run: x }', '- { name: B, run: x }', ['B', 'B']],
  ['a renamed one by action', '- { name: A, uses: a/b@v1 }', '- { name: B, uses: a/b@v2 }', ['B', 'B']],
  ['by its first line', '- run: "x\\ny"', '- run: z\n- run: "x\\nw"', ['run (2)', 'run | run (2)']],
  ['by order', '- run: a\n- run: b', '- run: c\n- run: d', ['run | run (2)', 'run | run (2)']],
  ['nothing', '- { name: A, run: a }', '- { name: B, run: b }', ['A', 'B']],
  ['in a group', '- parallel:\n    - { id: a }', '- { id: a }', ['parallel | a', 'a']],
  ['other sorts', '- wait: a\n- cancel: b\n- {}', '- wait-all:', ['wait | cancel | step', 'wait-all']],
])('%s', (_name, before, after, expected) => {
  expect(names(before, after)).toEqual(expected);
});
