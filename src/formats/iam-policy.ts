// Standalone IAM policy documents in JSON, found by content: a semantic diff statement by statement.
import { canonicalJson } from '../model/canonical.ts';
import type { ParsedChange } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { toValue } from '../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult, Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { isKey, isPolicy, policiesIn, remainderOf, statements } from './iam-documents.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
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
  recognise,
  recogniseData: recognise,
  // Who reads the document names it by path, so another path is another policy.
  sameAfterRename: () => false,
  parse,
};

function recognise(file: FormatFile): string | null {
  return file.syntax().documents.some((root) => policiesIn(root).length > 0) ? 'iam-policy' : null;
}

function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after) ?? spellingProblem(input);
  if (problem !== null) return { kind: 'unreadable', problem };
  const pairs = pairByKey(parts(input.before), parts(input.after));
  return {
    kind: 'parsed',
    changes: pairs.map((pair) => toChange(pair, input)).filter((change) => change !== null),
  };
}

/** With `Effect` beside `effect` we do not know which one a reader takes, so it is a doubled key as well. */
function spellingProblem({ before, after }: FormatInput): Problem | null {
  const twice = (file: FormatFile | null): Problem | null => {
    const policies = (file?.syntax().documents ?? [])
      .flatMap((root) => policiesIn(root))
      .map(({ node }) => node);
    const entry = policies
      .flatMap((policy) => [policy, ...statements(policy)])
      .map(twiceSpelled)
      .find((one) => one !== undefined);
    if (entry === undefined) return null;
    return { line: entry.keyLine, why: 'duplicate-key', message: 'a key stands here in two spellings' };
  };
  const base = twice(before);
  return twice(after) ?? (base === null ? null : inBase(base));
}

function twiceSpelled(node: SyntaxNode): SyntaxEntry | undefined {
  const seen = new Set<string>();
  const entries = node.kind === 'map' ? node.entries : [];
  return entries.find(({ key }) => seen.size === seen.add(key.toLowerCase()).size);
}

/** Each statement of each policy, and what stands beside them (`Version`, `Id`, a policy's name …) as one more part. */
function parts(file: FormatFile | null): readonly Part[] {
  const root = file?.syntax().documents[0];
  if (root === undefined) return [];
  const own = root.kind === 'map' && isPolicy(root) ? besides(root) : wrapping(root);
  return [...own, ...policiesIn(root).flatMap(({ path, node }) => statementParts(node, path))];
}

function besides(root: SyntaxNode): readonly Part[] {
  const own = root.kind === 'map' ? root.entries.filter(({ key }) => !isKey(key, 'statement')) : [];
  const [first] = own;
  if (first === undefined) return [];
  const entries = own.map((entry) => toEntry(entry));
  const last = own.at(-1)?.value.endLine ?? root.line;
  return [part({ key: 'document', address: 'document', entries }, first.keyLine, last)];
}

/** A file that holds policies somewhere inside: all of it but their statements. */
function wrapping(root: SyntaxNode): readonly Part[] {
  const plain = remainderOf(root);
  const entry = { path: 'value', line: root.line, compare: plain, shown: maskValue(plain), sensitive: false };
  return [part({ key: 'document', address: 'document', entries: [entry] }, root.line, root.endLine)];
}

function statementParts(policy: SyntaxNode, path: string): readonly Part[] {
  const spelled =
    policy.kind === 'map' ? policy.entries.find(({ key }) => isKey(key, 'statement')) : undefined;
  const name = joinPath(path, spelled?.key ?? '');
  return statements(policy).map((node, index) => statement(node, { name, index }));
}

/** `of.name` is `Statement` as spelled: another spelling is another thing to those who read it strictly. */
function statement(node: SyntaxNode, of: { readonly name: string; readonly index: number }): Part {
  const entries =
    node.kind === 'map'
      ? node.entries.map((entry) => toEntry(entry))
      : [toEntry({ key: 'value', keyLine: node.line, value: node })];
  const sid = entries.find((entry) => isKey(entry.path, 'sid'))?.compare;
  const named = typeof sid === 'string' && sid !== '';
  const address = `${of.name}[${named ? sid : of.index}]`;
  return part({ key: named ? address : of.name, address, entries }, node.line, node.endLine);
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
    usedIn: [],
    opaque: false,
    before: before === null ? null : toState(old, now),
    after: after === null ? null : toState(now, old),
  };
}
