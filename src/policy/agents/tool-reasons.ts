// The tools of listed agents against what is known of the tools they used. Called by `evaluate`.
import { matchesNameGlob } from '../../model/plain-glob.ts';
import type { Reason } from '../../model/decision.ts';
import type { Facts } from '../../model/facts.ts';
import type { AgentInput } from './agent-reasons.ts';
import type { ListedAgent } from '../compiled.ts';
import { makeReason } from '../make-reason.ts';

/**
 * A log names no agent, so each listed agent that took part answers for all of it. What the agent says of its tools is
 * its own word: it blocks where it names too much, and is the least that a limit on tools can ask for.
 */
export function toolReasons({ agents, actor, facts, classified }: AgentInput): readonly Reason[] {
  if (classified.tier === 'none' && classified.unreadable.length === 0) return [];
  const used = toolsUsed(facts);
  return agents
    .filter(({ name }) => actor.agents.includes(name))
    .flatMap((agent) => (agent.tools === null ? [] : reasonsOf(agent, agent.tools, used)));
}

/** Every source counts: a tool that any of them names was used. Null: none names any. */
function toolsUsed({ declared, provenance }: Facts): readonly string[] | null {
  const logs = [declared?.tools, provenance?.tools].filter((log) => log !== undefined && log !== null);
  return logs.length === 0 ? null : [...new Set(logs.flat())].toSorted();
}

function reasonsOf(
  { name }: ListedAgent,
  allowed: readonly string[],
  used: readonly string[] | null,
): readonly Reason[] {
  const base = { rule: `actors.agents.${name}`, satisfied: false, need: { tools: allowed } } as const;
  const only = allowed.length === 0 ? 'no tool' : `only ${some(allowed)}`;
  if (used === null) {
    const message = `${name} may use ${only}, and nothing tells which tools it used.`;
    const remediation = 'List them under "tools" in the aigov block of the description.';
    return [makeReason({ ...base, code: 'PROVENANCE_MISSING', message, remediation })];
  }
  const others = used.filter((tool) => !allowed.some((glob) => glob === tool || matchesNameGlob(glob, tool)));
  if (others.length === 0) return [];
  return [
    makeReason({
      ...base,
      code: 'TOOL_NOT_ALLOWED',
      have: { tools: others },
      message: `${name} used ${some(others)}; it may use ${only}.`,
      remediation:
        'Make the change again without it, let a human open it, or let an owner of the policy allow the tool.',
    }),
  ];
}

/** A message is one line: the document holds all of them. */
function some(tools: readonly string[]): string {
  const shown = tools.slice(0, 5).join(', ');
  return tools.length > 5 ? `${shown} and ${tools.length - 5} more` : shown;
}
