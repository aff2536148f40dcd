// Tools of listed agents: a log that holds another one blocks, no log at all needs somebody.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import { BARE, agentFacts, change, decide, facts, open, reason, smallChange } from '../given.ts';

const agent = 'identities: [{ github: 198982749 }], environments: [prod, staging]';
const policy = (limits: string): string =>
  `${BARE}actors: { agents: { copilot: { ${agent}, ${limits} } } }\n`;
const used = (...tools: readonly string[]): Partial<Facts> => ({
  declared: { scope: null, tools, problem: null },
});
const blocked = ['TOOL_NOT_ALLOWED actors.agents.copilot'];
const unknown = ['PROVENANCE_MISSING actors.agents.copilot'];

const verdict = (limits: string, part: Partial<Facts> = {}, changes = [change()]): readonly string[] =>
  open(decide({ policy: policy(limits), facts: agentFacts(part), changes }));

describe('allow-list', () => {
  test.each<[string, string, Partial<Facts>, readonly string[]]>([
    ['the tool', 'tools: [terraform, gh]', used('terraform'), []],
    ['another tool', 'tools: [terraform, gh]', used('terraform', 'kubectl'), blocked],
    ['another spelling', 'tools: [terraform]', used('Terraform'), blocked],
    ['a glob', 'tools: ["mcp__github__*"]', used('mcp__github__create_pr'), []],
    ['a glob fits the whole name', 'tools: ["mcp__github__*"]', used('x_mcp__github__create_pr'), blocked],
    ['a name with brackets', 'tools: ["Bash(terraform *)"]', used('Bash(terraform plan ./envs/prod)'), []],
    ['nothing used', 'tools: [terraform]', used(), []],
    ['nothing allowed, nothing used', 'tools: []', used(), []],
    ['nothing allowed', 'tools: []', used('terraform'), blocked],
    ['no log', 'tools: [terraform]', {}, unknown],
    [
      'a block that cannot be read',
      'tools: [terraform]',
      { declared: { scope: null, tools: null, problem: 'x' } },
      unknown,
    ],
    ['no list', 'autonomy: supervised', used('kubectl'), []],
  ])('%s', (_name, limits, part, expected) => {
    expect(verdict(limits, part)).toEqual(expected);
  });

  test('what any source names was used', () => {
    const provenance = {
      prompt_digest: null,
      tools_digest: null,
      plan_digest: null,
      purpose: null,
      signed_by: null,
    };
    const logged = (...tools: readonly string[]): Partial<Facts> => ({
      provenance: { ...provenance, tools },
    });
    expect(verdict('tools: [terraform]', { ...used('terraform'), ...logged('kubectl') })).toEqual(blocked);
    expect(verdict('tools: [terraform]', logged('terraform'))).toEqual([]);
  });

  test('the reason names the tool and the agent', () => {
    const decision = decide({
      policy: policy('tools: [terraform, gh]'),
      facts: agentFacts(used('kubectl', 'gh')),
    });
    expect(decision.outcome).toBe('blocked');
    expect(reason(decision, 'actors.agents.copilot')).toMatchObject({
      code: 'TOOL_NOT_ALLOWED',
      fixable_by: 'agent',
      need: { tools: ['terraform', 'gh'] },
      have: { tools: ['kubectl'] },
      message: 'copilot used kubectl; it may use only terraform, gh.',
    });
  });

  test('each layer binds', () => {
    const floor = `actors: { agents: { copilot: { ${agent}, tools: [gh] } } }`;
    const decision = decide({
      policy: policy('tools: [gh, terraform]'),
      floor,
      facts: agentFacts(used('terraform')),
    });
    expect(open(decision)).toEqual(blocked);
  });
});

test('other authors are not bound, nor is a change without meaning', () => {
  const human = facts(used('kubectl'));
  expect(open(decide({ policy: policy('tools: [gh]'), facts: human }))).toEqual([]);
  expect(verdict('tools: [gh]', used('kubectl'), [smallChange({ tier: 'none' })])).toEqual([]);
});
