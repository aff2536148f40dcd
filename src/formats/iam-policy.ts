// Standalone IAM policy documents in JSON, found by content: a semantic diff statement by statement.
import { canonicalJson } from '../model/canonical.ts';
import type { ParsedChange } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { toValue } from '../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { firstSyntaxProblem } from './problem.ts';
import { maskValue } from './sensitive.ts';
import { compareEntries, joinPath, toState } from './state.ts';
import type { Entry } from './state.ts';

type Part = {
  readonly key: string;
  readonly address: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly entries: readonly Entry[];
};

export const iamPolicy: Format = {
  id: 'iam-policy',
  title: 'IAM policy documents',
  claims: (path) => (/\.json$/i.test(path) ? 'content' : 'none'),
  recognise: (file) => (file.syntax().documents.some(isPolicy) ? 'iam-policy' : null),
  // Who reads the document names it by path, so another path is another policy.
  sameAfterRename: () => false,
  parse,
};

/** `Version` is optional in IAM, so the statements decide. Spelling is folded: recognising too much is the safe side. */
function isPolicy(node: SyntaxNode): boolean {
  return statements(node).some(
    (item) => item.kind === 'map' && item.entries.some(({ key }) => isKey(key, 'effect')),
  );
}

function isKey(key: string, name: string): boolean {
  return key.toLowerCase() === name;
}

function statements(node: SyntaxNode): readonly SyntaxNode[] {
  const found = node.kind === 'map' ? node.entries.findLast(({ key }) => isKey(key, 'statement')) : undefined;
  if (found === undefined) return [];
  return found.value.kind === 'list' ? found.value.items : [found.value];
}

function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after);
  if (problem !== null) return { kind: 'unreadable', problem };
  const pairs = pairByKey(parts(input.before), parts(input.after));
  return {
    kind: 'parsed',
    changes: pairs.map((pair) => toChange(pair, input)).filter((change) => change !== null),
  };
}

/** Each statement, and the document's own members (`Version`, `Id` …) as one more part. */
function parts(file: FormatFile | null): readonly Part[] {
  const root = file?.syntax().documents[0];
  if (root?.kind !== 'map') return [];
  const own = root.entries.filter(({ key }) => !isKey(key, 'statement'));
  const entries = own.map((entry) => toEntry(entry));
  const last = own.at(-1)?.value.endLine ?? root.line;
  const document = part(
    { key: 'document', address: 'document', entries },
    own[0]?.keyLine ?? root.line,
    last,
  );
  return [...(own.length > 0 ? [document] : []), ...statements(root).map(statement)];
}

function statement(node: SyntaxNode, index: number): Part {
  const entries =
    node.kind === 'map'
      ? node.entries.map((entry) => toEntry(entry))
      : [toEntry({ key: 'value', keyLine: node.line, value: node })];
  const sid = entries.find((entry) => isKey(entry.path, 'sid'))?.compare;
  const name = typeof sid === 'string' && sid !== '' ? sid : null;
  const address = `Statement[${name ?? index}]`;
  return part({ key: name === null ? '' : `sid ${name}`, address, entries }, node.line, node.endLine);
}

function part(
  of: { readonly key: string; readonly address: string; readonly entries: readonly Entry[] },
  startLine: number,
  endLine: number,
): Part {
  const text = canonicalJson(
    of.entries.map(({ path, compare }): JsonValue => [path, compare]).toSorted(byPath),
  );
  return { ...of, startLine, endLine, text };
}

function byPath(a: JsonValue, b: JsonValue): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

function toEntry({ key, keyLine, value }: Pick<SyntaxEntry, 'key' | 'keyLine' | 'value'>): Entry {
  const plain = toValue(value);
  return {
    path: joinPath('', key),
    line: keyLine,
    compare: isSet(key) ? asSet(plain) : plain,
    shown: maskValue(plain),
    sensitive: false,
  };
}

/** In these members one value is a list of one, and order means nothing. */
function isSet(key: string): boolean {
  return /^(?:Not)?(?:Action|Resource)$/i.test(key);
}

function asSet(value: JsonValue): JsonValue {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return [...new Set(items.map((item) => canonicalJson(item)))].toSorted();
}

function toChange({ before, after }: Pair<Part>, input: FormatInput): ParsedChange | null {
  const shown = after ?? before;
  if (shown === null) return null;
  const [old, now] = [before?.entries ?? [], after?.entries ?? []];
  return {
    format: 'iam-policy',
    file: input.path,
    previousFile: input.previousPath,
    startLine: shown.startLine,
    endLine: shown.endLine,
    address: shown.address,
    type: 'iam_policy_document',
    action: before === null ? 'create' : after === null ? 'delete' : 'update',
    attributes: compareEntries(old, now),
    opaque: false,
    before: before === null ? null : toState(old, now),
    after: after === null ? null : toState(now, old),
  };
}
