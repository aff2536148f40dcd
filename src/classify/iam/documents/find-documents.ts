// Where the policies of a resource are, and what each says: JSON, blocks and single statements. Called by documents-of.ts.
import { treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyDocument, PolicyStatement } from '../policy-document.ts';
import { conditionalParts } from './conditional-parts.ts';
import { policyTexts } from './policy-texts.ts';
import { computedCondition, isLoneStatement, isStatement, readStatement } from './read-statement.ts';

/** A document before anyone decided what it is used for. */
export type FoundDocument = Omit<PolicyDocument, 'use'>;

/**
 * By shape, whatever the attributes are called: an object with a `Statement`, and statements that stand alone or in a list
 * of their own, as modules and tools take them. Total.
 */
export function findDocuments(tree: Node): readonly FoundDocument[] {
  return search(tree, []);
}

function search(node: Node, path: readonly string[]): readonly FoundDocument[] {
  const own = documentAt(node, path);
  if (own === null && isLoneStatement(node)) return [loneDocument([node], path)];
  const listed = own === null ? node.children.filter(isListed) : [];
  const rest = node.children.filter((below) => !listed.includes(below) && !(own !== null && isRead(below)));
  return [
    ...(own === null ? [] : [own]),
    ...(listed.length === 0 ? [] : [loneDocument(listed, path)]),
    ...rest.flatMap((below) => search(below, [...path, below.name])),
  ];
}

/** Null where there is no statement here, written or made by a `dynamic` block. */
function documentAt(node: Node, path: readonly string[]): FoundDocument | null {
  const written = child(node, 'statement');
  const dynamic = child(node, 'dynamic');
  const made = dynamic === undefined ? undefined : child(dynamic, 'statement');
  const given = [written, made].filter((one) => one !== undefined);
  const statements = [...statementsIn(written), ...statementsIn(made).map((one) => possible(one, 'dynamic'))];
  const computed = [
    ...(written === undefined ? [] : [{ ...written, children: [] }, ...written.children.filter(isComputed)]),
    ...(made === undefined ? [] : made.children.flatMap(computedCount)),
  ].flatMap((one) =>
    unknownIn(one).map((source) => ({ source, parts: possibleStatements(source, one.line) })),
  );
  if (statements.length === 0 && computed.length === 0) return null;
  return {
    version: versionOf(node),
    statements: [...statements, ...computed.flatMap(({ parts }) => parts)],
    unknown: computed.filter(({ parts }) => parts.length === 0).map(({ source }) => source),
    path: path.join('.'),
    line: Math.min(...given.map(({ line }) => line)),
  };
}

/** Statements of an expression that shows its ways. */
function possibleStatements(source: string, line: number): readonly PolicyStatement[] {
  const parts = conditionalParts(source);
  const tree = treeOf({ statement: { value: parts, line, sensitive: false } });
  return tree.children.flatMap(statementsIn).map((statement) => possible(statement, source));
}

/** What may be there counts as there, but a Deny that may not be there holds nothing back: it is under a condition nobody knows. */
function possible(statement: PolicyStatement, source: string): PolicyStatement {
  if (statement.effect !== 'Deny') return statement;
  return { ...statement, conditions: [...statement.conditions, computedCondition(source)] };
}

function statementsIn(node: Node | undefined): readonly PolicyStatement[] {
  return node === undefined ? [] : membersOf(node, 3).map(readStatement);
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

function unknownIn(node: Node | undefined): readonly string[] {
  return policyTexts(node).flatMap((text) => (text.kind === 'unknown' ? [text.source] : []));
}

/** Neighbours in one list are one document; a statement under a name of its own is one by itself. */
function isListed(node: Node): boolean {
  return /^\d+$/.test(node.name) && isLoneStatement(node);
}

function loneDocument(statements: readonly Node[], path: readonly string[]): FoundDocument {
  return {
    version: DEFAULT_VERSION,
    statements: statements.map(readStatement),
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
