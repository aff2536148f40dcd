// IAM policy documents in any JSON, YAML or template, found by content: a semantic diff policy by policy.
import type { ParsedChange } from '../model/change.ts';
import type { SyntaxEntry, SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult, Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { holdsPolicy, policiesIn, remainderOf } from './iam-policy/find-policies.ts';
import type { PlacedPolicy } from './iam-policy/find-policies.ts';
import { labelStatements, statementEntries } from './iam-policy/statement-entries.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
import { maskValue } from './sensitive.ts';
import { compareEntries, joinPath, toState } from './state.ts';
import type { Entry } from './state.ts';
import { hasAlias, mergeOf } from './tree.ts';

const DATA = /\.(?:json|ya?ml)$/i;
/** Texts that Terraform, Ansible and others fill in before they are a policy; those with loops of their own are no data. */
const TEMPLATE = /\.(?:tpl|tftpl|tmpl|j2|jinja2?)$/i;

export const iamPolicy: Format = {
  id: 'iam-policy',
  title: 'IAM policy documents',
  claims: (path) => (DATA.test(path) || TEMPLATE.test(path) ? 'content' : 'none'),
  recognise,
  // A YAML file that a tool reads by its name does more than what its policies say.
  recogniseData: (file) => (/\.ya?ml$/i.test(file.path) ? null : recognise(file)),
  // Who reads the document names it by path, so another path is another policy.
  sameAfterRename: () => false,
  parse,
};

function recognise(file: FormatFile): string | null {
  if (TEMPLATE.test(file.path) && !/^\s*[{[]/.test(file.text)) return null;
  return file.syntax().documents.some(holdsPolicy) ? 'iam-policy' : null;
}

function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after) ?? formProblem(input);
  if (problem !== null) return { kind: 'unreadable', problem };
  const [before, after] = [partsOf(input.before), partsOf(input.after)];
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  return {
    kind: 'parsed',
    changes: keys
      .map((key) => toChange({ before: before.get(key) ?? null, after: after.get(key) ?? null }, input))
      .filter((change) => change !== null),
  };
}

/** With `Effect` beside `effect`, or one behind an alias, we do not know what a reader takes. */
function formProblem({ before, after }: FormatInput): Problem | null {
  const base = before === null ? null : problemIn(before);
  return (after === null ? null : problemIn(after)) ?? (base === null ? null : inBase(base));
}

function problemIn(file: FormatFile): Problem | null {
  const policies = file.syntax().documents.flatMap((root) => policiesIn(root));
  const borrowed = policies.find(({ node }) => hasAlias(node) || hasMerge(node));
  if (borrowed !== undefined)
    return { line: borrowed.node.line, why: 'alias', message: 'part of this policy comes from an alias' };
  const twice = policies
    .flatMap(({ node, statements }) => [node, ...statements])
    .map(twiceSpelled)
    .find((entry) => entry !== undefined);
  if (twice === undefined) return null;
  return { line: twice.keyLine, why: 'duplicate-key', message: 'a key stands here in two spellings' };
}

function hasMerge(node: SyntaxNode): boolean {
  if (mergeOf(node) !== undefined) return true;
  const inside =
    node.kind === 'list' ? node.items : node.kind === 'map' ? node.entries.map(({ value }) => value) : [];
  return inside.some(hasMerge);
}

function twiceSpelled(node: SyntaxNode): SyntaxEntry | undefined {
  const seen = new Set<string>();
  const entries = node.kind === 'map' ? node.entries : [];
  return entries.find(({ key }) => seen.size === seen.add(key.toLowerCase()).size);
}

/** A policy, or what stands around all of them. */
type Part = {
  /** Unlike the address no other part can have it, whatever the keys of the file are. */
  readonly key: string;
  readonly address: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Attributes beside the statements: `Version`, `Id`; for what stands around, its value. */
  readonly besides: readonly Entry[];
  readonly policy: PlacedPolicy | null;
};

/** By key; paths in a file of several documents have their number in front. */
function partsOf(file: FormatFile | null): ReadonlyMap<string, Part> {
  const documents = file?.syntax().documents ?? [];
  const parts = documents.flatMap((root, index) => {
    const base = documents.length > 1 ? `[${index}]` : '';
    const policies = policiesIn(root, base);
    const own = policies.some(({ node }) => node === root) ? [] : [around(root, base)];
    return [...own, ...policies.map(policyPart)];
  });
  return new Map(parts.map((part) => [part.key, part]));
}

/** A file that holds policies somewhere inside: all of it but their statements. */
function around(root: SyntaxNode, base: string): Part {
  const plain = remainderOf(root);
  const entry = { path: 'value', line: root.line, compare: plain, shown: maskValue(plain), sensitive: false };
  const { line: startLine, endLine } = root;
  return {
    key: `around ${base}`,
    address: `${base}document`,
    startLine,
    endLine,
    besides: [entry],
    policy: null,
  };
}

function policyPart(policy: PlacedPolicy): Part {
  const { node, name, path } = policy;
  const others = name === '' || node.kind !== 'map' ? [] : node.entries.filter(({ key }) => key !== name);
  return {
    key: `policy ${path}`,
    address: path === '' ? 'document' : path,
    startLine: node.line,
    endLine: node.endLine,
    besides: others.map(({ key, keyLine, value }) => {
      const plain = remainderOf(value);
      return {
        path: joinPath('', key),
        line: keyLine,
        compare: plain,
        shown: maskValue(plain),
        sensitive: false,
      };
    }),
    policy,
  };
}

function toChange(
  { before, after }: { readonly before: Part | null; readonly after: Part | null },
  input: FormatInput,
): ParsedChange | null {
  const shown = after ?? before;
  if (shown === null) return null;
  const labels = labelStatements(before?.policy?.statements ?? [], after?.policy?.statements ?? []);
  const old = entriesOf(before, labels.before);
  const now = entriesOf(after, labels.after);
  const attributes = compareEntries(old, now);
  if (before !== null && after !== null && attributes.length === 0) return null;
  return {
    format: 'iam-policy',
    file: input.path,
    previousFile: input.previousPath,
    startLine: shown.startLine,
    endLine: shown.endLine,
    address: shown.address,
    type: 'iam_policy_document',
    action: before === null ? 'create' : after === null ? 'delete' : 'update',
    attributes,
    usedIn: [],
    opaque: false,
    before: before === null ? null : toState(old, now, 'before'),
    after: after === null ? null : toState(now, old),
  };
}

function entriesOf(part: Part | null, labels: readonly string[]): readonly Entry[] {
  if (part === null) return [];
  const { besides, policy } = part;
  const statements = policy?.statements ?? [];
  return [
    ...besides,
    ...statements.flatMap((node, index) =>
      statementEntries(node, `${baseOf(policy)}[${labels[index] ?? index}]`),
    ),
  ];
}

/** The policy that is a list of statements, or one statement, has no member that holds them. */
function baseOf(policy: PlacedPolicy | null): string {
  return policy === null || policy.name === '' ? 'Statement' : joinPath('', policy.name);
}
