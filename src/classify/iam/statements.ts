// Statements of every IAM policy in a resource, JSON or blocks: called by rules/iam-wildcard.ts.
import { walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';
import type { Texts } from '../values.ts';

export type Statement = {
  readonly line: number;
  /** Absent parts are empty. Names are read in any case, as IAM does. */
  readonly actions: Texts;
  readonly notActions: Texts;
  readonly resources: Texts;
  readonly notResources: Texts;
  /** It names who, so it belongs to one resource and `*` means that one. */
  readonly hasPrincipal: boolean;
  /** `Principal` is `*` in any spelling, or all but those of `NotPrincipal`. */
  readonly forEverybody: boolean;
  readonly hasCondition: boolean;
};

const ACTION_NAMES = ['action', 'actions', 'notaction', 'not_actions'];
const EXCEPTING = ['notprincipal', 'not_principals'];
const NAMING = ['principal', 'principals'];
const PRINCIPAL_NAMES = [...NAMING, ...EXCEPTING];

/** Statements that allow something; an effect that is computed may be Allow. A change may also be one statement. */
export function allowStatements(tree: Node): readonly Statement[] {
  const alone = part(tree, 'effect') !== undefined && isStatement(tree) ? [tree] : [];
  const blocks = walk(tree).filter(({ name }) => name.toLowerCase() === 'statement');
  return [...alone, ...blocks.flatMap(membersOf)].filter(allows).map(read);
}

/** One statement, a list of them, or blocks with an index; a `dynamic` block holds its one in `content`. */
function membersOf(node: Node): readonly Node[] {
  if (isStatement(node)) return [node];
  return node.children.flatMap((below) => (/^\d+$|^content$/.test(below.name) ? membersOf(below) : []));
}

function isStatement(node: Node): boolean {
  return [...ACTION_NAMES, ...PRINCIPAL_NAMES].some((name) => part(node, name) !== undefined);
}

/** Blocks may leave the effect out and mean Allow; JSON without one is refused by AWS. */
function allows(node: Node): boolean {
  const { known, unknown } = textsOf(part(node, 'effect'));
  return unknown.length > 0 || known.length === 0 || known.some((text) => text.toLowerCase() === 'allow');
}

function read(node: Node): Statement {
  const texts = (...names: readonly string[]): Texts =>
    textsOf(names.map((name) => part(node, name)).find((found) => found !== undefined));
  return {
    line: (part(node, 'action') ?? part(node, 'actions') ?? node).line,
    actions: texts('action', 'actions'),
    notActions: texts('notaction', 'not_actions'),
    resources: texts('resource', 'resources'),
    notResources: texts('notresource', 'not_resources'),
    hasPrincipal: PRINCIPAL_NAMES.some((name) => part(node, name) !== undefined),
    forEverybody: isForEverybody(node),
    hasCondition: part(node, 'condition') !== undefined,
  };
}

/** A map `{ AWS = "*" }`, a list, a plain `*` and a block with `identifiers` all hold the star below the name. */
function isForEverybody(node: Node): boolean {
  const named = NAMING.flatMap((name) => part(node, name) ?? []).flatMap(walk);
  const star = named.some((below) => ownTextsOf(below).known.includes('*'));
  return star || EXCEPTING.some((name) => part(node, name) !== undefined);
}

function part(node: Node, name: string): Node | undefined {
  return node.children.find((below) => below.name.toLowerCase() === name);
}
