// Where the policies of a resource are, and what each says: JSON, blocks and single statements. Called by documents-of.ts.
import { remembered } from '../../../model/memory.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyCondition, PolicyDocument, PolicyStatement } from '../policy-document.ts';
import { variantsOf } from './conditional-variants.ts';
import { conditionalNodes, waysOf } from './conditional-ways.ts';
import type { Premise } from './conditional-ways.ts';
import { policyTexts } from './policy-texts.ts';
import {
  computedCondition,
  premiseCondition,
  isLoneStatement,
  isStatement,
  readStatement,
} from './read-statement.ts';

/** A document before anyone decided what it is used for. */
export type FoundDocument = Omit<PolicyDocument, 'use'>;

/**
 * By shape, whatever the attributes are called: an object with a `Statement`, and statements that stand alone or in a list
 * of their own, as modules and tools take them. Both ways of an `!If` are looked through. Total.
 */
export const findDocuments: (tree: Node) => readonly FoundDocument[] = remembered((tree: Node) =>
  search(tree, { path: [], premises: [] }),
);

type Place = { readonly path: readonly string[]; readonly premises: readonly Premise[] };

function search(node: Node, place: Place): readonly FoundDocument[] {
  const { path, premises } = place;
  const ways = conditionalNodes(node).flatMap((way) =>
    search(way.node, { path, premises: [...premises, way.premise] }),
  );
  // What holds nothing is no document and no statement.
  if (node.children.length === 0) return ways;
  const own = documentAt(node, place);
  if (own === null && isLoneStatement(node)) return [loneDocument([node], place)];
  const listed = own === null ? node.children.filter(isListed) : [];
  const rest = node.children.filter((below) => !listed.includes(below) && !(own !== null && isRead(below)));
  return [
    ...(own === null ? [] : [own]),
    ...(listed.length === 0 ? [] : [loneDocument(listed, place)]),
    ...ways,
    ...rest.flatMap((below) => search(below, { path: [...path, below.name], premises })),
  ];
}

/** Null where there is no statement here, written or made by a `dynamic` block. */
function documentAt(node: Node, { path, premises }: Place): FoundDocument | null {
  const written = child(node, 'statement');
  const dynamic = child(node, 'dynamic');
  const made = dynamic === undefined ? undefined : child(dynamic, 'statement');
  const given = [written, made].filter((one) => one !== undefined);
  const below = written === undefined ? NOTHING : statementsBelow(written, premises);
  const statements = [
    ...below.statements,
    ...(made === undefined ? [] : membersOf(made, 3)).map((one) =>
      possible(readStatement(one), computedCondition('dynamic')),
    ),
  ];
  const counted = made === undefined ? [] : made.children.flatMap(computedCount);
  const unknown = [...below.unknown, ...counted.flatMap(unknownIn)];
  if (statements.length === 0 && unknown.length === 0) return null;
  return {
    version: versionOf(node),
    statements,
    unknown,
    path: path.join('.'),
    line: Math.min(...given.map(({ line }) => line)),
  };
}

type Below = { readonly statements: readonly PolicyStatement[]; readonly unknown: readonly string[] };

const NOTHING: Below = { statements: [], unknown: [] };

/** Statements as written, those on either way of an `!If`, and what cannot be told. */
function statementsBelow(node: Node, premises: readonly Premise[]): Below {
  const members = membersOf(node, 3).flatMap((one) => readVariants(one, premises));
  const computed = isStatement(node)
    ? []
    : [{ ...node, children: [] }, ...node.children.filter(isComputed)].filter(
        (one) => unknownIn(one).length > 0,
      );
  const found = computed.map((one): Below => {
    const ways = conditionalNodes(one).map((way) => statementsBelow(way.node, [...premises, way.premise]));
    return joined([
      ...ways,
      { statements: [], unknown: unknownIn(one).filter((source) => !isConditional(source)) },
    ]);
  });
  return joined([{ statements: members, unknown: [] }, ...found]);
}

function joined(parts: readonly Below[]): Below {
  return {
    statements: parts.flatMap(({ statements }) => statements),
    unknown: parts.flatMap(({ unknown }) => unknown),
  };
}

/** What stands under a condition counts as there; what is compared with it, see under-premises.ts. */
function readVariants(node: Node, premises: readonly Premise[]): readonly PolicyStatement[] {
  return variantsOf(node).map((variant) => {
    const all = [...premises, ...variant.premises];
    const statement = readStatement(variant.node);
    const placed =
      all.length === 0 ? statement : { ...statement, premises: all, line: readStatement(node).line };
    return all.map(premiseCondition).reduce(possible, placed);
  });
}

/** What may be there counts as there, but a Deny that may not be there holds nothing back: it is under a condition nobody knows. */
function possible(statement: PolicyStatement, condition: PolicyCondition): PolicyStatement {
  if (statement.effect !== 'Deny') return statement;
  return { ...statement, conditions: [...statement.conditions, condition] };
}

/** How many statements a block makes is unknown only where the whole collection is an expression. */
function computedCount(block: Node): readonly Node[] {
  const collection = child(block, 'for_each');
  return collection === undefined ? [] : [{ ...collection, children: [] }];
}

function isRead({ name }: Node): boolean {
  return /^(statement|dynamic)$/i.test(name);
}

/**
 * One statement, a list of them, blocks with an index, or statements by name; `dynamic` holds its one in `content`, three
 * levels down. Deeper lies what only shares the word, as the rules of a web firewall.
 */
function membersOf(node: Node, depth: number): readonly Node[] {
  if (isStatement(node)) return [node];
  if (depth === 0) return [];
  return node.children
    .filter(({ name }) => name !== 'for_each')
    .flatMap((below) => membersOf(below, depth - 1));
}

function isComputed(node: Node): boolean {
  return node.children.length === 0;
}

function isConditional(source: string): boolean {
  return waysOf({ expression: source }) !== null;
}

function unknownIn(node: Node | undefined): readonly string[] {
  return policyTexts(node).flatMap((text) => (text.kind === 'unknown' ? [text.source] : []));
}

/** Neighbours in one list are one document; a statement under a name of its own is one by itself. */
function isListed(node: Node): boolean {
  return node.children.length > 0 && /^\d+$/.test(node.name) && isLoneStatement(node);
}

function loneDocument(statements: readonly Node[], { path, premises }: Place): FoundDocument {
  return {
    version: DEFAULT_VERSION,
    statements: statements.flatMap((one) => readVariants(one, premises)),
    unknown: [],
    path: path.join('.'),
    line: statements[0]?.line ?? 0,
  };
}

/** What tools that take single statements write around them, and what the provider's document block has. */
export const DEFAULT_VERSION = '2012-10-17';

function versionOf(node: Node): string | null {
  const [version] = policyTexts(child(node, 'version'));
  return version?.kind === 'known' ? version.text : null;
}

function child(node: Node, name: string): Node | undefined {
  return node.children.find((below) => below.name.toLowerCase() === name);
}
