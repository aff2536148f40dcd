// Every sign by which the shipped registry knows an agent, each alone in a pull request of a human.
import { describe, expect, test } from 'vitest';
import type { CommitFact, Facts } from '../../../src/model/facts.ts';
import { compilePolicy, isAgentIdent, resolveActor } from '../../../src/policy/index.ts';
import { commit, facts, layers, pull, user } from '../given.ts';

const DORA = user('dora', 40);
const NO_POLICY = compilePolicy(layers(null));
const seen = (known: Facts) => {
  const { class: actorClass, agents } = resolveActor(NO_POLICY, known);
  return [actorClass, ...agents];
};
const written = (part: Partial<CommitFact>) => facts({ commits: [commit({ author: DORA, ...part })] });
const described = (part: Parameters<typeof pull>[1]) => facts({ pull_request: pull(DORA, part) });

describe('accounts that GitHub names', () => {
  test.each<[string, string, number]>([
    ['copilot', 'Copilot', 198982749],
    ['copilot', 'copilot[bot]', 167198135],
    ['codex', 'openai-code-agent[bot]', 242516109],
    ['codex', 'chatgpt-codex-connector[bot]', 199175422],
    ['codex', 'openai-codex[bot]', 215057067],
    ['claude', 'anthropic-code-agent[bot]', 242468646],
    ['claude', 'claude[bot]', 209825114],
    ['claude', 'claude-code-action[bot]', 208546643],
    ['claude', 'anthropic-claude[bot]', 215619710],
    ['devin', 'devin-ai-integration[bot]', 158243242],
    ['cursor', 'cursor[bot]', 206951365],
    ['cursor', 'cursoragent[bot]', 201670782],
    ['jules', 'google-labs-jules[bot]', 161369871],
    ['gemini', 'gemini-code-assist[bot]', 176961590],
    ['amazon-q', 'amazon-q-developer[bot]', 208079219],
    ['kiro', 'kiro-agent[bot]', 245459735],
    ['kiro', 'kiro-agent', 244629292],
    ['windsurf', 'windsurf-bot[bot]', 189301087],
    ['cline', 'cline[bot]', 205137888],
    ['continue', 'continue[bot]', 230936708],
    ['roo', 'roomote[bot]', 263205322],
    ['roo', 'roomote-roomote[bot]', 301996811],
    ['factory-droid', 'factory-droid[bot]', 138933559],
  ])('%s as %s, author or pusher', (agent, login, id) => {
    const account = { login, id, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    expect(seen(facts({ pull_request: pull(account) }))).toEqual(['agent', agent]);
    expect(seen(facts({ pull_request: pull({ ...account, login: 'renamed' }) }))).toEqual(['agent', agent]);
    expect(seen(facts({ pushers: [account] }))).toEqual(['mixed', agent]);
  });

  test('an agent that is a user account of an id nobody noted', () => {
    expect(seen(facts({ pull_request: pull(user('OpenHands-Agent', 999)) }))).toEqual(['mixed', 'openhands']);
  });

  test.each([
    ['sweep', 'sweep-ai[bot]'],
    ['lovable', 'lovable-dev[bot]'],
    ['lovable', 'gpt-engineer-app[bot]'],
    ['opencode', 'opencode-agent[bot]'],
  ])('%s, a bot of an id nobody noted: %s', (agent, login) => {
    expect(seen(facts({ pull_request: pull({ login, id: 999, type: 'Bot' }) }))).toEqual(['unknown_bot']);
    expect(seen(written({ coauthors: [{ login, id: null, type: null }] }))).toEqual(['mixed', agent]);
  });
});

test.each([
  ['copilot', 'copilot/fix-1'],
  ['codex', 'codex/fix'],
  ['claude', 'claude/issue-3'],
  ['devin', 'devin/1718000000-fix'],
  ['cursor', 'cursor/fix-12ab'],
  ['amazon-q', 'Q-DEV-issue-7-1718'],
  ['openhands', 'openhands-fix-issue-3'],
])('%s by the branch %s', (agent, head_branch) => {
  expect(seen(described({ head_branch }))).toEqual(['mixed', agent]);
});

test.each([
  ['codex', 'See https://chatgpt.com/codex/tasks/task_1'],
  ['codex', 'Generated with [Codex](https://openai.com/codex)'],
  ['claude', '🤖 Generated with [Claude Code](https://claude.com/claude-code)'],
  ['claude', 'Generated with Claude: https://claude.ai/code/x'],
  ['devin', 'Link: https://app.devin.ai/sessions/0a1b'],
  ['cursor', '<!-- CURSOR_AGENT_PR_BODY_BEGIN -->'],
  ['cursor', 'https://cursor.com/agents?id=bc-1'],
  ['open-swe', 'Made by [Open SWE](https://host.test/agents/1)'],
])('%s by its words in the description: %s', (agent, body) => {
  expect(seen(described({ body }))).toEqual(['mixed', agent]);
});

test.each([
  ['codex', 'codex'],
  ['kiro', 'kiro'],
])('%s by the label %s', (agent, name) => {
  expect(seen(described({ labels: [{ name, by: null }] }))).toEqual(['mixed', agent]);
});

test.each([
  ['copilot', 'Agent-Logs-Url: https://github.com/acme/infra/sessions/1'],
  ['copilot', 'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>'],
  ['copilot', 'Co-authored-by: Copilot <copilot@github.com>'],
  ['copilot', 'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>'],
  ['codex', 'Co-authored-by: Codex <noreply@openai.com>'],
  ['codex', 'Co-authored-by: GPT <codex@openai.com>'],
  ['claude', 'Co-Authored-By: Claude Opus <noreply@anthropic.com>'],
  ['claude', 'Claude-Session: https://claude.ai/code/session_1'],
  ['cursor', 'Co-authored-by: Cursor <cursoragent@cursor.com>'],
  ['cursor', 'Made-with: Cursor'],
  ['gemini', 'Co-authored-by: gemini-cli <1+gemini-cli@users.noreply.github.com>'],
  ['gemini', 'Co-authored-by: Gemini <gemini@google.com>'],
  ['antigravity', 'Co-authored-by: Antigravity <agent@google.com>'],
  ['antigravity', 'Co-authored-by: AG <x@antigravity.dev>'],
  ['aider', 'Co-authored-by: aider (gpt) <aider@aider.chat>'],
  ['aider', 'Co-authored-by: aider (gpt) <noreply@aider.chat>'],
  ['factory-droid', 'Co-authored-by: droid <138933559+factory-droid[bot]@users.noreply.github.com>'],
  ['amp', 'Co-authored-by: Amp <amp@ampcode.com>'],
  ['opencode', 'Co-Authored-By: opencode <noreply@opencode.ai>'],
  ['replit', 'Replit-Commit-Author: Agent'],
  ['replit', 'Replit-Commit-Session-Id: 1'],
  ['v0', 'Co-authored-by: v0 <v0@vercel.com>'],
  ['entire', 'Entire-Checkpoint: 1'],
  ['entire', 'Entire-Session: 1'],
  ['entire', 'Entire-Agent: x'],
  ['entire', 'Entire-Metadata: x'],
  ['unnamed-agent', 'Assisted-by: a model'],
  ['unnamed-agent', 'Generated-by: a model'],
  ['unnamed-agent', 'AI-Assisted-By: a model'],
  ['unnamed-agent', 'AI-Generated: true'],
  ['unnamed-agent', 'AI-Tool: a tool'],
  ['unnamed-agent', 'AI-Model: a model'],
])('%s by the trailer "%s"', (agent, line) => {
  expect(seen(written({ message: `Change\n\n${line}` }))).toEqual(['mixed', agent]);
});

describe('names and addresses that commits are made under', () => {
  test.each([
    ['copilot', 'Copilot <198982749+Copilot@users.noreply.github.com>'],
    ['cursor', 'Cursor Agent <cursoragent@cursor.com>'],
    ['cursor', 'x <agent@cursor.com>'],
    ['cursor', 'x <Composer@anysphere.co>'],
    ['openhands', 'openhands <openhands@all-hands.dev>'],
    ['replit', 'agent <agent@replit.com>'],
    ['junie', 'Junie <junie@jetbrains.com>'],
    ['continue', 'Continue <noreply@continue.dev>'],
    ['aider', 'Dora Doe (aider) <dora@acme.test>'],
  ])('%s as %s', (agent, ident) => {
    expect(isAgentIdent(ident)).toBe(true);
    expect(seen(written({ idents: [ident] }))).toEqual(['mixed', agent]);
  });

  test.each(['Dora Doe <dora@acme.test>', 'aider <dora@acme.test>', 'x <agent@cursor.com.acme.test>', ''])(
    'a person: %s',
    (ident) => {
      expect(isAgentIdent(ident)).toBe(false);
      expect(seen(written({ idents: [ident] }))).toEqual(['human']);
    },
  );
});

describe('what is no agent', () => {
  test.each([
    ['dependabot[bot]', 49699333],
    ['renovate[bot]', 29139614],
    ['github-actions[bot]', 41898282],
  ])('%s is a bot that somebody has to list', (login, id) => {
    expect(seen(facts({ pull_request: pull({ login, id, type: 'Bot' }) }))).toEqual(['unknown_bot']);
  });

  test.each(['<!-- CURSOR_SUMMARY -->', 'Please review with @copilot'])(
    'a description that says %s',
    (body) => {
      expect(seen(described({ body }))).toEqual(['human']);
    },
  );
});
