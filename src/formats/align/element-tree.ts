// Flat attributes as a tree, so that the elements of a list can be told from one another; called by `alignEntries`.
import { canonicalJson } from '../../model/canonical.ts';
import type { Entry } from '../state.ts';

/** One step of a path and what stands below it. */
export type Level<E extends Entry = Entry> = {
  /** As it is spelled in the path: `ingress`, `.from_port`, `[0]`, `["a.b"]`. */
  readonly step: string;
  /** What stands at this very path; one at most, as paths are told apart. */
  readonly entries: readonly E[];
  readonly children: ReadonlyMap<string, Level<E>>;
  /** Equal for equal content, by the numbers of one `Contents`. */
  readonly content: number;
  /** Leaves at and below it. */
  readonly size: number;
};

/** Numbers for texts: equal ones for equal texts, so that comparing what is below costs one step. */
export type Contents = { readonly numberOf: (text: string) => number };

export function numberContents(): Contents {
  const numbers = new Map<string, number>();
  return {
    numberOf: (text) => {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    },
  };
}

export function levelOf<E extends Entry>(entries: readonly E[], contents: Contents): Level<E> {
  const root = newLevel<E>('');
  for (const entry of entries) {
    let level = root;
    for (const step of stepsOf(entry.path)) {
      const below = level.children.get(step) ?? newLevel<E>(step);
      level.children.set(step, below);
      level = below;
    }
    level.entries.push(entry);
  }
  return numbered(root, contents);
}

type Growing<E> = { step: string; entries: E[]; children: Map<string, Growing<E>> };

function newLevel<E>(step: string): Growing<E> {
  return { step, entries: [], children: new Map() };
}

function numbered<E extends Entry>({ step, entries, children }: Growing<E>, contents: Contents): Level<E> {
  const below = new Map([...children].map(([name, child]) => [name, numbered(child, contents)]));
  const own = entries.map(({ compare }) => contents.numberOf(canonicalJson(compare)));
  const members = [...below].map(([name, { content }]) => `${name} ${content}`).toSorted();
  return {
    step,
    entries,
    children: below,
    content: contents.numberOf(JSON.stringify([own, members])),
    size: [...below.values()].reduce((sum, { size }) => sum + size, entries.length),
  };
}

/** A quoted name may hold anything. What cannot be divided is one step of its own. */
const STEP = /\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]|\.?[^.[]+/g;

function stepsOf(path: string): readonly string[] {
  const steps = path.match(STEP) ?? [];
  return steps.join('') === path ? steps : [path];
}

/**
 * The elements of a list, null for everything else. Numbers with gaps are no list of their own: written and generated
 * blocks, or provisioners of several kinds, share one count because their common order has a meaning.
 */
export function elementsOf<E extends Entry>({ entries, children }: Level<E>): readonly Level<E>[] | null {
  const elements = [...children.values()];
  const isList = elements.every(({ step }, index) => step === `[${index}]`);
  return isList && elements.length > 0 && entries.length === 0 ? elements : null;
}

/** What an element says, each leaf as one text of its path inside and its value. */
export function leavesOf(element: Level, contents: Contents, path = ''): readonly string[] {
  const own = element.entries.map(({ compare }) => `${path} ${contents.numberOf(canonicalJson(compare))}`);
  const below = [...element.children.values()].flatMap((child) =>
    leavesOf(child, contents, `${path}${child.step}`),
  );
  return [...own, ...below];
}
