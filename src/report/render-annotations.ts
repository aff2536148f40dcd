// Notes on the changed lines: one per finding, one per change that holds the pull request. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Finding } from '../model/change.ts';
import type { Decision, DecisionChange, Reason } from '../model/decision.ts';
import { ACTION_WORD } from './describe-change.ts';
import { driversOf } from './drivers-of.ts';
import { code, plain, prose } from './escape.ts';
import { nameOf, others } from './instances.ts';
import { isBlocking, unsatisfiedReasons } from './order-reasons.ts';
import type { Annotation } from './publisher.ts';
import { people } from './render-title.ts';

const TITLE_LIMIT = 255;
/** Together they keep a message far below GitHub's 64 KB, even where every character is escaped. */
const SENTENCE_LIMIT = 300;
const REASONS = 5;
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
  const all = [
    ...drivers.map((driver) => ofDriver(driver, decision)),
    ...decision.findings.map((finding) => ofFinding(finding, blocked)),
    ...unreadable(decision),
  ].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
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

function ofDriver({ change, reasons }: Driver, decision: Decision): Annotation {
  const why = reasons.slice(0, REASONS).map(ask);
  const kinds = change.kinds.length === 0 ? '' : ` (${change.kinds.join(', ').replaceAll('_', ' ')})`;
  const where = change.environment === null ? 'in no environment' : `in ${code(change.environment)}`;
  return {
    path: change.file,
    ...lines(changedLines(change)),
    level: blocks({ change, reasons }, decision) ? 'failure' : 'warning',
    title: plain(change.address, TITLE_LIMIT),
    message: [
      `${code(nameOf(change))}${others(change)} ${ACTION_WORD[change.action]} ${where}, tier ${change.tier}${kinds}.`,
      ...new Set(why),
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

function ofFinding(finding: Finding, blocked: ReadonlySet<string>): Annotation {
  const grave = finding.severity === 'high' || finding.severity === 'medium';
  return {
    path: finding.file,
    ...lines(finding),
    level: blocked.has(placeKey(finding)) ? 'failure' : grave ? 'warning' : 'notice',
    title: plain(finding.id, TITLE_LIMIT),
    message: `${sentence(finding.message)}\n${sentence(finding.fix)}`,
  };
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

/** With its full stop: two of them stand side by side. */
function sentence(text: string): string {
  return prose(/[.!?]$/.test(text) ? text : `${text}.`, SENTENCE_LIMIT);
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
