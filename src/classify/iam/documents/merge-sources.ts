// The document that an `aws_iam_policy_document` block makes out of its own statements and other documents. Called by documents-of.ts.
import { embeddedJson } from '../../embedded-json.ts';
import { childOf, treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyStatement, PolicyText } from '../policy-document.ts';
import { DEFAULT_VERSION, findDocuments } from './find-documents.ts';
import type { FoundDocument } from './find-documents.ts';
import { policyTexts } from './policy-texts.ts';

/** The documents of other blocks that an expression names, null where one is not in sight. */
export type Follow = (source: string) => readonly FoundDocument[] | null;

const SOURCES = ['source_json', 'source_policy_documents'];
const OVERRIDES = ['override_json', 'override_policy_documents'];

/**
 * In the order of the provider: sources first, own statements replace those of the same sid, overrides replace both
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export function mergeSources(tree: Node, follow: Follow): FoundDocument {
  const own = findDocuments({ ...tree, children: tree.children.filter(({ name }) => !isSourceName(name)) });
  const [document] = own;
  const sources = SOURCES.flatMap((name) => documentsIn(childOf(tree, name), follow));
  const overrides = OVERRIDES.flatMap((name) => documentsIn(childOf(tree, name), follow));
  const all = [...sources, ...own, ...overrides];
  return {
    version: document?.version ?? DEFAULT_VERSION,
    statements: all.reduce<readonly PolicyStatement[]>(
      (merged, { statements }) => replace(merged, statements),
      [],
    ),
    unknown: all.flatMap(({ unknown }) => unknown),
    path: '',
    line: document?.line ?? tree.line,
  };
}

/** An argument that takes in other documents. */
export function isSourceName(name: string): boolean {
  return SOURCES.includes(name) || OVERRIDES.includes(name);
}

/** A sid that is there already takes the place of the older statement; all others are added. */
function replace(
  merged: readonly PolicyStatement[],
  newer: readonly PolicyStatement[],
): readonly PolicyStatement[] {
  const bySid = new Map(
    newer.filter(({ sid }) => sid !== null).map((statement) => [statement.sid, statement]),
  );
  const kept = merged.filter(({ sid }) => sid === null || !bySid.has(sid));
  return [...kept, ...newer];
}

/** One document or a list of them, as texts; lines are those of the argument that names them. */
function documentsIn(node: Node | undefined, follow: Follow): readonly FoundDocument[] {
  if (node === undefined) return [];
  const written = findDocuments(node);
  const texts = written.length > 0 ? [] : policyTexts(node);
  return [...written, ...texts.flatMap((text) => documentsOf(text, { line: node.line, follow }))];
}

function documentsOf(
  text: PolicyText,
  { line, follow }: { readonly line: number; readonly follow: Follow },
): readonly FoundDocument[] {
  if (text.kind === 'unknown')
    return (follow(text.source) ?? [unreadable(text.source)]).map((document) => moved(document, line));
  const value = embeddedJson(text.text);
  const found = value === null ? [] : findDocuments(treeOf({ text: { value, line, sensitive: false } }));
  return found.length === 0 ? [moved(unreadable('a policy text that is no JSON'), line)] : found;
}

function unreadable(source: string): FoundDocument {
  return { version: DEFAULT_VERSION, statements: [], unknown: [source], path: '', line: 0 };
}

/** What stands elsewhere is shown where it is named. */
function moved(document: FoundDocument, line: number): FoundDocument {
  return { ...document, line, statements: document.statements.map((statement) => ({ ...statement, line })) };
}
