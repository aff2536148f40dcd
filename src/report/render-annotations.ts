// Notes on the changed lines: one per line and thing, for findings and for changes that hold the pull request. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Decision, DecisionChange, Reason } from '../model/decision.ts';
import { ACTION_WORD, stopped } from './describe-change.ts';
import { driversOf } from './drivers-of.ts';
import { code, plain, prose } from './escape.ts';
import { nameOf, others } from './instances.ts';
import { isBlocking, unsatisfiedReasons } from './order-reasons.ts';
import type { Annotation } from './publisher.ts';
import { people } from './render-title.ts';
import { foldFindings, type Folded } from './same-findings.ts';

const TITLE_LIMIT = 255;
/** Together they keep a message far below GitHub's 64 KB, even where every character is escaped. */
const SENTENCE_LIMIT = 300;
const REASONS = 5;
/** Other findings of one line that are told with the gravest. */
const BESIDES = 5;
/** Changes that wait for approvals and are told by a note of their own: findings need the room. */
const WAITING = 10;
/** Reasons whose changes are looked up: each look-up walks all changes. */
const DRIVING_REASONS = 20;
const LEVELS = ['failure', 'warning', 'notice'] as const;

/** A change with every reason that it drives; its entries in several environments are one place. */
type Driver = { readonly change: DecisionChange; readonly reasons: readonly Reason[] };

/** At most 50, gravest first; where there are more, the last one says how many. */
export function renderAnnotations(decision: Decision): readonly Annotation[] {
  const drivers = collectDrivers(decision);
  const blocked = new Set(
    drivers.filter((driver) => blocks(driver, decision)).map(({ change }) => placeKey(change)),
  );
  const lines = byLine(foldFindings(decision.findings)).map((line) => ofLine(line, blocked));
  const all = [...together(ofDrivers(drivers, decision), lines), ...unreadable(decision)].toSorted(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  );
  return atMost(all, LIMITS.annotations);
}

/** The first `limit`; the last of them tells how many were left out. */
export function atMost(annotations: readonly Annotation[], limit: number): readonly Annotation[] {
  const last = annotations[limit - 1];
  if (last === undefined || annotations.length <= limit) return annotations;
  const left = annotations.length - limit;
  return [
    ...annotations.slice(0, limit - 1),
    { ...last, message: `${last.message}\n\nand ${left} more, in the summary and the decision document.` },
  ];
}

/** 1-based and in order, whatever a format said: GitHub refuses the whole request otherwise. */
export function lines(at: { readonly startLine: number; readonly endLine: number }): {
  readonly startLine: number;
  readonly endLine: number;
} {
  const startLine = Math.max(1, at.startLine);
  return { startLine, endLine: Math.max(startLine, at.endLine) };
}

function collectDrivers(decision: Decision): readonly Driver[] {
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
function blocks({ reasons }: Driver, { mode }: Decision): boolean {
  return mode === 'enforce' && reasons.some(isBlocking);
}

/** What a finding and its change have in common. */
function placeKey({ file, address }: { readonly file: string; readonly address: string | null }): string {
  return `${file}\n${address ?? ''}`;
}

/** A note with the thing that it is about. */
type Note = { readonly about: string; readonly note: Annotation };

/** What is found on the line of a change says what the change holds, too. */
function together(drivers: readonly Note[], findings: readonly Note[]): readonly Annotation[] {
  const keyOf = ({ about, note }: Note): string => `${note.startLine} ${about}`;
  const found = new Set(findings.map(keyOf));
  const holding = new Map(drivers.map((driver) => [keyOf(driver), driver.note]));
  return [
    ...findings.map((finding) => {
      const driver = holding.get(keyOf(finding));
      if (driver === undefined) return finding.note;
      const { level, message } = finding.note;
      const graver = LEVELS.indexOf(driver.level) < LEVELS.indexOf(level) ? driver.level : level;
      return { ...finding.note, level: graver, message: `${message}\n${driver.message}` };
    }),
    ...drivers.filter((driver) => !found.has(keyOf(driver))).map(({ note }) => note),
  ];
}

/** One for those of a file that do the same and wait for the same. */
function ofDrivers(drivers: readonly Driver[], decision: Decision): readonly Note[] {
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

type Line = readonly [Folded, ...Folded[]];

/** What is said of one thing on one line, gravest first. */
function byLine(folded: readonly Folded[]): readonly Line[] {
  const groups = Map.groupBy(folded, ({ finding }) => `${finding.startLine} ${placeKey(finding)}`);
  return [...groups.values()].flatMap(([first, ...others]): readonly Line[] =>
    first === undefined ? [] : [[first, ...others]],
  );
}

function ofLine([{ finding, also }, ...others]: Line, blocked: ReadonlySet<string>): Note {
  const grave = finding.severity === 'high' || finding.severity === 'medium';
  const besides = [
    ...also.map(({ id, message }) => `Also ${code(id)}: ${sentence(message)}`),
    ...others.map(
      ({ finding: { id, message, fix } }) => `${code(id)}: ${sentence(message)} ${sentence(fix)}`,
    ),
  ];
  const note: Annotation = {
    path: finding.file,
    ...lines(finding),
    level: blocked.has(placeKey(finding)) ? 'failure' : grave ? 'warning' : 'notice',
    title: plain(finding.id, TITLE_LIMIT),
    message: [
      sentence(finding.message),
      sentence(finding.fix),
      ...besides.slice(0, BESIDES),
      ...(besides.length > BESIDES ? [`And ${besides.length - BESIDES} more on this line.`] : []),
    ].join('\n'),
  };
  return { about: placeKey(finding), note };
}

/** Unreadable files that no finding speaks of already. */
function unreadable({ unreadable: files, findings }: Decision): readonly Annotation[] {
  return files
    .filter(
      ({ file }) => !findings.some((finding) => finding.file === file && finding.id === 'unreadable-file'),
    )
    .map(({ file, line, why, message }) => ({
      path: file,
      ...lines({ startLine: line ?? 1, endLine: line ?? 1 }),
      level: 'warning' as const,
      title: plain(`unreadable: ${why}`, TITLE_LIMIT),
      message: `${sentence(message)}\nA human must read this file; or make it readable.`,
    }));
}

function sentence(text: string): string {
  return prose(stopped(text), SENTENCE_LIMIT);
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
