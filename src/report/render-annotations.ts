// Notes on the changed lines: one per line and thing, for findings and for changes that hold the pull request. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Decision } from '../model/decision.ts';
import { LEVELS, TITLE_LIMIT, lines, placeKey, sentence, type Note } from './annotation-text.ts';
import { plain } from './escape.ts';
import { blocks, collectDrivers, notesOfChanges } from './notes-of-changes.ts';
import { notesOfFindings } from './notes-of-findings.ts';
import type { Annotation } from './publisher.ts';

/** At most 50, gravest first; where there are more, the last one says how many. `others` are about more than the decision. */
export function renderAnnotations(
  decision: Decision,
  others: readonly Annotation[] = [],
): readonly Annotation[] {
  const drivers = collectDrivers(decision);
  const blocked = new Set(
    drivers.filter((driver) => blocks(driver, decision)).map(({ change }) => placeKey(change)),
  );
  const found = notesOfFindings(decision.findings, blocked);
  const all = [
    ...together(notesOfChanges(drivers, decision), found),
    ...unreadable(decision),
    ...others,
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

/** The gravest that is found in a change says what the change holds, too. */
function together(drivers: readonly Note[], findings: readonly Note[]): readonly Annotation[] {
  const gravest = new Set(
    [...Map.groupBy(findings, ({ about }) => about).values()].flatMap(([first]) => first ?? []),
  );
  const holding = new Map(drivers.toReversed().map(({ about, note }) => [about, note]));
  const found = new Set(findings.map(({ about }) => about));
  return [
    ...findings.map((finding) => {
      const driver = gravest.has(finding) ? holding.get(finding.about) : undefined;
      if (driver === undefined) return finding.note;
      const { level, message } = finding.note;
      const graver = LEVELS.indexOf(driver.level) < LEVELS.indexOf(level) ? driver.level : level;
      return { ...finding.note, level: graver, message: `${message}\n${driver.message}` };
    }),
    ...drivers.filter(({ about }) => !found.has(about)).map(({ note }) => note),
  ];
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
