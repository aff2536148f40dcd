// Keys that stand together in a file of no known form, to see whether they are parameters of a template; called by `readStacks` and `stackProjects`.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { childrenOf, member } from '../tree.ts';

/** Key and value in a text, as most notations write them. */
const KEY =
  /ParameterKey["']?\s{0,40}[:=]\s{0,40}["']?([A-Za-z0-9]{1,255})|(?<![A-Za-z0-9])([A-Za-z0-9]{1,255})["']?\s{0,40}[:=]/g;
/** Words around the keys. */
const FRAME = /^Parameter(?:Key|Value)$/;

/** What looks like a key in a text, also where escapes spell it. */
export function keysIn(text: string): readonly string[] {
  const plain = text.replaceAll(/\\u([0-9A-Fa-f]{4})/g, (_all, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return [...plain.matchAll(KEY)].flatMap(([, key, other = '']) => {
    const name = key ?? other;
    return FRAME.test(name) ? [] : [name];
  });
}

/** Keys of each map of a document, and of the text where it is none. Total. */
export function keyGroups(file: FormatFile): readonly (readonly string[])[] {
  const isData = /\.(?:json|ya?ml)$/i.test(file.path);
  const { documents, problem } = isData ? file.syntax() : { documents: [], problem: null };
  const maps = problem === null ? documents.flatMap(mapsIn) : [];
  return [...maps, keysIn(file.text)];
}

/** Keys of plain values at the top of a document, and below its `Parameters`; not those that every object of Kubernetes has. */
export function plainKeys(document: SyntaxNode): readonly string[] {
  const below = ['Parameters', 'parameters'].map((name) => member(document, name));
  return [document, ...below].flatMap((node) =>
    node?.kind === 'map'
      ? node.entries
          .filter(({ key, value }) => value.kind === 'scalar' && !/^(?:apiVersion|kind)$/.test(key))
          .map(({ key }) => key)
      : [],
  );
}

/** Words that stand in files of all sorts. */
const COMMON = /^(?:Description|Name|Type|Version|Environment|Value|Key|Tags)$/;

export function holdsHalf(keys: readonly string[], names: ReadonlySet<string>): boolean {
  const all = new Set(keys);
  const known = [...all].filter((key) => names.has(key));
  return known.some((key) => !COMMON.test(key)) && known.length * 2 >= all.size;
}

function mapsIn(node: SyntaxNode): readonly (readonly string[])[] {
  const own = node.kind === 'map' ? [node.entries.map(({ key }) => key)] : [];
  return [...own, ...childrenOf(node).flatMap(mapsIn)];
}
