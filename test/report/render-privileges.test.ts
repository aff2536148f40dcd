// Whose rights the changed workflows run with, on the card and in a terminal.
import { expect, test } from 'vitest';
import { privilegeLines, renderPrivileges } from '../../src/report/render-privileges.ts';

const own = {
  file: '.github/workflows/deploy.yml',
  workflow: '.github/workflows/deploy.yml',
  target: 'live',
  environment: 'prod',
  role: 'arn:aws:iam::111122223333:role/deploy',
  policyArns: [],
};
const used = { ...own, file: '.github/actions/apply/action.yml', policyArns: ['a', 'b'] };

test('nothing is said where nothing runs', () => {
  expect(renderPrivileges([], 5)).toEqual([]);
});

test('the card', () => {
  expect(renderPrivileges([own, used], 5).join('\n')).toMatchInlineSnapshot(`
    "### Runs with the rights of a deployment

    - \`.github/workflows/deploy.yml\` runs as \`arn:aws:iam::111122223333:role/deploy\` of \`prod\` (target \`live\`)
    - \`.github/actions/apply/action.yml\` in \`.github/workflows/deploy.yml\` runs as \`arn:aws:iam::111122223333:role/deploy\` of \`prod\` (target \`live\`, with 2 policies besides)"
  `);
  expect(renderPrivileges([own, used], 1)).toHaveLength(4);
});

test('a terminal shows no control characters', () => {
  const [line = ''] = privilegeLines([{ ...own, file: 'a\u001b[31m.yml' }]);
  expect(line).not.toContain('\u001b');
  expect(privilegeLines([own])).toEqual([
    '.github/workflows/deploy.yml runs as arn:aws:iam::111122223333:role/deploy of prod (target live)',
  ]);
});
