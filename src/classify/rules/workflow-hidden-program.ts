// Finding rule: a job runs, or believes, something that its steps do not show. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { disguisedPrograms } from '../workflow/disguised-programs.ts';
import type { Disguised } from '../workflow/disguised-programs.ts';
import { outsiders } from '../workflow/events.ts';
import { injectionsIn } from '../workflow/injections.ts';
import {
  aroundOf,
  eventsAround,
  isPipelinePart,
  memberText,
  newOnes,
  ownTree,
  short,
  stepTitle,
  stepsIn,
  textOfNode,
  titleOf,
} from '../workflow/parts.ts';
import type { Named } from '../workflow/parts.ts';
import { strangeShells } from '../workflow/shells.ts';
import { swayOf } from '../workflow/swaying-variables.ts';
import type { Swayed } from '../workflow/swaying-variables.ts';

export const workflowHiddenProgram: ChangeRule = {
  on: 'change',
  id: 'workflow-hidden-program',
  title: 'Job runs what its steps do not show',
  severity: 'medium',
  confidence: 'medium',
  why: 'Some variables make every program load other code, take other programs under the old names, or trust other hosts; a shell of its own gets to read every script; and a variable or a path that one step writes for all later ones can do both. Nothing of it shows in the steps that people read.',
  remedy:
    'Set the variable in the one step that needs it, call the program where it is used, and write only fixed texts for later steps.',
  check: (change) => {
    if (change.after === null || !isPipelinePart(change)) return [];
    const [before, after] = [ownTree(change.before), ownTree(change.after)];
    const variables = newOnes(
      variablesIn(before),
      variablesIn(after),
      ({ name, value }) => `${name} ${value}`,
    );
    const shells = newOnes(strangeShells(before), strangeShells(after), ({ command }) => command);
    return [
      ...variables.map(({ name, line, sway }): Hit => ({
        message: `${titleOf(change)} sets \`${short(name)}\`, which ${sway.effect}.`,
        line,
        severity: sway.severity,
      })),
      ...shells.map(({ command, line }): Hit => ({
        message: `${titleOf(change)} hands its scripts to \`${short(command)}\`.`,
        line,
      })),
      ...newDisguises(change, before, after),
      ...newWriters(change, before, after),
    ];
  },
};

function newDisguises(change: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const keyOf = ({ step, what }: Disguised): string => `${step.name} ${what}`;
  return newOnes(disguisedPrograms(before), disguisedPrograms(after), keyOf).map(
    ({ step, what, severity, line }) => ({
      message: `${stepTitle(step, change)} ${what}.`,
      line,
      severity,
    }),
  );
}

type Variable = {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly sway: Swayed;
};

/** Of the part itself, of its container and of each step. */
function variablesIn(tree: Node): readonly Variable[] {
  const container = childOf(tree, 'container');
  const holders = [
    tree,
    ...(container === undefined ? [] : [container]),
    ...stepsIn(tree).map(({ node }) => node),
  ];
  return holders.flatMap((holder) =>
    (childOf(holder, 'env')?.children ?? []).flatMap((node) => {
      const value = textOfNode(node);
      const sway = swayOf(node.name, value);
      return sway === null ? [] : [{ name: node.name, value, line: node.line, sway }];
    }),
  );
}

/** Only where strangers can start the run: what they write may get into the line. */
function newWriters(change: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const event = eventsAround(change.after).find((name) => outsiders(name) !== null);
  if (event === undefined) return [];
  // What strangers surely write there is said by the rule about them.
  const told = new Set(
    injectionsIn(after, aroundOf(change.after)).flatMap(({ kind, step }) =>
      kind === 'forged' ? [step.name] : [],
    ),
  );
  const writers = newOnes(writersIn(before), writersIn(after), ({ name }) => name);
  return writers
    .filter(({ name }) => !told.has(name))
    .map((step) => ({
      message: `${stepTitle(step, change)} sets variables or paths for all later steps to computed texts, in a run that \`${event}\` lets strangers start.`,
      line: (childOf(step.node, 'run') ?? step.node).line,
      confidence: 'low',
    }));
}

function writersIn(tree: Node): readonly Named[] {
  return stepsIn(tree).filter(({ node }) => memberText(node, 'run').split('\n').some(writesComputed));
}

/** `echo "A=b" >> "$GITHUB_ENV"` holds no value but the name of the file. */
function writesComputed(line: string): boolean {
  if (!/GITHUB_(?:ENV|PATH)\b/.test(line)) return false;
  const rest = line.replaceAll(/["']?\$\{?(?:env:)?GITHUB_(?:ENV|PATH)\}?["']?/g, '');
  return /[$`]|<\(|\b(?:cat|tee|jq|curl)\b/.test(rest);
}
