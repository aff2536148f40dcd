// ConfigMaps and Secrets that a kustomization makes; called by what builds it.
import type { FileSide } from '../../model/files.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { folderOf, resolvePath } from '../kubernetes/paths.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import { madeMap, madeScalar } from './made-nodes.ts';

export type Generated = {
  readonly node: SyntaxNode;
  /** `merge` and `replace` speak of one that a base makes. */
  readonly behavior: string;
};

/** In the order of the kustomization. A key without a value comes from elsewhere and is left out, as is a file that is not here. */
export function generatedObjects(
  root: SyntaxNode,
  path: string,
  files: ReadonlyMap<string, FileSide>,
): readonly Generated[] {
  const read = (name: string): string | null => {
    const target = resolvePath(folderOf(path), name);
    const content = target === null ? undefined : files.get(target)?.content;
    return content?.kind === 'text' ? content.text : null;
  };
  return (['configMapGenerator', 'secretGenerator'] as const).flatMap((list) =>
    itemsOf(member(root, list)).map((generator) => ({
      node: objectOf(
        generator,
        list === 'configMapGenerator' ? 'ConfigMap' : 'Secret',
        dataOf(generator, read),
      ),
      behavior: textOf(member(generator, 'behavior')),
    })),
  );
}

type Data = ReadonlyMap<string, string>;

function dataOf(generator: SyntaxNode, read: (name: string) => string | null): Data {
  const texts = (name: string): readonly string[] => itemsOf(member(generator, name)).map(textOf);
  const envs = [...texts('envs'), textOf(member(generator, 'env'))].filter((name) => name !== '');
  const files = texts('files').flatMap((file): readonly (readonly [string, string])[] => {
    const [key, name] = pairOf(file) ?? [file.slice(file.lastIndexOf('/') + 1), file];
    const text = read(name);
    return text === null ? [] : [[key, text]];
  });
  return new Map([
    ...files,
    ...texts('literals').flatMap((literal) => {
      const pair = pairOf(literal);
      return pair === null ? [] : [[pair[0], unquoted(pair[1])] as const];
    }),
    ...envs.flatMap((name) => (read(name) ?? '').split('\n').flatMap(assignmentIn)),
  ]);
}

function pairOf(text: string): readonly [string, string] | null {
  const sign = text.indexOf('=');
  return sign <= 0 ? null : [text.slice(0, sign), text.slice(sign + 1)];
}

function unquoted(text: string): string {
  const [first] = text;
  return (first === '"' || first === "'") && text.length > 1 && text.endsWith(first)
    ? text.slice(1, -1)
    : text;
}

function assignmentIn(line: string): readonly (readonly [string, string])[] {
  const text = line.trim();
  const pair = text.startsWith('#') ? null : pairOf(text);
  return pair === null ? [] : [pair];
}

function objectOf(generator: SyntaxNode, kind: string, data: Data): SyntaxNode {
  const scalar = (text: string): SyntaxNode => madeScalar(generator, text);
  const map = (pairs: Iterable<readonly [string, SyntaxNode]>): SyntaxNode => madeMap(generator, pairs);
  const names = ['name', 'namespace'].flatMap((key) => {
    const text = textOf(member(generator, key));
    return text === '' ? [] : [[key, scalar(text)] as const];
  });
  return map([
    ['apiVersion', scalar('v1')],
    ['kind', scalar(kind)],
    ['metadata', map(names)],
    [
      kind === 'Secret' ? 'stringData' : 'data',
      map([...data].map(([key, text]) => [key, scalar(text)] as const)),
    ],
  ]);
}

/** `data` of one with that of another over it. */
export function mergedData(old: SyntaxNode, now: SyntaxNode): SyntaxNode {
  if (old.kind !== 'map' || now.kind !== 'map') return now;
  const entries = now.entries.map((entry) => {
    const before = member(old, entry.key);
    if (!/^(?:data|stringData)$/.test(entry.key) || before?.kind !== 'map' || entry.value.kind !== 'map')
      return entry;
    const fresh = new Set(entry.value.entries.map(({ key }) => key));
    const kept = before.entries.filter(({ key }) => !fresh.has(key));
    return { ...entry, value: { ...entry.value, entries: [...kept, ...entry.value.entries] } };
  });
  return { ...now, entries };
}
