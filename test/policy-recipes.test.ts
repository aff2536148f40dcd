// Every recipe of the page is a policy without a problem, and holds what it says it holds: each case differs from the next in one thing.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Change } from '../src/model/change.ts';
import {
  agentFacts,
  approval,
  change,
  classified,
  commit,
  COPILOT,
  decide,
  facts,
  finding,
  HEAD,
  open,
  pull,
  smallChange,
  user,
} from './policy/given.ts';
import type { Given } from './policy/given.ts';
import { check } from './policy/lint/given.ts';

const PAGE = readFileSync(new URL('../docs/policy/recipes.md', import.meta.url), 'utf8');
const RECIPES = [...PAGE.matchAll(/^## (.+)\n[^#]*?```yaml\n([\s\S]*?)```/gm)].map(
  ([, title = '', policy = '']) => ({ title, policy }),
);

type Case = readonly [given: Omit<Given, 'policy'>, opens: readonly string[]];

/** People enough for any baseline: three of whom none had a part in the change. */
const APPROVED = ['bob', 'carol', 'erin'].map((login) => approval(login));
const approved = (part: Parameters<typeof facts>[0] = {}) => facts({ reviews: APPROVED, ...part });
const agents = (part: Parameters<typeof facts>[0] = {}) => agentFacts({ reviews: APPROVED, ...part });
const at = (now: string) => ({ now });
const found = (id: string, address = 'aws_lb.other'): Partial<Given> => {
  const one = change({ address, findings: [id] });
  return { classified: classified([one], { findings: [finding({ id, address })] }) };
};
const inDev = (part: Partial<Change> = {}): Change =>
  smallChange({ file: 'envs/dev/queue.tf', environment: 'dev', ...part });
const signed = (verified: boolean) => [
  commit({ author: user('dora', 40), committer: user('dora', 40), verified }),
];
const opened = (path: string): Change =>
  change({
    kinds: ['firewall'],
    attributes: [{ path, line: 14, before: 'a', after: 'b', sensitive: false }],
  });
/** Every commit and push is the agent's own. */
const alone = {
  commits: [commit({ author: COPILOT, committer: COPILOT, verified: true })],
  pushers: [COPILOT],
};
const used = (...tools: readonly string[]) => ({ declared: { scope: null, tools, problem: null } });
const compute = change({ kinds: ['compute'], type: 'aws_instance', address: 'aws_instance.a' });

const CASES: { readonly [title: string]: readonly Case[] } = {
  'Two people for production IAM': [
    [{ facts: approved({ reviews: [approval('bob')] }) }, ['APPROVALS_MISSING identity-prod']],
    [{ facts: approved({ reviews: [approval('bob'), approval('carol')] }) }, []],
    [{ facts: approved({ reviews: [approval('bob')] }), changes: [compute] }, []],
  ],
  'One of each of two teams': [
    [
      { facts: approved({ reviews: [approval('bob')] }), changes: [change({ kinds: ['firewall'] })] },
      ['APPROVALS_MISSING security-and-platform'],
    ],
    [
      {
        facts: approved({ reviews: [approval('bob'), approval('erin')] }),
        changes: [change({ kinds: ['firewall'] })],
      },
      [],
    ],
  ],
  'No agent on Fridays': [
    [{ facts: agents(at('2026-11-20T12:00:00Z')) }, ['DENIED no-agents-on-fridays']],
    [{ facts: agents(at('2026-11-19T12:00:00Z')) }, []],
    [{ facts: approved(at('2026-11-20T12:00:00Z')) }, []],
    [{ facts: agents({ now: null }) }, ['DENIED no-agents-on-fridays']],
  ],
  'A freeze': [
    [{ facts: approved(at('2026-12-24T12:00:00Z')) }, ['DENIED year-end-freeze']],
    [{ facts: approved(at('2027-01-04T12:00:00Z')) }, []],
  ],
  'Let one agent change dev alone': [
    [{ facts: agentFacts(alone), changes: [inDev()] }, []],
    [
      { facts: agentFacts(alone), changes: [inDev({ tier: 'elevated', kinds: ['identity'] })] },
      ['APPROVALS_MISSING baseline'],
    ],
    [
      { facts: agentFacts({ ...alone, pushers: [COPILOT, user('eve', 9)] }), changes: [inDev()] },
      ['APPROVALS_MISSING baseline'],
    ],
    [{ facts: agents(), changes: [change()] }, ['AGENT_ENVIRONMENT actors.agents.copilot']],
  ],
  'An agent that never touches secrets': [
    [{ facts: agents(), changes: [change({ kinds: ['secrets'] })] }, ['AGENT_KIND actors.agents.copilot']],
    [{ facts: agents(), changes: [compute] }, []],
    [
      { facts: agents(at('2027-04-01T00:00:00Z')), changes: [compute] },
      ['AGENT_EXPIRED actors.agents.copilot'],
    ],
  ],
  'The owner of the agent answers for it': [
    [{ facts: agents({ teams: { '@acme/platform': ['zoe'] } }) }, ['APPROVALS_MISSING somebody-answers']],
    [{ facts: agents() }, []],
    [{ facts: approved({ teams: { '@acme/platform': ['zoe'] } }) }, []],
  ],
  'Agents show who asked them and with what': [
    [{ facts: agents() }, ['PROVENANCE_MISSING agents-explain-themselves']],
    [
      {
        facts: agents({
          provenance: {
            prompt_digest: 'sha256:1',
            plan_digest: 'sha256:2',
            tools_digest: null,
            purpose: null,
            signed_by: null,
          },
        }),
      },
      [],
    ],
    [{ facts: approved() }, []],
  ],
  'An agent with a short list of tools': [
    [{ facts: agents(used('terraform', 'kubectl')) }, ['TOOL_NOT_ALLOWED actors.agents.copilot']],
    [{ facts: agents(used('terraform', 'mcp__github__create_pull_request')) }, []],
    [{ facts: agents() }, ['PROVENANCE_MISSING actors.agents.copilot']],
  ],
  'Nothing but what was announced': [
    [{ facts: agents(), ...found('outside-declared-scope') }, ['DENIED as-announced']],
    [{ facts: agents() }, []],
  ],
  'A plan that somebody could read': [
    [{ facts: approved() }, ['CHECK_MISSING planned']],
    [
      {
        facts: approved({
          checks: [
            {
              name: 'terraform-plan',
              app_id: 15368,
              head_sha: HEAD,
              status: 'completed',
              conclusion: 'success',
              started_at: null,
            },
          ],
        }),
      },
      [],
    ],
    [
      {
        facts: approved({
          checks: [
            {
              name: 'terraform-plan',
              app_id: 1,
              head_sha: HEAD,
              status: 'completed',
              conclusion: 'success',
              started_at: null,
            },
          ],
        }),
      },
      ['CHECK_MISSING planned'],
    ],
  ],
  'No data store is destroyed by pull request': [
    [{ facts: approved(), ...found('data-store-destroyed') }, ['DENIED no-data-loss']],
    [{ facts: approved(), ...found('backup-reduced') }, []],
  ],
  'Nothing opens to everybody, but for the web tier': [
    [{ facts: approved(), ...found('public-ingress') }, ['DENIED not-public']],
    [{ facts: approved(), ...found('public-ingress', 'aws_lb.public') }, []],
    [
      { facts: approved(at('2027-02-01T00:00:00Z')), ...found('public-ingress', 'aws_lb.public') },
      ['DENIED not-public'],
    ],
  ],
  "Who may reach a port is security's business": [
    [
      {
        facts: approved({ teams: { '@acme/security': ['zoe'] } }),
        changes: [opened('ingress[0].cidr_blocks[1]')],
      },
      ['APPROVALS_MISSING who-may-reach-us'],
    ],
    [
      {
        facts: approved({ teams: { '@acme/security': ['zoe'] } }),
        changes: [opened('ingress[0].description')],
      },
      [],
    ],
  ],
  'Each team approves its own folder': [
    [
      {
        facts: approved({ teams: { '@acme/payments': ['zoe'], '@acme/search': ['bob'] } }),
        changes: [change({ file: 'teams/payments/a.tf', environment: null })],
      },
      ['APPROVALS_MISSING owners-approve'],
    ],
    [
      {
        facts: approved({ teams: { '@acme/payments': ['zoe'], '@acme/search': ['bob'] } }),
        changes: [change({ file: 'teams/search/a.tf', environment: null })],
      },
      [],
    ],
  ],
  'Large changes need more people': [
    [
      {
        facts: approved({ reviews: [approval('bob'), approval('carol')] }),
        changes: Array.from({ length: 21 }, (_, index) =>
          smallChange({ address: `aws_sqs_queue.q${index}` }),
        ),
      },
      ['APPROVALS_MISSING large'],
    ],
    [
      {
        facts: approved({ reviews: [approval('bob'), approval('carol')] }),
        changes: Array.from({ length: 20 }, (_, index) =>
          smallChange({ address: `aws_sqs_queue.q${index}` }),
        ),
      },
      [],
    ],
    [
      {
        facts: approved(),
        changes: Array.from({ length: 21 }, (_, index) =>
          smallChange({ address: `aws_sqs_queue.q${index}` }),
        ),
      },
      [],
    ],
  ],
  'Restricted data': [
    [
      {
        facts: approved({ teams: { '@acme/security': ['zoe'] } }),
        changes: [change({ kinds: ['data_store'] })],
      },
      ['APPROVALS_MISSING restricted-data'],
    ],
    [
      {
        facts: approved({ teams: { '@acme/security': ['zoe'] } }),
        changes: [change({ kinds: ['data_store'], environment: 'dev' })],
      },
      [],
    ],
  ],
  'Nothing from forks': [
    [{ facts: approved({ pull_request: pull(user('dora', 40), { fork: true }) }) }, ['DENIED no-forks']],
    [{ facts: approved({ pull_request: pull(user('dora', 40), { fork: null }) }) }, ['DENIED no-forks']],
    [{ facts: approved({ pull_request: pull(user('dora', 40), { fork: false }) }) }, []],
  ],
  'Only signed commits reach production': [
    [{ facts: approved({ commits: signed(false) }) }, ['ASSURANCE_LOW signed']],
    [{ facts: approved({ commits: signed(true) }) }, []],
  ],
  'The policy belongs to somebody': [
    [
      {
        facts: approved({ reviews: [approval('bob'), approval('erin')] }),
        changes: [
          change({
            format: 'governance',
            file: '.aigov.yml',
            type: null,
            kinds: ['governance'],
            environment: null,
          }),
        ],
      },
      ['APPROVALS_MISSING governance-needs-an-admin'],
    ],
    [
      {
        facts: approved(),
        changes: [
          change({
            format: 'governance',
            file: '.aigov.yml',
            type: null,
            kinds: ['governance'],
            environment: null,
          }),
        ],
      },
      [],
    ],
  ],
  'Try a rule before it bites': [[{ facts: approved(), ...found('iam-wildcard') }, []]],
  'Take something out of a rule': [
    [
      { facts: approved({ teams: { '@acme/platform': ['zoe'] } }) },
      ['APPROVALS_MISSING compute-but-for-queues'],
    ],
    [
      {
        facts: approved({ teams: { '@acme/platform': ['zoe'] } }),
        changes: [change({ type: 'aws_sqs_queue' })],
      },
      [],
    ],
  ],
};

test('there are recipes, and cases for each of them', () => {
  expect(RECIPES.length).toBe([...PAGE.matchAll(/^## /gm)].length);
  expect(RECIPES.length).toBeGreaterThanOrEqual(16);
  expect(Object.keys(CASES)).toEqual(RECIPES.map(({ title }) => title));
});

describe.each(RECIPES)('$title', ({ title, policy }) => {
  test('is a policy without a problem', () => {
    expect(check(policy).filter(({ code }) => code !== 'bare-login')).toEqual([]);
  });

  test('decides what it says', () => {
    for (const [given, opens] of CASES[title] ?? [])
      expect(open(decide({ policy, ...given }))).toEqual(opens);
  });
});

test('the account of the agent is the one that the recipes name', () => {
  expect(PAGE).toContain(`github: ${COPILOT.id ?? 0}`);
});
