// The page of problems that a policy file can have, made from their list. Used by build-policy-reference.ts and a test.
import { PROBLEM_CODES } from '../src/policy/index.ts';

/** Two tables, errors before warnings, each by code. */
export function problemsPage(): string {
  return [
    '# Problems of a policy file',
    '',
    '<!-- Made from the code by `npm run docs`; do not edit. -->',
    '',
    '`npx aigov policy validate` names each problem with file, line, column and one of these codes, which stay what they are.',
    'Warnings need to know something at times: `--repo` gives the files of the repository, `--facts` teams and permissions,',
    '`--now` the time, `--base` and `--head` a change. What is not known is not warned of.',
    '',
    '## Errors',
    '',
    'There is no policy to decide with: every decision is refused (`POLICY_INVALID`), and `validate` exits with 2.',
    '',
    ...table('error'),
    '',
    '## Warnings',
    '',
    'The policy holds, and a part of it probably does not do what it seems to. `--strict` makes `validate` exit with 2.',
    '',
    ...table('warning'),
    '',
  ].join('\n');
}

function table(severity: 'error' | 'warning'): readonly string[] {
  const rows = Object.entries(PROBLEM_CODES)
    .filter(([, entry]) => entry.severity === severity)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { meaning, fix }]) => `| \`${code}\` | ${meaning} | ${fix} |`);
  return ['| code | what is wrong | what to do |', '|---|---|---|', ...rows];
}
