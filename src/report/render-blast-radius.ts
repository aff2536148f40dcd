// Second part of the card: how far the change reaches, irreversible things first. Called by renderCard.
import type { Decision, DecisionChange } from '../model/decision.ts';
import { ACTION_WORD, countActions, isIrreversible, more, place } from './describe-change.ts';
import { heaviestFirst } from './drivers-of.ts';
import { code, prose } from './escape.ts';
import { nameOf, others } from './instances.ts';
import { saidOnce, type Said } from './same-findings.ts';

export function renderBlastRadius(decision: Decision, rows: number): readonly string[] {
  const { changes } = decision;
  if (changes.length === 0 && decision.unreadable.length === 0) {
    return ['### Blast radius', '', '- No infrastructure change was found.'];
  }
  const irreversible = changes.filter(isIrreversible);
  const rest = heaviestFirst(changes.filter((change) => !isIrreversible(change)));
  const listed = [...irreversible, ...rest];
  return [
    '### Blast radius',
    '',
    ...environments(changes, rows),
    `- ${rollback(decision, irreversible.length)}`,
    ...listed.slice(0, rows).map((change) => line(change)),
    ...more(listed.length, rows),
    ...decision.unreadable.slice(0, rows).map(unreadable),
    ...more(decision.unreadable.length, rows),
  ];
}

export function renderFindings({ findings }: Decision, rows: number): readonly string[] {
  const said = saidOnce(findings);
  if (said.length === 0) return [];
  return ['### Findings', '', ...said.slice(0, rows).map(sentence), ...more(said.length, rows)];
}

function sentence({ finding, message, places: [first = '', ...rest] }: Said): string {
  const elsewhere =
    rest.length === 0 ? '' : ` and ${rest.length} more ${rest.length === 1 ? 'place' : 'places'}`;
  return `- **${finding.severity}** ${code(finding.id)} at ${code(first)}${elsewhere}: ${prose(message)} ${prose(finding.fix)}`;
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

function line(change: DecisionChange): string {
  const mark = isIrreversible(change) ? '**irreversible** ' : '';
  const kinds = change.kinds.length === 0 ? '' : `, ${change.kinds.join(' and ').replaceAll('_', ' ')}`;
  return `- ${mark}${code(nameOf(change))}${others(change)} ${ACTION_WORD[change.action]} at ${code(place(change))} (${change.tier}${kinds})`;
}

function unreadable({ file, line: at, message }: Decision['unreadable'][number]): string {
  return `- could not be read: ${code(at === null ? file : `${file}:${at}`)}. ${prose(message)}`;
}
