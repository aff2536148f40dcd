// Texts of strangers with the parts that handed them on: between jobs, workflows and actions. Used by text-flows.ts.
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, textOfNode } from './parts.ts';
import type { Part } from './pipelines.ts';
import { NOTHING_GIVEN, strangersInText } from './strangers-texts.ts';
import type { Given, Handed } from './strangers-texts.ts';

/** Who handed a text on, and the line that says so. */
export type Hand = { readonly part: Part; readonly line: number };

/** By the name under which a part gets or gives them: `title`, `inputs.title`, `needs.plan.title`. */
export type Texts = ReadonlyMap<string, { readonly text: string; readonly by: readonly Hand[] }>;

export const NO_TEXTS: Texts = new Map();

/** What a part is given by others. */
export type GivenTexts = { readonly values: Texts; readonly variables: Texts };

/** Which texts came by others, and by whom. */
export type Ways = ReadonlyMap<string, readonly Hand[]>;

export function waysOf({ values, variables }: GivenTexts): Map<string, readonly Hand[]> {
  return new Map([...values.values(), ...variables.values()].map(({ text, by }) => [text, by]));
}

/** Without the hands. */
export function plainOf({ values, variables }: GivenTexts): Given {
  const plain = (texts: Texts): Held => new Map([...texts].map(([name, { text }]) => [name, text]));
  return { values: plain(values), variables: plain(variables) };
}

/** The same texts behind a context: `needs.plan`. */
export function below(context: string, texts: Texts): Texts {
  return new Map([...texts].map(([name, text]) => [`${context}.${name}`, text]));
}

export function together(...all: readonly Texts[]): Texts {
  return new Map(all.flatMap((texts) => [...texts]));
}

type Holder = {
  readonly part: Part;
  readonly held: Held;
  readonly handed: Handed;
  readonly ways: Ways;
};

/** Members of a node that hold texts of strangers, handed on by this part. `member`: where in each of them the text stands. */
export function textsIn(node: Node | undefined, holder: Holder, ...member: readonly string[]): Texts {
  const { part, held, handed, ways } = holder;
  return new Map(
    (node?.children ?? []).flatMap((child) => {
      const written = member.length === 0 ? textOfNode(child) : memberText(child, ...member);
      const text = strangersInText(written, held, handed);
      if (text === null) return [];
      return [
        [child.name.toLowerCase(), { text, by: [...(ways.get(text) ?? []), { part, line: child.line }] }],
      ];
    }),
  );
}

/** Inputs that can hold a text: others are refused before anything runs. */
export function acceptedBy(on: Part | undefined, inputs: Texts): Texts {
  const declared = on === undefined ? undefined : memberOf(on.tree, ['on', 'workflow_call', 'inputs']);
  const types = new Map(
    (declared?.children ?? []).map((input) => [input.name.toLowerCase(), memberText(input, 'type')]),
  );
  return new Map([...inputs].filter(([name]) => !/^(?:number|boolean)$/.test(types.get(name) ?? '')));
}

/** What inputs of an action hold where nobody gives them. */
export function defaultsOf(inputs: Part | undefined): Texts {
  if (inputs === undefined) return NO_TEXTS;
  const handed: Handed = { values: new Map(), variables: new Map() };
  const holder = { part: inputs, held: NOTHING_GIVEN.variables, handed, ways: new Map() };
  return textsIn(memberOf(inputs.tree, ['inputs']), holder, 'default');
}

export function memberOf(tree: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, name) => (node === undefined ? node : childOf(node, name)),
    tree,
  );
}
