// Notes on the changes that hold the pull request: what they do, and what is asked for. Called by renderAnnotations.
import type { Decision, DecisionChange, Reason } from '../model/decision.ts';
import { SENTENCE_LIMIT, TITLE_LIMIT, lines, placeKey, sentence, type Note } from './annotation-text.ts';
import { ACTION_WORD } from './describe-change.ts';
import { driversOf } from './drivers-of.ts';
import { code, plain, prose } from './escape.ts';
import { nameOf, others } from './instances.ts';
import { isBlocking, unsatisfiedReasons } from './order-reasons.ts';
import type { Annotation } from './publisher.ts';
import { people } from './render-title.ts';

const REASONS = 5;
/** Changes that wait for approvals and are told by a note of their own: findings need the room. */
const WAITING = 10;
/** Reasons whose changes are looked up: each look-up walks all changes. */
const DRIVING_REASONS = 20;

/** A change with every reason that it drives; its entries in several environments are one place. */
export type Driver = { readonly change: DecisionChange; readonly reasons: readonly Reason[] };

/** One for those of a file that do the same and wait for the same. */
export function notesOfChanges(drivers: readonly Driver[], decision: Decision): readonly Note[] {
  const groups = Map.groupBy(drivers, ({ change, reasons }) => {
    const { file, action, tier, kinds, environment } = change;
    return JSON.stringify([
      file,
      action,
      tier,
      kinds,
      environment,
      reasons.map(({ code, rule }) => [code, rule]),
    ]);
  });
  const all = [...groups.values()].flatMap(([first, ...alike]) =>
    first === undefined ? [] : [{ ...first, alike: alike.length }],
  );
  const holding = all.filter((driver) => blocks(driver, decision));
  const waiting = all.filter((driver) => !blocks(driver, decision));
  const hidden = waiting.slice(WAITING).reduce((sum, { alike }) => sum + 1 + alike, 0);
  return [
    ...holding,
    ...waiting
      .slice(0, WAITING)
      .map((driver, index) => ({ ...driver, hidden: index === WAITING - 1 ? hidden : 0 })),
  ].map((driver) => ({ about: placeKey(driver.change), note: ofDriver(driver, decision) }));
}

/** `alike`: how many more of its file are told with it; `hidden`: how many of other files are not told. */
type Waiting = Driver & { readonly alike: number; readonly hidden?: number };

function ofDriver({ change, reasons, alike, hidden = 0 }: Waiting, decision: Decision): Annotation {
  const why = reasons.slice(0, REASONS).map(ask);
  const told = change.kinds.filter((kind) => kind !== 'other');
  const kinds = told.length === 0 ? '' : ` (${told.join(', ').replaceAll('_', ' ')})`;
  const where = change.environment === null ? 'in no environment' : `in ${code(change.environment)}`;
  return {
    path: change.file,
    ...lines(changedLines(change)),
    level: blocks({ change, reasons }, decision) ? 'failure' : 'warning',
    title: plain(change.address, TITLE_LIMIT),
    message: [
      `${code(nameOf(change))}${others(change)} ${ACTION_WORD[change.action]} ${where}, tier ${change.tier}${kinds}.`,
      ...new Set(why),
      ...(alike === 0 ? [] : [`The same holds for ${alike} more in this file.`]),
      ...(hidden === 0 ? [] : [`And for ${hidden} more in other files.`]),
    ].join('\n'),
  };
}

/**
 * What is asked for, not how far it got: GitHub only ever adds annotations to a run, so progress would stand there for
 * ever beside its successors. The card tells it.
 */
function ask({ rule, need, message, remediation }: Reason): string {
  if (need?.count === undefined) return `${sentence(message)} ${sentence(remediation)}`;
  return `Rule ${code(rule)} asks for the approval of ${prose(people(need.count, need.from ?? []), SENTENCE_LIMIT)}.`;
}

/** Changes that an unsatisfied reason is about. */
export function collectDrivers(decision: Decision): readonly Driver[] {
  const reasons = unsatisfiedReasons(decision).slice(0, DRIVING_REASONS);
  const pairs = reasons.flatMap((reason) =>
    driversOf(reason, decision).map((change) => ({ change, reason })),
  );
  const places = Map.groupBy(pairs, ({ change }) => `${change.startLine} ${placeKey(change)}`);
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ change: first.change, reasons: [...new Set([first, ...others].map(({ reason }) => reason))] }],
  );
}

/** Observe mode holds nothing. */
export function blocks({ reasons }: Driver, { mode }: Decision): boolean {
  return mode === 'enforce' && reasons.some(isBlocking);
}

/** The attributes that differ, where their lines are known; the whole block otherwise. */
function changedLines(change: DecisionChange): { readonly startLine: number; readonly endLine: number } {
  if (change.action !== 'update') return change;
  const known = change.attributes
    .map(({ line }) => line)
    .filter((line) => line !== null)
    .filter((line) => line >= change.startLine && line <= change.endLine);
  return known.length === 0 ? change : { startLine: Math.min(...known), endLine: Math.max(...known) };
}
