// What a deployment runs has the rights of its target: whose limits then apply, and what is shown of it.
import { describe, expect, test } from 'vitest';
import type { Change, Classified } from '../../../src/model/change.ts';
import type { Target } from '../../../src/model/deploy.ts';
import { compilePolicy, inheritedPrivileges, targetsOf } from '../../../src/policy/index.ts';
import { BARE, agentFacts, change, classified, decide, facts, layers, open, reason } from '../given.ts';

const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const DEPLOY = '.github/workflows/deploy.yml';
const policy = (limits: string, workflow = DEPLOY): string => `${BARE}actors:
  agents:
    copilot: { identities: [{ github: 198982749 }], ${limits} }
deploy:
  live: { environment: prod, workflow: "${workflow}", ref: refs/heads/main, account: "111122223333", role: "${ROLE}", region: eu-west-1, policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }
`;
const pipeline = (part: Partial<Change> = {}): Change =>
  change({
    format: 'github-workflow',
    file: DEPLOY,
    type: 'workflow',
    kinds: ['pipeline'],
    environment: null,
    ...part,
  });
const action = (runIn?: readonly string[]): Change =>
  pipeline({
    format: 'github-action',
    file: '.github/actions/apply/action.yml',
    ...(runIn === undefined ? {} : { runIn }),
  });
const result = (limits: string, changes: readonly Change[], workflow?: string): readonly string[] =>
  open(decide({ policy: policy(limits, workflow), facts: agentFacts(), changes }));

describe('limits of an agent apply to what it makes a deployment run', () => {
  const outside = ['AGENT_ENVIRONMENT actors.agents.copilot'];
  test.each<[string, readonly Change[], readonly string[]]>([
    ['the workflow of the target', [pipeline()], outside],
    ['another workflow', [pipeline({ file: '.github/workflows/test.yml' })], []],
    ['the workflow under another name', [pipeline({ file: 'x.yml', previousFile: DEPLOY })], outside],
    ['an action that it runs', [action([DEPLOY])], outside],
    ['an action that another workflow runs', [action(['.github/workflows/test.yml'])], []],
    ['an action that nothing runs', [action()], []],
    ['comments alone', [pipeline({ tier: 'none' })], []],
  ])('%s', (_, changes, expected) => {
    expect(result('environments: [staging]', changes)).toEqual(expected);
    expect(result('environments: [prod]', changes)).toEqual([]);
  });

  test('an advisory agent reaches nothing through it either', () => {
    expect(result('autonomy: advisory', [pipeline()])).toEqual(['AGENT_ADVISORY actors.agents.copilot']);
    expect(result('autonomy: advisory', [pipeline({ file: '.github/workflows/test.yml' })])).toEqual([]);
  });

  test('an unreadable workflow counts, and so does an unreadable action that it runs', () => {
    const unreadable = (file: string, usedIn: readonly string[]): Classified =>
      classified([], {
        unreadable: [
          { file, line: 1, why: 'x', message: 'x', usedIn, environments: ['staging'], tier: 'critical' },
        ],
      });
    const codes = (of: Classified): readonly string[] =>
      open(decide({ policy: policy('environments: [staging]'), facts: agentFacts(), classified: of }));
    expect(codes(unreadable(DEPLOY, []))).toContain(outside[0]);
    expect(codes(unreadable('.github/actions/apply/action.yml', [DEPLOY]))).toContain(outside[0]);
    expect(codes(unreadable('chart/values.yaml', [DEPLOY]))).not.toContain(outside[0]);
  });

  test('the message says whose rights it would use', () => {
    const decision = decide({
      policy: policy('environments: [staging]'),
      facts: agentFacts(),
      changes: [action([DEPLOY])],
    });
    expect(reason(decision, 'actors.agents.copilot').message).toBe(
      `copilot may change staging, but .github/actions/apply/action.yml runs as ${ROLE} of prod.`,
    );
  });

  test('people are not bound by limits of agents', () => {
    expect(
      open(decide({ policy: policy('environments: [staging]'), facts: facts(), changes: [pipeline()] })),
    ).toEqual([]);
  });
});

describe('a workflow by its full name', () => {
  const pinned = (repository: string): string => `${repository}/${DEPLOY}@refs/heads/main`;
  test('counts in its own repository alone', () => {
    expect(result('environments: [staging]', [pipeline()], pinned('ACME/infra'))).toEqual([
      'AGENT_ENVIRONMENT actors.agents.copilot',
    ]);
    expect(result('environments: [staging]', [pipeline()], pinned('acme/other'))).toEqual([]);
  });

  test('where the repository is unknown it may be this one', () => {
    const unknown = agentFacts({ repository: null });
    expect(
      open(
        decide({
          policy: policy('environments: [staging]', pinned('acme/other')),
          facts: unknown,
          changes: [pipeline()],
        }),
      ),
    ).toEqual(['AGENT_ENVIRONMENT actors.agents.copilot']);
  });
});

test('each file and target once, with its role', () => {
  const targets: readonly Target[] = targetsOf(compilePolicy(layers(policy('environments: [prod]'))));
  const two = classified([pipeline({ startLine: 1 }), pipeline({ startLine: 9 }), action([DEPLOY])]);
  const live = {
    workflow: DEPLOY,
    target: 'live',
    environment: 'prod',
    role: ROLE,
    policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  };
  expect(inheritedPrivileges(targets, two, null)).toEqual([
    { file: '.github/actions/apply/action.yml', ...live },
    { file: DEPLOY, ...live },
  ]);
  expect(inheritedPrivileges([], two, null)).toEqual([]);
});
