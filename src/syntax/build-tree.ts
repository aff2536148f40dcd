// Events to positioned trees, with the checks that the event stream leaves out. Called by `parseYaml` and `parseJson`.
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, getScalarValue } from 'js-yaml';
import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { lineIndex } from './lines.ts';
import type { SyntaxEntry, SyntaxNode, SyntaxProblem } from './node.ts';

/** A finished node and the offset behind it. */
type Built = { readonly node: SyntaxNode; readonly start: number; readonly end: number };
type Frame = { readonly event: MappingEvent | SequenceEvent; readonly children: Built[] };
export type Trees = {
  readonly documents: readonly SyntaxNode[];
  readonly problems: readonly SyntaxProblem[];
};

/** One tree per document that has content. Total: what is wrong is a problem with a place, and the tree goes on. */
export function buildTree(text: string, events: readonly Event[]): Trees {
  const place = lineIndex(text);
  const documents: SyntaxNode[] = [];
  const problems: SyntaxProblem[] = [];
  const stack: Frame[] = [];
  let anchors = new Set<string>();
  let offset = 0;

  const problem = (code: SyntaxProblem['code'], message: string, at: number): void => {
    problems.push({ code, message, ...place(at) });
  };
  const add = (built: Built): void => {
    offset = built.end;
    if (built.node.anchor !== null) anchors.add(built.node.anchor);
    const parent = stack.at(-1);
    if (parent === undefined) documents.push(built.node);
    else parent.children.push(built);
  };
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        anchors = new Set();
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        offset = event.start;
        stack.push({ event, children: [] });
        break;
      case EVENT_ID.SCALAR:
        add(scalar(text, event, offset, place));
        break;
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        if (!anchors.has(name))
          problem('unknown-anchor', `"*${name}" names no anchor before it`, event.anchorStart - 1);
        const start = event.anchorStart - 1;
        const at = place(start);
        const node = { kind: 'alias', name, tag: null, anchor: null, ...at, endLine: at.line } as const;
        add({ node, start, end: event.anchorEnd });
        break;
      }
      case EVENT_ID.POP: {
        const frame = stack.pop();
        if (frame !== undefined) add(collection(text, frame, place, problem));
        break;
      }
    }
  }
  return { documents, problems };
}

type Place = ReturnType<typeof lineIndex>;
type Report = (code: SyntaxProblem['code'], message: string, at: number) => void;

function scalar(text: string, event: ScalarEvent, offset: number, place: Place): Built {
  const { quoted, block } = styleOf(event);
  const empty = event.valueStart < 0;
  const valueEnd = empty ? Math.max(offset, event.tagEnd, event.anchorEnd) : event.valueEnd;
  const valueStart = empty ? valueEnd : event.valueStart;
  const start = quoted ? valueStart - 1 : valueStart;
  const end = quoted ? valueEnd + 1 : valueEnd;
  const source = empty ? '' : text.slice(valueStart, valueEnd);
  const lastInk = start + text.slice(start, end).trimEnd().length;
  const node = {
    kind: 'scalar',
    text: empty ? '' : getScalarValue(text, event),
    source,
    style: quoted ? 'quoted' : block ? 'block' : 'plain',
    ...properties(text, event),
    ...place(start),
    endLine: place(Math.max(start, lastInk - 1)).line,
  } as const;
  return { node, start, end };
}

function styleOf({ style }: ScalarEvent): { readonly quoted: boolean; readonly block: boolean } {
  return {
    quoted: style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED,
    block: style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK,
  };
}

function properties(
  text: string,
  event: ScalarEvent | MappingEvent | SequenceEvent,
): { readonly tag: string | null; readonly anchor: string | null } {
  return {
    tag: event.tagStart < 0 ? null : text.slice(event.tagStart, event.tagEnd),
    anchor: event.anchorStart < 0 ? null : text.slice(event.anchorStart, event.anchorEnd),
  };
}

function collection(text: string, { event, children }: Frame, place: Place, report: Report): Built {
  const last = children.at(-1);
  const end = closing(text, event, last?.end ?? event.start + 1);
  const base = {
    ...properties(text, event),
    ...place(event.start),
    endLine: Math.max(last?.node.endLine ?? 1, place(end.closed ? end.offset - 1 : event.start).line),
  };
  const node: SyntaxNode =
    event.type === EVENT_ID.SEQUENCE
      ? { kind: 'list', items: children.map((child) => child.node), ...base }
      : { kind: 'map', entries: entries(children, report), ...base };
  return { node, start: event.start, end: end.offset };
}

/** Events give collections no end: for a flow collection it is the bracket behind the last child. */
function closing(
  text: string,
  event: Frame['event'],
  from: number,
): { readonly offset: number; readonly closed: boolean } {
  if (event.style !== COLLECTION_STYLE.FLOW) return { offset: from, closed: false };
  let at = from;
  while (/[\s,:?#]/.test(text.charAt(at))) at = text[at] === '#' ? lineEnd(text, at) : at + 1;
  const closed = text[at] === ']' || text[at] === '}';
  return closed ? { offset: at + 1, closed } : { offset: from, closed };
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

/** Tags that leave a key the text it is. */
const TEXT_TAGS: readonly string[] = ['!', '!!str', '!!merge'];

function entries(children: readonly Built[], report: Report): readonly SyntaxEntry[] {
  const seen = new Map<string, number>();
  const result: SyntaxEntry[] = [];
  for (let i = 0; i + 1 < children.length; i += 2) {
    const [key, value] = [children[i], children[i + 1]];
    if (key === undefined || value === undefined) continue;
    if (key.node.kind !== 'scalar') {
      report('complex-key', 'a key must be a plain word or a quoted text', key.start);
      continue;
    }
    const { text: name, line: keyLine, column: keyColumn, style, tag } = key.node;
    // With `!!binary` a reader may see another name than the one that stands here.
    if (tag !== null && !TEXT_TAGS.includes(tag))
      report('complex-key', `a key with the tag ${tag} has no certain name`, key.start);
    const first = seen.get(name);
    if (first !== undefined)
      report('duplicate-key', `duplicate key "${name}"; the first is on line ${first}`, key.start);
    else seen.set(name, keyLine);
    // yq writes the tag out; whoever merges without it merges with it.
    const merge = name === '<<' && style === 'plain' && (tag === null || tag === '!!merge');
    result.push({ key: name, keyLine, keyColumn, merge, value: value.node });
  }
  return result;
}
