// Finding rule: an agent may call or run more than before, or is asked less. Listed in registry.ts.
import { governanceFile } from '../../model/governance-files.ts';
import type { ParsedChange } from '../../model/change.ts';
import { commandsIn } from '../agents/commands.ts';
import { freed, given } from '../agents/allowances.ts';
import { brakesIn, modesIn } from '../agents/modes.ts';
import { describeServer, differences, serversIn } from '../agents/servers.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, segmentsOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { newOnes, ownTree, short, stepsIn } from '../workflow/parts.ts';

export const agentToolsWidened: ChangeRule = {
  on: 'change',
  id: 'agent-tools-widened',
  title: 'Agent may do more',
  severity: 'high',
  confidence: 'high',
  why: 'The settings of an agent say which servers it calls, which commands it runs and what it asks before. They take effect on the machine of everybody who opens the repository with that agent, and in its cloud, with the rights that are at hand there.',
  remedy:
    'Check who runs the new program or server and what it can reach; allow single commands, and keep the questions.',
  check: (change) => {
    if (isAgentSetup(change)) return newSetupSteps(change);
    if (change.after === null || change.type !== null || roleOf(change) === null) return [];
    const [before, after] = [treeOf(change.before), treeOf(change.after)];
    return [
      ...unread(change, before, after),
      ...newServers(before, after),
      ...changedServers(change, before, after),
      ...given(before, after).map(({ list, item, line }) =>
        hit(`\`${short(list)}\` now holds \`${short(item)}\``, line),
      ),
      ...freed(before, after).map(({ list, item }) =>
        hit(`\`${short(list)}\` no longer holds \`${short(item)}\``, null),
      ),
      ...newOnes(commandsIn(before), commandsIn(after), ({ name, text }) => `${name} ${text}`).map(
        ({ name, text, line }) => hit(`\`${short(text)}\` now runs by itself (${short(name)})`, line),
      ),
      ...newOnes(modesIn(before), modesIn(after), ({ what }) => what).map(({ what, line }) =>
        hit(`Now ${what}`, line),
      ),
      ...newOnes(brakesIn(after), brakesIn(before), ({ what }) => what).map(({ what }) =>
        hit(`Now ${what}`, null),
      ),
    ];
  },
};

function roleOf({ file }: ParsedChange): string | null {
  const found = governanceFile(file);
  if (found === null) return /(?:^|\/)\.vscode\//i.test(file) ? 'tools' : null;
  return found.role === 'tools' || found.role === 'instructions' ? found.role : null;
}

function hit(sentence: string, line: number | null): Hit {
  return { message: `${sentence}.`, line };
}

function unread({ file }: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const found = childOf(after, 'unread');
  if (found?.value !== true || childOf(before, 'unread')?.value === true) return [];
  return PROGRAM.test(file)
    ? [
        hit(
          'This program lies where agents find what they run, and what it does cannot be seen from here',
          null,
        ),
      ]
    : [hit('These settings cannot be read, so what they let the agent do is unknown', null)];
}

/** A skill brings programs of its own: https://agentskills.io/specification */
const PROGRAM = /\.(?:ps1|[bz]?sh|bash|py|[cm]?[jt]s|rb|pl|php|lua|go|bat|cmd)$/i;

function newServers(before: Node, after: Node): readonly Hit[] {
  return newOnes(serversIn(before), serversIn(after), ({ name }) => name).map((server) => {
    const what = describeServer(server);
    return hit(
      `The agent may now use the server ${short(server.name)}${what === '' ? '' : ` (\`${short(what)}\`)`}`,
      server.node.line,
    );
  });
}

/** A value that is hidden looks the same on both sides, but the list of what differs tells. */
function changedServers(change: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const old = new Map(serversIn(before).map((server) => [server.name, server.node]));
  const hidden = change.attributes.filter(({ sensitive, after: now }) => sensitive && now !== null);
  const masked = new Set(hidden.flatMap(({ path }) => segmentsOf(path)));
  return serversIn(after).flatMap(({ name, node }) => {
    const known = old.get(name);
    if (known === undefined) return [];
    const members = [...differences(known, node), ...(masked.has(name) ? ['a hidden value'] : [])];
    if (members.length === 0) return [];
    const list = members.map((member) => short(member)).join(', ');
    return [hit(`The server ${short(name)} is another than before (${list})`, node.line)];
  });
}

/** The workflow that prepares the machine of Copilot's coding agent runs before it, and what it leaves there the agent uses. */
function isAgentSetup({ file, type }: ParsedChange): boolean {
  return /^\.github\/workflows\/copilot-setup-steps\.ya?ml$/i.test(file) && type === 'workflow_job';
}

function newSetupSteps(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const [before, after] = [change.before, change.after].map((state) => stepsIn(ownTree(state)));
  return newOnes(before ?? [], after ?? [], ({ name }) => name).map(({ name, node }) => ({
    message: `Step "${short(name)}" now prepares the machine of GitHub Copilot's coding agent.`,
    line: node.line,
    severity: 'medium',
  }));
}
