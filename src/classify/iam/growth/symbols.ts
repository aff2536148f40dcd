// Texts that nobody here can resolve. The same source in the same place on both sides is the same text and cancels; any other may be anything.
import { LIMITS } from '../../../config/limits.ts';
import type { PolicyDocument, PolicyPrincipal, PolicyStatement, PolicyText } from '../policy-document.ts';
import { isStandIn } from './glob.ts';

/** Where a text stands: sources are compared within one place only. */
export type Place = 'action' | 'resource' | `principal ${string}` | `condition ${string}`;

/** The text as it can be compared: a known one is null here. Too long, or in characters kept for variables: nobody knows it. */
export function symbolOf(place: Place, text: PolicyText): string | null {
  if (text.kind === 'unknown') return `${place} ${text.source}`;
  return isReadable(text.text) ? null : `${place} "${text.text}"`;
}

/** What a reader sees of an unknown text. */
export function sourceOf(symbol: string): string {
  const place = /^(?:action|resource|principal \S+|condition \S+) /.exec(symbol)?.[0] ?? '';
  return symbol.slice(place.length);
}

export function principalPlace({ type }: PolicyPrincipal): Place {
  return `principal ${type.toLowerCase().replaceAll(/\s/g, '')}`;
}

export function conditionPlace(key: string): Place {
  return `condition ${key.toLowerCase().replaceAll(/\s/g, '')}`;
}

/** Symbols of both sides. */
export function sharedSymbols(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): ReadonlySet<string> {
  return symbolsIn(before).intersection(symbolsIn(after));
}

function symbolsIn(documents: readonly PolicyDocument[]): Set<string> {
  return new Set(documents.flatMap(({ statements }) => statements.flatMap(symbolsOf)));
}

/** Of all its texts. */
export function symbolsOf({
  actions,
  resources,
  principals,
  conditions,
}: PolicyStatement): readonly string[] {
  return [
    ...actions.texts.map((text) => symbolOf('action', text)),
    ...(resources?.texts ?? []).map((text) => symbolOf('resource', text)),
    ...(principals?.entries ?? []).map((entry) => symbolOf(principalPlace(entry), entry.text)),
    ...conditions.flatMap(({ key, values }) => values.map((value) => symbolOf(conditionPlace(key), value))),
  ].filter((symbol) => symbol !== null);
}

function isReadable(text: string): boolean {
  if (text.length > LIMITS.policyTextCharacters) return false;
  for (let at = 0; at < text.length; at += 1) if (isStandIn(text.charCodeAt(at))) return false;
  return true;
}
