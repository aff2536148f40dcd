// What a guardrail lists, and whom it leaves out: called by rules/iam-boundary-removed.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { isDoubted, withoutDoubt } from '../doubt.ts';
import type { Hit } from '../finding.ts';
import { shortenSource } from '../iam/shorten-source.ts';
import { treeOf, walk } from '../state-tree.ts';
import { ownTextsOf } from '../values.ts';
import type { Texts } from '../values.ts';
import { placesOf } from './grade.ts';
import { GUARDRAIL_LISTS } from './guardrails.ts';
import type { GuardrailList } from './guardrails.ts';

/** One hit for each member that a guardrail no longer covers, and one where that can no longer be told. */
export function listHits(change: ParsedChange): readonly Hit[] {
  const { before, after, type } = change;
  if (before === null || after === null) return [];
  return GUARDRAIL_LISTS.filter(({ types }) => types.split(' ').includes(type ?? '')).flatMap((list) => {
    const line = placesOf(treeOf(after), list.path)[0]?.line ?? null;
    const { lost, doubted } = compareLists(namesAt(before, list.path), namesAt(after, list.path), list);
    return [
      ...together(lost).map((name) => ({
        message: `${change.address} ${list.told.replace('%', () => name)}.`,
        line,
      })),
      ...(doubted === null ? [] : [{ ...doubtOf(change, list, doubted), line }]),
    ];
  });
}

/** Of many the first are named. */
function together(names: readonly string[]): readonly string[] {
  const shown = names.map(shortenSource);
  return shown.length > 3 ? [`${shown.slice(0, 2).join(', ')} and ${shown.length - 2} more`] : shown;
}

type Compared = {
  /** Certainly no longer covered. */
  readonly lost: readonly string[];
  /** An expression of the head that may cover less than the base did; null: there is none. */
  readonly doubted: string | null;
};

function compareLists(had: Texts, now: Texts, { when }: GuardrailList): Compared {
  const [more, less] = when === 'added' ? [now, had] : [had, now];
  const names = without(more.known, less.known);
  const expressions = without(more.unknown, less.unknown);
  // Another expression may stand for the very same.
  const others = without(less.unknown, more.unknown);
  const isOpen = others.length > 0 && names.length + expressions.length > 0;
  const [unsure] = [...now.unknown.filter(isDoubted), ...(isOpen ? now.unknown : [])];
  return {
    lost: others.length === 0 ? [...names, ...expressions] : when === 'added' ? names : [],
    doubted: unsure ?? null,
  };
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(withoutDoubt));
  return some.map(withoutDoubt).filter((text) => !known.has(text));
}

function doubtOf({ address }: ParsedChange, { path }: GuardrailList, source: string): Omit<Hit, 'line'> {
  const name = path.split(' ')[0]?.split('.').at(-1) ?? path;
  return {
    message: `Perhaps ${address} covers less than before: \`${name}\` is computed, and not as it was (${shortenSource(withoutDoubt(source))}).`,
    severity: 'medium',
    confidence: 'low',
  };
}

function namesAt(state: ResourceState, path: string): Texts {
  const texts = placesOf(treeOf(state), path).flatMap(walk).map(ownTextsOf);
  return {
    known: texts.flatMap(({ known }) => known),
    unknown: texts.flatMap(({ unknown }) => unknown),
  };
}
