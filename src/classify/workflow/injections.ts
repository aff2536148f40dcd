// Texts of strangers that become programs: pasted into a script, run by one, or written where later steps take what to run from. Read by workflow-untrusted-trigger.
import { followTexts } from '../shell/follow-texts.ts';
import { AGENT } from '../shell/interpreters.ts';
import type { Followed } from '../shell/follow-texts.ts';
import { NOTHING_HANDED } from '../shell/handed-on.ts';
import type { HandedOn } from '../shell/handed-on.ts';
import { FOREIGN_FOLDERS } from '../shell/foreign-files.ts';
import { cmdRuns, programTexts } from '../shell/program-texts.ts';
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { foldersAfter, isRunOfStrangers, within } from './foreign-files.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';
import {
  expressionsOf,
  handOn,
  handedTo,
  heldBy,
  JSON_NAMES,
  NOTHING_GIVEN,
  strangersIn,
} from './strangers-texts.ts';
import type { Given, Handed } from './strangers-texts.ts';

/** `into`: a script; `by`: what runs it; `file`: of GitHub, from which later steps take variables and places of programs. */
export type Injection = { readonly step: Named; readonly input: string; readonly line: number } & (
  | { readonly kind: 'pasted' }
  | { readonly kind: 'run' | 'told'; readonly by: string }
  | { readonly kind: 'forged'; readonly file: string }
);

/** Each step and input once. `workflow`: what stands around a job. */
export function injectionsIn(tree: Node, workflow: Node | undefined): readonly Injection[] {
  return followSteps(tree, { workflow, given: NOTHING_GIVEN, call: () => NOTHING_HANDED }).injections;
}

export type Surroundings = {
  readonly workflow: Node | undefined;
  readonly given: Given;
  /** What a step gets back from an action of this repository that it uses. `held`: its variables. */
  readonly call: (step: Node, held: Held, handed: Handed) => Pick<HandedOn, 'outputs' | 'variables'>;
};

/** Through all steps of a job or an action in their order. `handed`: what stands at its end. */
export function followSteps(
  tree: Node,
  { workflow, given, call }: Surroundings,
): { readonly injections: readonly Injection[]; readonly handed: Handed } {
  const handed = handedTo(tree, given);
  const isOfStrangers = isRunOfStrangers(tree, workflow);
  const injections = [...foreignCall(tree), ...stepsIn(tree)].flatMap((step) => {
    const folders = isOfStrangers ? foldersAfter(step.node, handed.variables) : null;
    if (folders !== null) handed.variables.set(FOREIGN_FOLDERS, folders);
    const held = heldBy([workflow, tree, step.node], handed);
    const followed = followedIn(step.node, tree, within(step.node, held));
    const line = lineOf(step.node, memberText(step.node, 'run') === '' ? ['with'] : ['run']);
    const found = [
      ...pastedIn(step, held, handed),
      ...toldIn(step, held, handed),
      ...followed.runs.map(({ input, by }) => {
        const kind = AGENT.test(by) ? 'told' : 'run';
        return { step, input, line, kind, by } as const;
      }),
      ...followed.forged.map(({ input, file }) => ({ step, input, line, kind: 'forged', file }) as const),
    ];
    handOn(step.node, followed, handed);
    handOn(step.node, call(step.node, held, handed), handed);
    return found;
  });
  return { injections, handed };
}

/** A job that calls a workflow of another repository is one step, of which only the inputs are known. */
function foreignCall(job: Node): readonly Named[] {
  const uses = memberText(job, 'uses');
  return uses === '' || /^[.$]\//.test(uses) ? [] : [{ name: uses.split('@', 1)[0] ?? '', node: job }];
}

/** Tells it from every other of its part. */
export function keyOfInjection({ step, kind, input }: Injection): string {
  return `${step.name} ${kind} ${input}`;
}

function pastedIn(step: Named, held: Held, handed: Handed): readonly Injection[] {
  return scriptsOf(step.node).flatMap(({ text, line }) => {
    // A list in JSON is a list of JavaScript too.
    const harmless = ofGithubScript(step.node) ? JSON_NAMES : null;
    const inputs = expressionsOf(text)
      .map((expression) => strangersIn(expression, held, handed))
      .filter((input) => input !== harmless);
    return [...new Set(inputs.filter((input) => input !== null))].map(
      (input) => ({ step, input, line, kind: 'pasted' }) as const,
    );
  });
}

/** Actions that are agents, and inputs of theirs that are instructions. */
const AGENT_ACTION =
  /^(?:anthropics\/claude-code(?:-base)?-action|openai\/codex-action|google-(?:github-actions|gemini)\/[\w-]*gemini[\w-]*|actions\/ai-inference)@/i;
const INSTRUCTIONS = /^(?:direct_|override_|system[-_])?prompt$|^custom_instructions$/i;

/** Agents that are told what strangers write, or listen to everybody by themselves. */
function toldIn(step: Named, held: Held, handed: Handed): readonly Injection[] {
  const { node } = step;
  const by = memberText(node, 'uses').split('@', 1)[0] ?? '';
  if (!AGENT_ACTION.test(memberText(node, 'uses'))) return [];
  return (childOf(node, 'with')?.children ?? []).flatMap((given): readonly Injection[] => {
    const text = memberText(node, 'with', given.name);
    const listens = given.name === 'allowed_non_write_users' && text.trim() === '*';
    const inputs = listens
      ? [given.name]
      : INSTRUCTIONS.test(given.name)
        ? expressionsOf(text).flatMap((one) => strangersIn(one, held, handed) ?? [])
        : [];
    return [...new Set(inputs)].map(
      (input) => ({ step, input, line: given.line, kind: 'told', by }) as const,
    );
  });
}

function followedIn(step: Node, job: Node, held: Held): Followed {
  const script = memberText(step, 'run');
  const shell = memberText(step, 'shell') || memberText(job, 'defaults', 'run', 'shell');
  if (script === '')
    return programTexts(ofGithubScript(step) ? memberText(step, 'with', 'script') : '', held);
  if (/^cmd\b/i.test(shell)) return { runs: cmdRuns(script, held), ...NOTHING_HANDED };
  if (/^(?:python[\d.]*|node|perl|ruby)\b/i.test(shell)) return programTexts(script, held);
  const powershell = programTexts(
    /^(?:pwsh|powershell)\b/i.test(shell) || /\$env:/i.test(script) ? script : '',
    held,
  );
  const followed = followTexts(script, held);
  return { ...followed, runs: [...followed.runs, ...powershell.runs] };
}

function ofGithubScript(step: Node): boolean {
  return /^actions\/github-script@/i.test(memberText(step, 'uses'));
}

/** Inputs that actions run as a program, or hand to a shell: by what they are called nearly everywhere. */
const PROGRAM_INPUT =
  /^(?:inline|before|after|pre|post|run|build|test|install)?[-_]?(?:script|command|commands|cmd|run|entrypoint)$/i;

function scriptsOf(step: Node): readonly { readonly text: string; readonly line: number }[] {
  const inputs = (childOf(step, 'with')?.children ?? [])
    .filter(({ name }) => PROGRAM_INPUT.test(name))
    .map(({ name }) => ['with', name]);
  return [['run'], ...inputs].map((path) => ({
    text: memberText(step, ...path),
    line: lineOf(step, path),
  }));
}

function lineOf(step: Node, path: readonly string[]): number {
  const found = path.reduce<Node | undefined>(
    (at, name) => (at === undefined ? at : childOf(at, name)),
    step,
  );
  return (found ?? step).line;
}
