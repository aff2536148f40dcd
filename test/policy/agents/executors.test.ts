// The agent that runs a target: its limits hold for what it would carry out, beside those of whoever wrote it.
import { describe, expect, test } from 'vitest';
import { BARE, agentFacts, change, classified, decide, facts, open, reason, smallChange } from '../given.ts';

const policy = (executor: string, author = 'environments: [prod, staging]'): string => `${BARE}actors:
  agents:
    runner: { identities: [{ github: 9 }], roles: [executor], ${executor} }
    copilot: { identities: [{ github: 198982749 }], ${author} }
deploy:
  prod: { environment: prod, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/deploy", region: eu-west-1, executor: runner }
`;
const result = (
  text: string,
  changes: Parameters<typeof decide>[0]['changes'] = [change()],
  known = facts(),
): readonly string[] => open(decide({ policy: text, facts: known, changes }));

describe('kinds that the executor may not touch', () => {
  const denied = 'environments: [prod], deny_kinds: [identity]';

  test('are refused before the merge, whoever wrote them', () => {
    expect(result(policy(denied))).toEqual(['AGENT_KIND deploy.prod.executor']);
    expect(result(policy(denied), [change()], agentFacts())).toEqual(['AGENT_KIND deploy.prod.executor']);
    expect(result(policy('environments: [prod], deny_kinds: [secrets]'))).toEqual([]);
  });

  test('the message names both', () => {
    expect(reason(decide({ policy: policy(denied) }), 'deploy.prod.executor').message).toBe(
      'runner runs the target prod and may not carry out changes of kind identity.',
    );
  });

  test('in another environment it has no part', () => {
    expect(result(policy(denied), [smallChange({ kinds: ['identity'] })])).toEqual([]);
  });

  test('what belongs to no environment may be carried out by it; files alone are not', () => {
    expect(result(policy(denied), [change({ environment: null })])).toEqual([
      'AGENT_KIND deploy.prod.executor',
    ]);
    const file = { type: null, environment: null, file: 'AGENTS.md', kinds: ['governance'] } as const;
    expect(result(policy('environments: [prod], deny_kinds: [governance]'), [change(file)], facts())).toEqual(
      [],
    );
    expect(result(policy(denied), [change({ tier: 'none' })])).toEqual([]);
  });
});

test('past its date it runs nothing, an unreadable file included', () => {
  const text = policy('environments: [prod], recertify_by: 2026-11-20');
  expect(result(text)).toEqual(['AGENT_EXPIRED deploy.prod.executor']);
  const unreadable = [
    {
      file: 'envs/prod/a.tf',
      line: 1,
      why: 'x',
      message: 'x',
      environments: ['prod'],
      tier: 'critical' as const,
    },
  ];
  expect(open(decide({ policy: text, classified: classified([], { unreadable }) }))).toContain(
    'AGENT_EXPIRED deploy.prod.executor',
  );
  // A file of no known environment may be run anywhere.
  for (const environments of [[], [null]]) {
    const anywhere = unreadable.map((file) => ({ ...file, environments }));
    expect(open(decide({ policy: text, classified: classified([], { unreadable: anywhere }) }))).toContain(
      'AGENT_EXPIRED deploy.prod.executor',
    );
  }
  expect(result(policy('environments: [prod], recertify_by: 2026-11-21'))).toEqual([]);
});

test('author and executor together: what either denies is refused', () => {
  const kinds = (author: string, executor: string): readonly string[] =>
    result(
      policy(
        `environments: [prod], deny_kinds: [${executor}]`,
        `environments: [prod], deny_kinds: [${author}]`,
      ),
      [change({ kinds: ['identity', 'secrets'] })],
      agentFacts(),
    );
  expect(kinds('dns', 'compute')).toEqual([]);
  expect(kinds('secrets', 'compute')).toEqual(['AGENT_KIND actors.agents.copilot']);
  expect(kinds('dns', 'identity')).toEqual(['AGENT_KIND deploy.prod.executor']);
  expect(kinds('secrets', 'identity')).toEqual([
    'AGENT_KIND actors.agents.copilot',
    'AGENT_KIND deploy.prod.executor',
  ]);
  expect(result(policy('environments: [prod]', 'environments: [staging]'), [change()], agentFacts())).toEqual(
    ['AGENT_ENVIRONMENT actors.agents.copilot'],
  );
});

test('entries of both layers bind the executor', () => {
  const floor =
    'actors: { agents: { runner: { identities: [{ github: 9 }], roles: [executor], environments: [prod], deny_kinds: [identity] } } }\n';
  expect(open(decide({ policy: policy('environments: [prod]'), floor }))).toEqual([
    'AGENT_KIND deploy.prod.executor',
  ]);
});
