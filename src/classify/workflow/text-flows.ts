// Follows texts of strangers from job to job, into called workflows and actions of the repository, and back out of them. Read by new-text-flows.ts.
import { LIMITS } from '../../config/limits.ts';
import { NOTHING_HANDED } from '../shell/handed-on.ts';
import { SET_BY_GITHUB } from '../shell/texts.ts';
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { outsiders } from './events.ts';
import {
  acceptedBy,
  below,
  defaultsOf,
  memberOf,
  NO_TEXTS,
  plainOf,
  textsIn,
  together,
  waysOf,
} from './handed-texts.ts';
import type { GivenTexts, Hand, Texts, Ways } from './handed-texts.ts';
import { followSteps, injectionsIn, keyOfInjection } from './injections.ts';
import type { Injection, Surroundings } from './injections.ts';
import { memberText, textOfNode } from './parts.ts';
import { calledBy, eventsOf } from './pipelines.ts';
import type { Part, Pipeline, Pipelines } from './pipelines.ts';
import { handedTo, heldBy, NOTHING_GIVEN } from './strangers-texts.ts';
import type { Handed } from './strangers-texts.ts';

/** A text of strangers that becomes a program in another part than the one that asks for it. */
export type TextFlow = {
  readonly injection: Injection;
  readonly part: Part;
  /** Those that handed it on, the first one first. */
  readonly by: readonly Hand[];
  /** Strangers start the run with the rights of the repository, or nobody knows who does. */
  readonly isOpen: boolean;
};

export type TextFlows = {
  readonly flows: readonly TextFlow[];
  /** There are more calls than are followed, so that nobody knows of the rest. */
  readonly isCut: boolean;
};

/** What no part tells alone. Each pipeline is followed from whoever calls it, once for the same texts. */
export function textFlowsIn(pipelines: Pipelines): TextFlows {
  const follower = new Follower(pipelines);
  const called = new Set([...pipelines.values()].flatMap((one) => callsOf(one, pipelines)));
  const roots = [...pipelines.values()].flatMap((root) => {
    const starts = eventsOf(root).filter((event) => event !== 'workflow_call');
    if (starts.length === 0 && called.has(root)) return [];
    return [{ root, isOpen: starts.length === 0 || starts.some((event) => outsiders(event) !== null) }];
  });
  // Each place is told once, and what strangers can start weighs more.
  for (const { root, isOpen } of roots.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen)))
    follower.follow(root, NOTHING, { isOpen, depth: 0 });
  return { flows: follower.flows, isCut: follower.isCut };
}

function callsOf({ jobs, tops }: Pipeline, pipelines: Pipelines): readonly Pipeline[] {
  return [...jobs.values(), ...tops.values()]
    .flatMap(({ tree }) => usesBelow(tree))
    .flatMap((uses) => calledBy(uses, pipelines) ?? []);
}

function usesBelow(node: Node): readonly string[] {
  return node.children.flatMap((child) => (child.name === 'uses' ? [textOfNode(child)] : usesBelow(child)));
}

const NOTHING: GivenTexts = { values: NO_TEXTS, variables: NO_TEXTS };

type Where = { readonly isOpen: boolean; readonly depth: number };
/** What stands at the end of the steps, and what of it others handed on. */
type Followed = { readonly handed: Handed; readonly ways: Ways };

class Follower {
  readonly flows: TextFlow[] = [];
  isCut = false;
  readonly #pipelines: Pipelines;
  readonly #known = new Map<string, GivenTexts>();
  readonly #told = new Set<string>();

  constructor(pipelines: Pipelines) {
    this.#pipelines = pipelines;
  }

  /** What a pipeline gives back for these inputs and variables. */
  follow(pipeline: Pipeline, given: GivenTexts, where: Where): GivenTexts {
    const { values, variables } = plainOf(given);
    const key = JSON.stringify([pipeline.path, [...values], [...variables]]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= LIMITS.pipelineCalls || where.depth > LIMITS.pipelineDepth) {
      this.isCut = true;
      return NOTHING;
    }
    // One that calls itself gets nothing back.
    this.#known.set(key, NOTHING);
    const runs = pipeline.tops.get('runs');
    const back =
      runs === undefined
        ? this.#followJobs(pipeline, given.values, where)
        : this.#followAction({ pipeline, runs, given, where });
    this.#known.set(key, back);
    return back;
  }

  #followJobs({ jobs, tops }: Pipeline, values: Texts, where: Where): GivenTexts {
    const done = new Map<string, Texts>();
    let waiting = [...jobs];
    while (waiting.length > 0) {
      const ready = waiting.filter(([, part]) =>
        needsOf(part).every((need) => done.has(need) || !jobs.has(need)),
      );
      // GitHub refuses jobs that wait for each other.
      for (const [id, part] of ready.length === 0 ? waiting : ready) {
        const needed = needsOf(part).map((need) => below(`needs.${need}`, done.get(need) ?? NO_TEXTS));
        done.set(id, this.#followJob(part, together(values, ...needed), where));
      }
      waiting = waiting.filter(([id]) => !done.has(id));
    }
    const given = together(...[...done].map(([id, outputs]) => below(`jobs.${id}`, outputs)));
    const outputs = outputsOf(tops.get('on'), ['on', 'workflow_call', 'outputs'], given);
    return { values: outputs, variables: NO_TEXTS };
  }

  /** Its outputs. */
  #followJob(part: Part, values: Texts, where: Where): Texts {
    const given = { values, variables: NO_TEXTS };
    const callee = calledBy(memberText(part.tree, 'uses'), this.#pipelines);
    if (callee === undefined) {
      const { handed, ways } = this.#followSteps(part, given, where);
      const held = heldBy([part.around, part.tree], handed);
      return textsIn(childOf(part.tree, 'outputs'), { part, held, handed, ways });
    }
    const handed = handedTo(part.tree, plainOf(given));
    const holder = { part, held: NOTHING_GIVEN.variables, handed, ways: waysOf(given) };
    const inputs = acceptedBy(callee.tops.get('on'), textsIn(childOf(part.tree, 'with'), holder));
    // What is handed over as a secret is a text like any other.
    const secrets = textsIn(childOf(part.tree, 'secrets'), holder);
    const handedOver = together(below('inputs', inputs), below('secrets', secrets));
    return this.follow(callee, { values: handedOver, variables: NO_TEXTS }, deeper(where)).values;
  }

  #followAction(action: {
    readonly pipeline: Pipeline;
    readonly runs: Part;
    readonly given: GivenTexts;
    readonly where: Where;
  }): GivenTexts {
    const { pipeline, runs, given, where } = action;
    const standard = below('inputs', defaultsOf(pipeline.tops.get('inputs')));
    const inside = { values: together(standard, given.values), variables: given.variables };
    const { handed, ways } = this.#followSteps(runs, inside, where);
    const told = (texts: Held): Texts =>
      new Map([...texts].map(([name, text]) => [name, { text, by: ways.get(text) ?? [] }]));
    const set = [...handed.variables].filter(([name, text]) => given.variables.get(name)?.text !== text);
    return {
      values: outputsOf(pipeline.tops.get('outputs'), ['outputs'], told(handed.values)),
      variables: new Map(
        [...told(new Map(set))].map(([name, { text, by }]) => [
          name,
          { text, by: [...by, { part: runs, line: runs.change.startLine }] },
        ]),
      ),
    };
  }

  #followSteps(part: Part, given: GivenTexts, where: Where): Followed {
    const ways = waysOf(given);
    const call: Surroundings['call'] = (step, held, handed) => {
      const callee = calledBy(memberText(step, 'uses'), this.#pipelines);
      if (callee?.tops.has('runs') !== true) return NOTHING_HANDED;
      const inputs = textsIn(childOf(step, 'with'), { part, held, handed, ways });
      const variables = new Map(
        [...held]
          .filter(([name]) => !SET_BY_GITHUB.has(name))
          .map(([name, text]) => [
            name,
            { text, by: [...(ways.get(text) ?? []), { part, line: step.line }] },
          ]),
      );
      const back = this.follow(callee, { values: below('inputs', inputs), variables }, deeper(where));
      for (const [text, by] of waysOf(back)) if (!ways.has(text)) ways.set(text, by);
      const { values: outputs, variables: set } = plainOf(back);
      return { outputs, variables: set };
    };
    const surroundings = { workflow: part.around, given: plainOf(given), call };
    const { injections, handed } = followSteps(part.tree, surroundings);
    this.#tell(part, injections, { ways, isOpen: where.isOpen });
    return { handed, ways };
  }

  #tell(
    part: Part,
    injections: readonly Injection[],
    { ways, isOpen }: { readonly ways: Ways; readonly isOpen: boolean },
  ): void {
    const handedOn = injections.filter(({ input }) => ways.has(input));
    if (handedOn.length === 0) return;
    const own = new Set(injectionsIn(part.tree, part.around).map(keyOfInjection));
    for (const injection of handedOn) {
      const key = keyOfFlow({ injection, part });
      if (own.has(keyOfInjection(injection)) || this.#told.has(key)) continue;
      this.#told.add(key);
      this.flows.push({ injection, part, by: ways.get(injection.input) ?? [], isOpen });
    }
  }
}

/** The same on both sides of a diff. */
export function keyOfFlow({ injection, part }: Pick<TextFlow, 'injection' | 'part'>): string {
  return JSON.stringify([part.change.file, part.change.address, keyOfInjection(injection)]);
}

function needsOf({ tree }: Part): readonly string[] {
  return textsOf(childOf(tree, 'needs')).known.map((need) => need.toLowerCase());
}

function deeper({ isOpen, depth }: Where): Where {
  return { isOpen, depth: depth + 1 };
}

/** What the outputs of a workflow or an action make of what its jobs or steps gave. */
function outputsOf(part: Part | undefined, path: readonly string[], values: Texts): Texts {
  if (part === undefined) return NO_TEXTS;
  const given = { values, variables: NO_TEXTS };
  const handed = handedTo(part.tree, plainOf(given));
  const holder = { part, held: NOTHING_GIVEN.variables, handed, ways: waysOf(given) };
  return textsIn(memberOf(part.tree, path), holder, 'value');
}
