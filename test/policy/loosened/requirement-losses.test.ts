// What an edit of a rule's requirements gives away: one key differs, and the words say which.
import { expect, test } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const FILE = '.aigov.yml';
const policy = (require: string): string =>
  `version: 1\nrules:\n  - id: r\n    require: { provenance: [plan]${require === '' ? '' : `, ${require}`} }\n`;
const losses = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: FILE, before: policy(before), after: policy(after) }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );

test.each<[string, string, string, string]>([
  ['validators', 'validators: [a, b]', 'validators: [a]', 'high: Rule r no longer needs the validator b.'],
  ['signatures', 'signed_commits: true', '', 'high: Rule r no longer needs signed commits.'],
  [
    'a deployment first',
    'deployed: { environment: staging, for: 24h }',
    '',
    'high: Rule r no longer asks for a deployment to staging first.',
  ],
  [
    'a shorter time there',
    'deployed: { environment: staging, for: 24h }',
    'deployed: { environment: staging, for: 1h }',
    'medium: Rule r asks for 1h in staging first instead of 24h.',
  ],
  [
    'no time there',
    'deployed: { environment: staging, for: 24h }',
    'deployed: { environment: staging }',
    'medium: Rule r asks for no time in staging first instead of 24h.',
  ],
  [
    'the age of the head',
    'approvals: [{ count: 1 }], head_age: 10m',
    'approvals: [{ count: 1 }], head_age: 5m',
    'medium: Rule r counts approvals 5m after a push instead of 10m.',
  ],
  [
    'the age of the head for one entry',
    'approvals: [{ count: 1, head_age: 10m }]',
    'approvals: [{ count: 1 }]',
    'medium: Rule r counts approvals at once after a push instead of 10m.',
  ],
  [
    'the age of the head, overridden by an entry',
    'approvals: [{ count: 1 }], head_age: 10m',
    'approvals: [{ count: 1, head_age: 1m }], head_age: 10m',
    'medium: Rule r counts approvals 1m after a push instead of 10m.',
  ],
  [
    'a plan',
    'plan: { workflow: .github/workflows/plan.yml, artifact: plan }',
    '',
    'high: Rule r no longer needs a plan by .github/workflows/plan.yml.',
  ],
])('%s', (_, strict, loose, loss) => {
  expect(losses(strict, loose)).toEqual([loss]);
  expect(losses(loose, strict)).toEqual([]);
  expect(losses(strict, strict)).toEqual([]);
});
