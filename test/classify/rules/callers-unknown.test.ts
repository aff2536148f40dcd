// callers-unknown: says once why everything is judged everywhere.
import { expect, it } from 'vitest';
import { callersUnknown } from '../../../src/classify/rules/callers-unknown.ts';
import { changeOf, diffOf } from '../example-change.ts';

it.each([
  [null, []],
  [
    'the host does not give the whole tree',
    [
      {
        message:
          'What uses the changed files could not all be read (the host does not give the whole tree), so each change is judged in every environment.',
        line: 1,
        file: 'main.tf',
        address: null,
      },
    ],
  ],
])('with the gap %s', (aroundGap, expected) => {
  expect(callersUnknown.check(diffOf({ changes: [changeOf()], aroundGap }))).toEqual(expected);
});
