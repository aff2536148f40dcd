// What differs between two sides of a pipeline in YAML that no format understands: a key of a job each. Called by `opaque`.
import type { JsonValue } from '../../model/json.ts';
import type { Attribute } from '../../model/change.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { maskValue, isSecretName, SENSITIVE } from '../sensitive.ts';
import { compareEntries, joinPath } from '../state.ts';
import type { Entry } from '../state.ts';

/** Pipelines whose comments mean nothing to the service that runs them. */
const PLAIN_DATA: readonly string[] = ['gitlab-ci', 'circleci', 'azure-pipelines'];

export type PipelineParts = {
  /** Only comments and layout differ. */
  readonly same: boolean;
  readonly attributes: readonly Attribute[];
};

/** Null where a side is absent, or is no single readable document. */
export function pipelineParts(
  format: string,
  before: FormatFile | null,
  after: FormatFile | null,
): PipelineParts | null {
  if (!PLAIN_DATA.includes(format)) return null;
  const [old, now] = [rootOf(before), rootOf(after)];
  if (old === null || now === null) return null;
  const same = JSON.stringify(meaningOf(old)) === JSON.stringify(meaningOf(now));
  return { same, attributes: same ? [] : compareEntries(entriesOf(old), entriesOf(now)) };
}

function rootOf(file: FormatFile | null): SyntaxNode | null {
  const { documents, problem } = file?.syntax() ?? { documents: [], problem: null };
  return problem === null && documents.length === 1 ? (documents[0] ?? null) : null;
}

/** Keys of the top level, and below a map each of its keys. */
function entriesOf(root: SyntaxNode): readonly Entry[] {
  if (root.kind !== 'map') return [];
  return root.entries.flatMap(({ key, keyLine, value }) =>
    value.kind === 'map' && value.tag === null && value.entries.length > 0
      ? value.entries.map((inner) => entryOf(joinPath(joinPath('', key), inner.key), inner.keyLine, inner))
      : [entryOf(joinPath('', key), keyLine, { key, value })],
  );
}

function entryOf(
  path: string,
  line: number,
  { key, value }: { readonly key: string; readonly value: SyntaxNode },
): Entry {
  const plain = toValue(value);
  const shown = isSecretName(key) && typeof plain !== 'object' ? SENSITIVE : maskValue(plain);
  return { path, line, compare: meaningOf(value), shown, sensitive: shown !== plain };
}

/** With all that another reader of YAML could go by: tags, anchors, and whether a word stands in quotes. */
function meaningOf(node: SyntaxNode): JsonValue {
  const marks = [node.tag, node.anchor];
  switch (node.kind) {
    case 'map':
      return [...marks, 'map', ...node.entries.map(({ key, value }) => [key, meaningOf(value)])];
    case 'list':
      return [...marks, 'list', ...node.items.map(meaningOf)];
    case 'alias':
      return [...marks, 'alias', node.name];
    case 'scalar':
      return [...marks, node.style === 'plain' ? 'plain' : 'text', node.text];
  }
}
