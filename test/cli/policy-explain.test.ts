// `aigov policy explain`: every rule, why it matches or not, and what it asks for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goOutside, HUMAN, resource, type Outside } from '../acceptance/outside.ts';

const POLICY = `version: 1
baseline: none
environments: { prod: { tier: critical, match: { paths: ["prod/**"] } } }
rules:
  - { id: no-dns, when: { kinds: [dns], environments: [prod] }, deny: No DNS. }
  - { id: people, when: { environments: [prod] }, require: { approvals: [{ count: 1 }] } }
  - { id: both, when: { kinds: [compute], paths: ["dev/**"] }, deny: no }
  - { id: trial, mode: observe, when: { kinds: [compute] }, deny: Not yet. }
`;

let outside: Outside;
let range: readonly string[];
beforeAll(() => {
  outside = goOutside();
  const base = outside.repo.commit({
    '.aigov.yml': POLICY,
    'prod/a.tf': resource('aws_instance', 'a', 'ami = "a"'),
    'dev/q.tf': resource('aws_sqs_queue', 'q', 'delay_seconds = 1'),
  });
  const head = outside.repo.commit({
    'prod/a.tf': resource('aws_instance', 'a', 'ami = "b"'),
    'dev/q.tf': resource('aws_sqs_queue', 'q', 'delay_seconds = 2'),
  });
  range = ['--repo', outside.repo.dir, '--base', base, '--head', head];
});
afterAll(() => outside.close());

test('the text names each rule and why', async () => {
  const facts = outside.file('facts.json', JSON.stringify(HUMAN));
  const { code, out } = await outside.run('policy', 'explain', ...range, '--facts', facts);
  const rules = out.slice(out.indexOf('Rules')).trimEnd();
  expect(code).toBe(0);
  expect(rules.split('\n').filter((line) => !line.includes('do:'))).toEqual([
    'Rules',
    '  no-dns: does not match',
    '      nothing here satisfies "kinds"',
    '  people: matches',
    '      on aws_instance.a in prod',
    '      [ ] APPROVALS_MISSING, people: 1 of the people with write access must approve (compute change, aws_instance.a, prod): 0 of 1.',
    '  both: does not match',
    '      each key holds somewhere, but not all of them for one and the same change',
    '      not "kinds": aws_sqs_queue.q',
    '      not "paths": aws_instance.a in prod',
    '  trial: matches, on trial',
    '      on aws_instance.a in prod',
    '      [ ] DENIED, trial: Not yet. (compute change, aws_instance.a, prod)',
  ]);
});

test('the document has the decision and the trace of each rule', async () => {
  const { out } = await outside.run('policy', 'explain', ...range, '--format', 'json');
  const document = JSON.parse(out) as {
    readonly rules: readonly { rule: string; match: string; misses: string[] }[];
  };
  expect(document).toMatchObject({ schema: 'aigov.explanation/1', decision: { schema: 'aigov.decision/1' } });
  expect(document.rules.map(({ rule, match, misses }) => [rule, match, misses])).toEqual([
    ['no-dns', 'no', ['kinds']],
    ['people', 'yes', []],
    ['both', 'no', []],
    ['trial', 'yes', []],
  ]);
});

test('a broken policy has no rules to explain', async () => {
  const policy = outside.file('broken.yml', 'rulez: []\n');
  const { code, out } = await outside.run('policy', 'explain', ...range, '--policy', policy);
  expect([code, out]).toEqual([2, expect.stringContaining('unknown key "rulez"')]);
});

test('what runs with the rights of a deployment is told with its role', async () => {
  const step = (run: string): string =>
    `name: Apply\nruns: { using: composite, steps: [{ run: "${run}", shell: bash }] }\n`;
  const ROLE = 'arn:aws:iam::111122223333:role/deploy';
  const base = outside.repo.commit({
    '.aigov.yml': `version: 1
environments: { prod: { match: { paths: ["prod/**"] } }, dev: { match: { paths: ["dev/**"] } } }
actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [dev] } } }
deploy: { live: { environment: prod, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: "111122223333", role: "${ROLE}", region: eu-west-1 } }
`,
    '.github/workflows/deploy.yml':
      'on: push\njobs: { a: { runs-on: x, steps: [{ uses: ./.github/actions/apply }, { run: python ci/apply.py }] } }\n',
    'ci/apply.py': 'print(1)\n',
    'ci/other.py': 'print(1)\n',
    '.github/actions/apply/action.yml': step('make apply'),
  });
  const head = outside.repo.commit({
    '.github/actions/apply/action.yml': step('make other'),
    'ci/apply.py': 'print(2)\n',
    'ci/other.py': 'print(2)\n',
  });
  const agent = outside.file(
    'agent.json',
    JSON.stringify({ pull_request: { author: { login: 'Copilot', id: 198982749, type: 'Bot' } } }),
  );
  const options = ['--repo', outside.repo.dir, '--base', base, '--head', head, '--facts', agent];
  const { out } = await outside.run('policy', 'explain', ...options);
  expect(out).toContain(
    `  .github/actions/apply/action.yml in .github/workflows/deploy.yml runs as ${ROLE} of prod (target live)`,
  );
  expect(out).toContain(
    `  ci/apply.py in .github/workflows/deploy.yml runs as ${ROLE} of prod (target live)`,
  );
  expect(out).not.toContain('ci/other.py in');
  expect(out).toContain(
    `AGENT_ENVIRONMENT, actors.agents.copilot: copilot may change dev, but .github/actions/apply/action.yml runs as ${ROLE} of prod.`,
  );
});
