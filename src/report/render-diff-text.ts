// Changes, findings and unreadable files for a terminal. Called by `aigov diff` and by renderDecisionText.
import type { Attribute, Finding, Unreadable } from '../model/change.ts';
import type { DecisionChange } from '../model/decision.ts';
import { ACTION_SIGN, countActions, place, side } from './describe-change.ts';
import { clip, visible } from './escape.ts';
import { withCount } from './instances.ts';
import { createPaint, type Paint } from './paint.ts';
import { saidOnce } from './same-findings.ts';

export type DiffDocument = {
  readonly changes: readonly DecisionChange[];
  readonly findings: readonly Finding[];
  readonly unreadable: readonly Unreadable[];
};

const VALUE_LIMIT = 60;
/** Places listed under the first one of a finding. */
const PLACES = 4;
const HIDDEN = '(sensitive)';
/** Characters shown before the first difference of two long values. */
const CONTEXT = 20;

/** Text with a line break after each line but the last. Whatever comes from the files cannot steer the terminal. */
export function renderDiffText(diff: DiffDocument, options: { readonly color: boolean }): string {
  return diffSections(diff, createPaint(options.color)).join('\n\n');
}

/** The sections that have something to say; at least one. */
export function diffSections(diff: DiffDocument, paint: Paint): readonly string[] {
  const { changes, findings, unreadable } = diff;
  const sections = [
    changes.length === 0 ? '' : changesText(changes, paint),
    findings.length === 0 ? '' : findingsText(findings, paint),
    unreadable.length === 0 ? '' : unreadableText(unreadable, paint),
  ].filter((text) => text !== '');
  return sections.length === 0 ? ['No infrastructure change.'] : sections;
}

function changesText(changes: readonly DecisionChange[], paint: Paint): string {
  const rows = changes.map((change) => ({
    change,
    where: visible(place(change)),
    what: visible(withCount(change)),
    tags: visible([change.tier, change.environment ?? 'no environment', ...change.kinds].join(', ')),
  }));
  const width = widest(rows.map(({ where }) => where));
  const names = widest(rows.map(({ what }) => what));
  return [
    paint.bold(`Changes  ${countActions(changes)}`),
    ...rows.flatMap(({ change, where, what, tags }) => [
      `  ${sign(change, paint)} ${where.padEnd(width)}  ${what.padEnd(names)}  ${paint.dim(tags)}`,
      ...change.attributes.map((attribute) => attributeLine(attribute, paint)),
    ]),
  ].join('\n');
}

function sign({ action }: DecisionChange, paint: Paint): string {
  if (action === 'create') return paint.good(ACTION_SIGN[action]);
  if (action === 'update') return paint.warn(ACTION_SIGN[action]);
  return paint.bad(ACTION_SIGN[action]);
}

function attributeLine(attribute: Attribute, paint: Paint): string {
  const at = attribute.line === null ? '' : ` (line ${attribute.line})`;
  const [old, now] = [side(attribute.before), side(attribute.after)];
  const shown = refersToChange(attribute)
    ? `${visible(clip(now, VALUE_LIMIT))} (what it refers to changed)`
    : values(old, now).join(' -> ');
  return `      ${visible(attribute.path)}${paint.dim(at)}: ${shown}`;
}

/** An expression that reads as it did, over something that changed elsewhere. What is masked reads alike, too. */
function refersToChange({ before, after, sensitive }: Attribute): boolean {
  const text = JSON.stringify(after);
  return (
    !sensitive && text === JSON.stringify(before) && /"expression":/.test(text) && !text.includes(HIDDEN)
  );
}

/** Both sides cut to what fits; where they begin alike, the cut starts shortly before they part. */
function values(before: string, after: string): readonly [string, string] {
  const parting = commonLength(before, after);
  const start = Math.max(before.length, after.length) > VALUE_LIMIT ? Math.max(0, parting - CONTEXT) : 0;
  const cut = (text: string): string =>
    visible(clip(`${start > 0 ? '…' : ''}${text.slice(start)}`, VALUE_LIMIT));
  return [cut(before), cut(after)];
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function findingsText(findings: readonly Finding[], paint: Paint): string {
  const width = widest(findings.map(({ id }) => id));
  return [
    paint.bold('Findings'),
    ...saidOnce(findings).flatMap(({ finding, also, message, places: [first = '', ...rest] }, index, all) => [
      `  ${severity(finding, paint)}  ${finding.id.padEnd(width)}  ${visible(first)}`,
      ...rest.slice(0, PLACES).map((each) => `${' '.repeat(width + 12)}${visible(each)}`),
      ...(rest.length > PLACES ? [`${' '.repeat(width + 12)}and ${rest.length - PLACES} more`] : []),
      `          ${visible(message)}`,
      ...(also.length === 0 ? [] : [`          (also ${also.join(', ')})`]),
      // What is to be done of several alike is said with the first of them.
      ...(all[index - 1]?.finding.fix === finding.fix
        ? []
        : [`          ${paint.dim(visible(finding.fix))}`]),
    ]),
  ].join('\n');
}

function severity({ severity: level }: Finding, paint: Paint): string {
  const text = level.padEnd(6);
  if (level === 'high') return paint.bad(text);
  return level === 'medium' ? paint.warn(text) : text;
}

function unreadableText(files: readonly Unreadable[], paint: Paint): string {
  return [
    paint.bold('Could not be read'),
    ...files.flatMap(({ file, line, why, message }) => [
      `  ${paint.bad('?')} ${visible(line === null ? file : `${file}:${line}`)}  ${why}`,
      `      ${visible(message)}`,
    ]),
  ].join('\n');
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => Math.min(text.length, VALUE_LIMIT)));
}
