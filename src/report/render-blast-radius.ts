// Second part of the card: how far the change reaches, irreversible things first. Called by renderCard.
import type { Decision, DecisionChange } from '../model/decision.ts';
import { ACTION_WORD, countActions, isIrreversible, more, place, stopped } from './describe-change.ts';
import { heaviestFirst } from './drivers-of.ts';
import { code, prose } from './escape.ts';
import { nameOf, withoutCalls } from './instances.ts';
import { saidOnce, type Said } from './same-findings.ts';

export function renderBlastRadius(decision: Decision, rows: number): readonly string[] {
  const { changes } = decision;
  if (changes.length === 0 && decision.unreadable.length === 0) {
    return ['### Blast radius', '', '- No infrastructure change was found.'];
  }
  const irreversible = changes.filter(isIrreversible);
  const rest = heaviestFirst(changes.filter((change) => !isIrreversible(change)));
  const listed = togetherAlike([...irreversible, ...rest]);
  const shown = Math.min(rows, CHANGES);
  return [
    '### Blast radius',
    '',
    ...environments(changes, rows),
    `- ${rollback(decision, irreversible.length)}`,
    ...listed.slice(0, shown).map(line),
    ...leftOut(listed.slice(shown)),
    ...unreadableLines(decision, shown),
  ];
}

/** The findings tell of most of them, line by line; here it counts that they are there. */
function unreadableLines({ unreadable: files, findings }: Decision, shown: number): readonly string[] {
  const told = new Set(findings.filter(({ id }) => id === 'unreadable-file').map(({ file }) => file));
  const untold = files.filter(({ file }) => !told.has(file));
  const count = files.length - untold.length;
  return [
    ...(count === 0
      ? []
      : [`- ${count === 1 ? '1 file' : `${count} files`} could not be read, see the findings`]),
    ...untold.slice(0, shown).map(unreadable),
    ...more(untold.length, shown),
  ];
}

/** The first tell what is grave; the rest stands in the diff and in the document. */
const CHANGES = 12;

/** Changes that are told in one line: of one name and doing the same, in several files or instances of a module. */
type Alike = { readonly change: DecisionChange; readonly count: number };

function togetherAlike(changes: readonly DecisionChange[]): readonly Alike[] {
  const groups = Map.groupBy(changes, (change) =>
    JSON.stringify([
      withoutCalls(nameOf(change)),
      change.action,
      change.tier,
      change.kinds,
      isIrreversible(change),
    ]),
  );
  return [...groups.values()].flatMap(([change, ...others]) =>
    change === undefined ? [] : [{ change, count: countOf([change, ...others]) }],
  );
}

function countOf(changes: readonly DecisionChange[]): number {
  const names = changes.flatMap(({ file, address, alike = [] }) =>
    [address, ...alike].map((name) => `${file}\n${name}`),
  );
  return new Set(names).size;
}

function leftOut(hidden: readonly Alike[]): readonly string[] {
  const count = hidden.reduce((sum, { count: own }) => sum + own, 0);
  return count === 0 ? [] : [`- and ${count} more`];
}

export function renderFindings({ findings }: Decision, rows: number): readonly string[] {
  const said = saidOnce(findings);
  if (said.length === 0) return [];
  const kept = [...Map.groupBy(said, ({ finding }) => `${finding.severity} ${finding.id}`).values()].map(
    (group) => ({ lines: group.slice(0, SAME_RULE).map(sentence), hidden: group.slice(SAME_RULE) }),
  );
  const lines = kept.flatMap(({ lines: shown, hidden: [first, ...others] }) =>
    first === undefined ? shown : [...shown, alsoFound(first, others.length)],
  );
  return ['### Findings', '', ...lines.slice(0, rows), ...more(lines.length, rows)];
}

/** Of what one rule finds in many places the first are told: the others must not hide what another rule finds. */
const SAME_RULE = 3;

function alsoFound({ finding, places: [first = ''] }: Said, others: number): string {
  const more = others === 0 ? '' : ` and ${others} more like it`;
  return `- **${finding.severity}** ${code(finding.id)} at ${code(first)}${more}`;
}

function sentence({ finding, also, message, places: [first = '', ...rest] }: Said): string {
  const elsewhere =
    rest.length === 0 ? '' : ` and ${rest.length} more ${rest.length === 1 ? 'place' : 'places'}`;
  const ids = [finding.id, ...also].map((id) => code(id)).join(', ');
  return `- **${finding.severity}** ${ids} at ${code(first)}${elsewhere}: ${prose(stopped(message))} ${prose(finding.fix)}`;
}

function environments(changes: readonly DecisionChange[], rows: number): readonly string[] {
  const groups = [...Map.groupBy(changes, ({ environment }) => environment)];
  return [
    ...groups.slice(0, rows).map(([name, members]) => {
      const where = name === null ? 'no environment' : `environment ${code(name)}`;
      return `- ${where}, highest tier ${heaviestFirst(members)[0]?.tier ?? 'none'}: \`${countActions(members)}\``;
    }),
    ...more(groups.length, rows),
  ];
}

function rollback({ changes, unreadable }: Decision, irreversible: number): string {
  if (irreversible > 0) {
    return `**Rollback: no.** A revert does not bring back what ${irreversible === 1 ? '1 change destroys' : `${irreversible} changes destroy`}.`;
  }
  if (unreadable.length > 0 || changes.some(({ action }) => action === 'unknown')) {
    return 'Rollback: unknown. Part of the change could not be read.';
  }
  return 'Rollback: yes, by reverting the pull request.';
}

function line({ change, count }: Alike): string {
  const mark = isIrreversible(change) ? '**irreversible** ' : '';
  const told = change.kinds.filter((kind) => kind !== 'other');
  const kinds = told.length === 0 ? '' : `, ${told.join(' and ').replaceAll('_', ' ')}`;
  const alike = count === 1 ? '' : `, and ${count - 1} more like it`;
  return `- ${mark}${code(nameOf(change))} ${ACTION_WORD[change.action]} at ${code(place(change))} (${change.tier}${kinds})${alike}`;
}

function unreadable({ file, line: at, message }: Decision['unreadable'][number]): string {
  return `- could not be read: ${code(at === null ? file : `${file}:${at}`)}: ${prose(stopped(message))}`;
}
