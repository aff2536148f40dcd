// Fits the decision document into the text of a check run. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Decision } from '../model/decision.ts';
import type { JsonObject } from '../model/json.ts';
import { clip } from './escape.ts';
import { fenceJson } from './fence-json.ts';

/** What can give way, in this order; `attributes` are all dropped at once, lists from their end. */
const LISTS = ['observed', 'findings', 'changes', 'unreadable', 'exceptions', 'reasons'] as const;
type List = (typeof LISTS)[number];

type Kept = { readonly attributes: boolean; readonly lists: { readonly [list in List]: number } };

/** Messages of a document that is cut down to its reasons. */
const MESSAGE_LIMIT = 500;

/**
 * The text of the check run: the whole document, or a valid one with `truncated` (how many of each were left out, and
 * where the whole one is). Never longer than GitHub's limit, measured in UTF-8 bytes, the stricter of the two readings.
 */
export function renderDocument(decision: Decision, detailsUrl: string | null): string {
  const json = JSON.stringify(decision, null, 2);
  const whole = json.length <= LIMITS.outputCharacters ? wrap(json) : json;
  if (bytes(whole) <= LIMITS.outputCharacters) return whole;
  let kept: Kept = { attributes: false, lists: counts(decision) };
  for (const list of LISTS) {
    if (fits(decision, kept, detailsUrl)) break;
    kept = withList(kept, list, longestFit(decision, { kept, list, detailsUrl }));
  }
  return render(decision, kept, detailsUrl);
}

/** UTF-8 length. */
export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** The greatest number of items of one list that fits, by bisection. */
function longestFit(
  decision: Decision,
  options: { readonly kept: Kept; readonly list: List; readonly detailsUrl: string | null },
): number {
  let low = 0;
  let high = counts(decision)[options.list];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(decision, withList(options.kept, options.list, middle), options.detailsUrl)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function fits(decision: Decision, kept: Kept, detailsUrl: string | null): boolean {
  const json = JSON.stringify(shortened(decision, kept, detailsUrl), null, 2);
  // Escaping only adds: what is too long already need not be escaped to know it.
  return json.length <= LIMITS.outputCharacters && bytes(wrap(json)) <= LIMITS.outputCharacters;
}

function render(decision: Decision, kept: Kept, detailsUrl: string | null): string {
  return wrap(JSON.stringify(shortened(decision, kept, detailsUrl), null, 2));
}

function shortened(decision: Decision, kept: Kept, detailsUrl: string | null): object {
  const { lists } = kept;
  const total = counts(decision);
  const dropped = LISTS.filter((list) => lists[list] < total[list]).map((list) => [
    list,
    total[list] - lists[list],
  ]);
  const attributes = decision.changes.reduce((sum, change) => sum + change.attributes.length, 0);
  const bare = lists.changes < total.changes;
  return {
    ...decision,
    actor: bare ? { ...decision.actor, evidence: decision.actor.evidence.slice(0, 10) } : decision.actor,
    changes: decision.changes.slice(0, lists.changes).map((change) => ({ ...change, attributes: [] })),
    findings: decision.findings.slice(0, lists.findings),
    unreadable: decision.unreadable.slice(0, lists.unreadable),
    ...(decision.observed === undefined ? {} : { observed: decision.observed.slice(0, lists.observed) }),
    exceptions: decision.exceptions.slice(0, lists.exceptions),
    reasons: decision.reasons.slice(0, lists.reasons).map((reason) => (bare ? brief(reason) : reason)),
    truncated: { attributes, ...Object.fromEntries(dropped), document: detailsUrl } satisfies JsonObject,
  };
}

/** A reason without the places it points at, which are gone as well. */
function brief({ at: _places, ...reason }: Decision['reasons'][number]): object {
  return {
    ...reason,
    message: clip(reason.message, MESSAGE_LIMIT),
    remediation: clip(reason.remediation, MESSAGE_LIMIT),
  };
}

function counts(decision: Decision): Kept['lists'] {
  return {
    observed: decision.observed?.length ?? 0,
    findings: decision.findings.length,
    changes: decision.changes.length,
    unreadable: decision.unreadable.length,
    exceptions: decision.exceptions.length,
    reasons: decision.reasons.length,
  };
}

function withList(kept: Kept, list: List, count: number): Kept {
  return { ...kept, lists: { ...kept.lists, [list]: count } };
}

function wrap(json: string): string {
  return `<details>\n<summary>Decision document (aigov.decision/1) for tools and agents</summary>\n\n${fenceJson(json)}\n\n</details>`;
}
