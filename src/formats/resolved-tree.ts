// YAML documents with their aliases and merge keys followed; called by the formats whose readers follow them.
import { LIMITS } from '../config/limits.ts';
import { canonicalJson } from '../model/canonical.ts';
import { toValue } from '../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../syntax/index.ts';
import type { Problem } from './format.ts';

export type ResolvedTree =
  | { readonly kind: 'ok'; readonly node: SyntaxNode }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Tags that every reader knows and takes alike; any other may turn a value into something else. */
const KNOWN_TAGS: readonly string[] = [
  '!',
  '!!str',
  '!!int',
  '!!float',
  '!!bool',
  '!!null',
  '!!map',
  '!!seq',
];

/**
 * The document without aliases and merge keys: what they stand for is copied in, on the line of the alias. Copies are
 * counted, so an alias bomb ends as a problem. Refused is what readers take differently: unknown tags, a merge key that
 * is quoted or has another tag, and one that meets a member given before it (Go's YAML 1.1 reader lets the merge win, others not).
 * `ownTags` are those that the format itself gives a meaning.
 */
export function resolveTree(document: SyntaxNode, ownTags: readonly string[] = []): ResolvedTree {
  const anchors = new Map<string, SyntaxNode | null>();
  let left: number = LIMITS.treeNodes;
  let problem: Problem | null = null;

  const refuse = (line: number, why: string, message: string): void => {
    problem ??= { line, why, message };
  };
  const spend = (line: number): boolean => {
    left -= 1;
    if (left < 0) refuse(line, 'too-many-nodes', `aliases make more than ${LIMITS.treeNodes} nodes`);
    return left >= 0 && problem === null;
  };
  const visit = (node: SyntaxNode): SyntaxNode => {
    if (!spend(node.line)) return node;
    if (node.tag !== null && !KNOWN_TAGS.includes(node.tag) && !ownTags.includes(node.tag))
      refuse(node.line, 'unknown-tag', `nobody can tell what the tag ${node.tag} makes of this value`);
    if (node.kind === 'scalar' && !node.text.isWellFormed())
      refuse(node.line, 'parse-error', 'a text holds half of a character');
    if (node.kind === 'alias') return followed(node.name, node.line) ?? node;
    // Null while it is being read: an alias to it in there would never end.
    if (node.anchor !== null) anchors.set(node.anchor, null);
    const resolved = inside(node);
    if (node.anchor !== null) anchors.set(node.anchor, resolved);
    return resolved;
  };
  const inside = (node: SyntaxNode): SyntaxNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(visit) };
    return node.kind === 'map' ? { ...node, entries: merged(node.entries) } : node;
  };
  const followed = (name: string, line: number): SyntaxNode | null => {
    const target = anchors.get(name) ?? null;
    if (target === null) refuse(line, 'alias', `"*${name}" stands inside of what it names`);
    return target === null ? null : copy(target, line);
  };
  const copy = (node: SyntaxNode, line: number): SyntaxNode => {
    if (!spend(line)) return node;
    const place = { line, endLine: line, anchor: null };
    if (node.kind === 'list') return { ...node, ...place, items: node.items.map((item) => copy(item, line)) };
    if (node.kind !== 'map') return { ...node, ...place };
    const entries = node.entries.map((entry) => ({
      ...entry,
      keyLine: line,
      value: copy(entry.value, line),
    }));
    return { ...node, ...place, entries };
  };
  const merged = (entries: readonly SyntaxEntry[]): readonly SyntaxEntry[] => {
    const result = new Map<string, SyntaxEntry>();
    const borrowed = new Set<string>();
    for (const entry of entries) {
      const value = visit(entry.value);
      if (!entry.key.isWellFormed()) refuse(entry.keyLine, 'parse-error', 'a name holds half of a character');
      if (!entry.merge) {
        if (entry.key === '<<' && value.kind !== 'scalar')
          refuse(entry.keyLine, 'merge-key', 'some readers take this key for a merge key and some do not');
        result.set(entry.key, { ...entry, value });
        borrowed.delete(entry.key);
        continue;
      }
      for (const one of membersToMerge(value, entry.keyLine, refuse)) {
        const known = result.get(one.key);
        if (known === undefined) {
          borrowed.add(one.key);
          result.set(one.key, { ...one, keyLine: entry.keyLine });
        } else if (!borrowed.has(one.key) && !isEqual(known.value, one.value)) {
          const message = `readers disagree whether "${one.key}" before the merge key or the one it brings counts`;
          refuse(entry.keyLine, 'merge-key', message);
        }
      }
    }
    return [...result.values()];
  };
  const node = visit(document);
  return problem === null ? { kind: 'ok', node } : { kind: 'problem', problem };
}

/** Of several maps the first that has a key gives it. */
function membersToMerge(
  value: SyntaxNode,
  line: number,
  refuse: (line: number, why: string, message: string) => void,
): readonly SyntaxEntry[] {
  const maps = value.kind === 'list' ? value.items : [value];
  if (maps.some(({ kind }) => kind !== 'map')) refuse(line, 'merge-key', 'a merge key takes maps only');
  return maps.flatMap((map) => (map.kind === 'map' ? map.entries : []));
}

function isEqual(a: SyntaxNode, b: SyntaxNode): boolean {
  return canonicalJson(toValue(a)) === canonicalJson(toValue(b));
}
