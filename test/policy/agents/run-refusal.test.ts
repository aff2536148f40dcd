// Whose run may carry out which change: each refusal differs from the run that is let through in one field.
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { compilePolicy, runRefusal, targetsOf } from '../../../src/policy/index.ts';
import { BARE, COPILOT, approval, change, classified, layers } from '../given.ts';

const TOKEN = {
  iss: 'https://token.actions.githubusercontent.com',
  repository: 'acme/infra',
  job_workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
};
const policy = (runner: string, executor = ''): string => `${BARE}actors:
  agents:
    runner: { identities: [{ github: 9 }, { oidc: { job_workflow_ref: "${TOKEN.job_workflow_ref}" } }], ${runner} }
    writer: { identities: [{ github: 5 }], environments: [prod] }
deploy:
  prod: { environment: prod, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/deploy", region: eu-west-1${executor} }
`;

type Given = {
  readonly runner?: string;
  readonly executor?: string;
  readonly more?: string;
  readonly floor?: string;
  readonly accounts?: readonly number[];
  readonly claims?: Parameters<typeof runRefusal>[1]['claims'];
  readonly changes?: readonly Change[];
  readonly reviews?: Parameters<typeof runRefusal>[2]['reviews'];
};

function refused(given: Given): string | null {
  const text = policy(given.runner ?? 'roles: [executor], environments: [prod]', given.executor);
  const result = compilePolicy(layers(`${text}${given.more ?? ''}`, given.floor ?? null));
  const [target] = targetsOf(result);
  if (result.kind === 'invalid' || target === undefined) throw new Error(JSON.stringify(result));
  const refusal = runRefusal(
    result.policy,
    { accounts: given.accounts ?? [9], claims: given.claims ?? {} },
    {
      target,
      classified: classified(given.changes ?? [change()]),
      reviews: given.reviews ?? [],
      now: '2026-11-21T12:00:00Z',
    },
  );
  return refusal === null ? null : `${refusal.code}: ${refusal.why}`;
}

describe('a run of an agent', () => {
  test.each<[string, Given, string | null]>([
    ['an executor', {}, null],
    ['a person', { accounts: [2] }, null],
    [
      'an author',
      { accounts: [5] },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent writer, which has no role executor',
    ],
    [
      'one that only the registry knows',
      { accounts: [COPILOT.id ?? 0] },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent copilot, which the policy does not list as an executor',
    ],
    [
      'started by a person, started again by an author',
      { accounts: [2, 5] },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent writer, which has no role executor',
    ],
    [
      'of another environment',
      { runner: 'roles: [executor], environments: [staging]' },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which may not reach prod',
    ],
    [
      'of a denied kind',
      { runner: 'roles: [executor], environments: [prod], deny_kinds: [identity]' },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which may not carry out changes of kind identity',
    ],
    [
      'of a denied kind that is not in this change',
      { runner: 'roles: [executor], environments: [prod], deny_kinds: [dns]' },
      null,
    ],
    [
      'an advisory one',
      { runner: 'roles: [executor], environments: [prod], autonomy: advisory' },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which is advisory and may reach no environment',
    ],
    [
      'past its date',
      { runner: 'roles: [executor], environments: [prod], recertify_by: 2026-11-20' },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which had to be recertified by 2026-11-20',
    ],
    [
      'of an environment, although nothing changes there',
      { runner: 'roles: [executor], environments: [staging]', changes: [] },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which may not reach prod',
    ],
  ])('%s', (_, given, expected) => {
    expect(refused(given)).toBe(expected);
  });

  test('is known by its token as well, whoever started it', () => {
    const author = { runner: 'environments: [prod]', accounts: [2], claims: TOKEN };
    expect(refused(author)).toBe(
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which has no role executor',
    );
    const other = { ...TOKEN, job_workflow_ref: `${TOKEN.job_workflow_ref}2` };
    expect(refused({ ...author, claims: other })).toBeNull();
  });

  test('entries of all layers bind it', () => {
    const floor =
      'actors: { agents: { runner: { identities: [{ github: 9 }], roles: [executor], environments: [staging] } } }\n';
    expect(refused({ floor })).toBe(
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which may not reach prod',
    );
  });
});

describe('a target with an executor', () => {
  const executor = ', executor: runner';
  test.each<[string, Given, string | null]>([
    ['its run', { executor }, null],
    ['its run, by token', { executor, accounts: [2], claims: TOKEN }, null],
    [
      "a person's run",
      { executor, accounts: [2] },
      'EXECUTOR_OTHER: Only the agent runner runs the target prod, and this run is not its',
    ],
    [
      "another agent's run",
      { executor, accounts: [5] },
      'EXECUTOR_OTHER: Only the agent runner runs the target prod, and this run is of writer',
    ],
    [
      'its run, started again by another',
      { executor, accounts: [9, 5] },
      'AGENT_MAY_NOT_DEPLOY: The run is of the agent writer, which has no role executor',
    ],
  ])('%s', (_, given, expected) => {
    expect(refused(given)).toBe(expected);
  });
});

test('an account that a repository adds to the executor of its organisation runs nothing', () => {
  const executor = ', executor: runner';
  const listed = (id: number): string =>
    `actors: { agents: { runner: { identities: [{ github: ${id} }], roles: [executor], environments: [prod] } } }\n`;
  expect(refused({ executor, floor: listed(9) })).toBeNull();
  expect(refused({ executor, floor: listed(10) })).toBe(
    'EXECUTOR_OTHER: Only the agent runner runs the target prod, and this run is not its',
  );
  expect(refused({ executor, floor: listed(10), accounts: [10] })).toBeNull();
});

describe('one that validated does not execute', () => {
  const reviews = [{ ...approval('runner'), user: { login: 'runner[bot]', id: 9, type: 'Bot' } }];
  const words = 'AGENT_MAY_NOT_DEPLOY: The run is of the agent runner, which validated this change';

  test('unless the policy joins both', () => {
    expect(refused({ reviews })).toBe(words);
    expect(
      refused({ reviews: reviews.map((each) => ({ ...each, state: 'COMMENTED' as const })) }),
    ).toBeNull();
    const more = 'separation: { validator_may_execute: true }\n';
    expect(refused({ reviews, more })).toBeNull();
  });
});
