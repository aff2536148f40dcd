// Third and fourth part of the card: who wrote the change, and which policy decided. Called by renderCard.
import type { Decision } from '../model/decision.ts';
import { more } from './describe-change.ts';
import { oldText } from './describe-policy.ts';
import { code, prose } from './escape.ts';

export function renderActor({ actor }: Decision, rows: number): readonly string[] {
  const agents = actor.agents
    .slice(0, rows)
    .map((id) => code(id))
    .join(', ');
  const asked = actor.delegator === null ? 'nobody known' : code(actor.delegator);
  const evidence = actor.evidence.map(
    ({ signal, value, strength }) => `${code(signal)} ${code(value)} (${strength})`,
  );
  return [
    '### Who',
    '',
    `- class ${actor.class.replace('_', ' ')}${agents === '' ? '' : `, agent ${agents}`}, assurance ${actor.assurance}`,
    ...(actor.class === 'human' ? [] : [`- asked for by ${asked}`]),
    ...evidence.slice(0, rows).map((text) => `- evidence: ${text}`),
    ...more(evidence.length, rows),
  ];
}

export function renderPolicySource(
  { policy, reasons, exceptions }: Decision,
  rows: number,
): readonly string[] {
  const rules = [...new Set(reasons.map(({ rule }) => rule))];
  return [
    '### Policy',
    '',
    `- ${policy.source === null ? 'no policy file; the built-in baseline decided' : `file ${code(policy.source)}`}`,
    ...(policy.floor === null ? [] : [`- organisation floor ${code(policy.floor.source)}`]),
    ...(policy.layers ?? []).map(({ source }) => `- further layer ${code(source)}`),
    ...(policy.lastGood ?? []).map((text) => `- ${prose(oldText(text))}`),
    ...(rules.length === 0
      ? []
      : [
          `- rules: ${rules
            .slice(0, rows)
            .map((rule) => code(rule))
            .join(', ')}`,
        ]),
    ...more(rules.length, rows),
    ...exceptions
      .slice(0, rows)
      .map(
        (exception) =>
          `- exception in force: ${code(exception.finding)} for ${code(exception.address)} until ${code(exception.expires)}, by ${code(exception.by)}: ${code(exception.reason)}`,
      ),
    ...more(exceptions.length, rows),
  ];
}
