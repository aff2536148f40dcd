// The decision for a terminal. Called by `aigov check`.
import type { Decision, Reason } from '../model/decision.ts';
import { IGNORED_WORD } from './describe-change.ts';
import { policyLines } from './describe-policy.ts';
import { visible } from './escape.ts';
import { isBlocking, titleReasons, togetherByFile, unsatisfiedReasons } from './order-reasons.ts';
import { createPaint, type Paint } from './paint.ts';
import { diffSections } from './render-diff-text.ts';
import { breakGlassSentence } from './render-break-glass.ts';
import { renderNeed } from './render-title.ts';

/** Verdict first, then what unblocks it, then what changes. The caller answers NO_COLOR with `color: false`. */
export function renderDecisionText(decision: Decision, options: { readonly color: boolean }): string {
  const paint = createPaint(options.color);
  return [
    head(decision, paint),
    ...broken(decision, paint),
    ...reasons(decision, paint),
    ...observed(decision, paint),
    ...diffSections(decision, paint),
    ...exceptions(decision, paint),
    foot(decision, paint),
  ].join('\n\n');
}

function head(decision: Decision, paint: Paint): string {
  const { actor, tier } = decision;
  const agents = actor.agents.length === 0 ? '' : ` ${actor.agents.join(', ')}`;
  const asked = actor.delegator === null ? '' : `, asked by ${actor.delegator}`;
  return [
    verdict(decision, paint),
    `  tier     ${tier}`,
    `  author   ${visible(`${actor.class.replace('_', ' ')}${agents} (${actor.assurance}${asked})`)}`,
    ...policyLines(decision),
  ].join('\n');
}

function verdict(decision: Decision, paint: Paint): string {
  const observe = decision.mode === 'observe' ? ' (observe mode: nothing is held)' : '';
  const [first, ...others] = titleReasons(decision);
  const need = first === undefined ? '' : `: ${visible(renderNeed(first, decision))}`;
  const more = others.length === 0 ? '' : ` +${others.length} more`;
  const words = {
    pass: paint.good('Pass'),
    needs_review: paint.warn('Needs review'),
    blocked: paint.bad('Blocked'),
  };
  return `${paint.bold(words[decision.outcome])}${need}${more}${observe}`;
}

function broken(decision: Decision, paint: Paint): readonly string[] {
  const sentence = breakGlassSentence(decision);
  return sentence === null ? [] : [paint.bad(visible(sentence))];
}

function reasons(decision: Decision, paint: Paint): readonly string[] {
  const open = unsatisfiedReasons(decision);
  const met = decision.reasons.filter(({ satisfied }) => satisfied);
  if (open.length + met.length === 0) return [];
  return [
    [
      paint.bold('Reasons'),
      ...togetherByFile([...open, ...met]).flatMap((group) => reasonLines(group, paint)),
    ].join('\n'),
  ];
}

/** What rules on trial would say. */
function observed({ observed: all = [] }: Decision, paint: Paint): readonly string[] {
  const open = all.filter(({ satisfied }) => !satisfied);
  if (open.length === 0) return [];
  const lines = open.map(
    ({ code, rule, message }) => `  ${code}, rule ${visible(rule)}\n      ${visible(message)}`,
  );
  return [[paint.bold('On trial, holding nothing'), ...lines].join('\n')];
}

/** Files named below the first one of a reason. */
const FILES = 5;

function reasonLines([reason, ...others]: readonly [Reason, ...Reason[]], paint: Paint): readonly string[] {
  const { code, rule, satisfied, message, remediation, have } = reason;
  const box = satisfied ? paint.good('[x]') : isBlocking(reason) ? paint.bad('[!]') : paint.warn('[ ]');
  const counted = have?.counted ?? [];
  return [
    `  ${box} ${code}, rule ${visible(rule)}`,
    `      ${visible(message)}`,
    ...others.slice(0, FILES).map(({ need }) => `      the same for ${visible(String(need?.['file']))}`),
    ...(others.length > FILES ? [`      and for ${others.length - FILES} more`] : []),
    ...(counted.length === 0 ? [] : [`      counts: ${visible(counted.join(', '))}`]),
    ...(have?.ignored ?? []).map(
      ({ login, why }) => `      does not count: ${visible(login)} ${IGNORED_WORD[why]} (${why})`,
    ),
    ...(satisfied ? [] : [`      ${paint.bold('do:')} ${visible(remediation)} (${reason.fixable_by})`]),
  ];
}

function exceptions(decision: Decision, paint: Paint): readonly string[] {
  if (decision.exceptions.length === 0) return [];
  const lines = decision.exceptions.map(({ finding, address, reason, by, expires }) =>
    visible(`  ${finding} for ${address} until ${expires}, by ${by}: ${reason}`),
  );
  return [[paint.bold('Exceptions in force'), ...lines].join('\n')];
}

function foot({ changeDigest, decisionDigest }: Decision, paint: Paint): string {
  return paint.dim(`change   ${changeDigest}\ndecision ${decisionDigest}`);
}
