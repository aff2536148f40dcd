// The event stream of js-yaml behind one total function; `parseYaml` and `parseJson` build their tree from it.
import { EVENT_ID, YAMLException, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import { LIMITS } from '../config/limits.ts';
import { mendIndentation } from './mend-indentation.ts';
import type { SyntaxProblem } from './node.ts';

export type ReadEvents =
  /** `text` is what the offsets of the events point into: the given one, or that with some lines indented more. */
  | { readonly kind: 'ok'; readonly events: readonly Event[]; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: SyntaxProblem };

/** So many lines are mended at most, as each takes another reading of the whole text. */
const MOST_MENDS = 40;

/** All events of a text, or the one reason why there are none. Never throws. */
export function readEvents(text: string, mends = MOST_MENDS): ReadEvents {
  try {
    const events = parseEvents(text, { maxDepth: LIMITS.yamlDepth });
    return tooMany(events) ?? { kind: 'ok', events, text };
  } catch (error) {
    const mended = mends > 0 ? mendIndentation(text, error) : null;
    return mended === null ? { kind: 'problem', problem: explain(error) } : readEvents(mended, mends - 1);
  }
}

/** Counted on events, before a tree exists: an alias bomb is small here and large only once expanded. */
function tooMany(events: readonly Event[]): ReadEvents | null {
  const count = (type: number): number =>
    events.reduce((sum, event) => sum + (event.type === type ? 1 : 0), 0);
  const nodes = events.length - count(EVENT_ID.POP);
  if (nodes > LIMITS.treeNodes) return refuse('too-many-nodes', `more than ${LIMITS.treeNodes} nodes`);
  if (count(EVENT_ID.ALIAS) > LIMITS.yamlAliases)
    return refuse('too-many-aliases', `more than ${LIMITS.yamlAliases} aliases`);
  return null;
}

function refuse(code: SyntaxProblem['code'], message: string): ReadEvents {
  return { kind: 'problem', problem: { code, message, line: 1, column: 1 } };
}

function explain(error: unknown): SyntaxProblem {
  if (!(error instanceof YAMLException)) {
    return { code: 'syntax', message: 'the text cannot be read', line: 1, column: 1 };
  }
  const place = { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
  const deep = error.reason.includes('maxDepth');
  const message = deep ? `nested deeper than ${LIMITS.yamlDepth} levels` : error.reason;
  return { code: deep ? 'too-deep' : 'syntax', message, ...place };
}
