// Why a verdict is what it is, rule by rule, as a person reads it. Called by `aigov policy explain`.
import type { Decision, Reason } from '../model/decision.ts';
import type { InheritedPrivilege } from '../model/deploy.ts';
import { policyLines } from './describe-policy.ts';
import { visible } from './escape.ts';
import { createPaint } from './paint.ts';
import type { Paint } from './paint.ts';
import { privilegeLines } from './render-privileges.ts';

/** One rule's part; the policy stage traces it. */
export type ExplainedRule = {
  readonly rule: string;
  readonly mode: string;
  readonly match: 'yes' | 'maybe' | 'no';
  readonly hits: readonly { readonly what: string; readonly environment: string | null }[];
  /** Keys of `when` that nothing satisfies. */
  readonly misses: readonly string[];
  /** Where no single change satisfies every key: the first that fails, change by change. */
  readonly fails: readonly {
    readonly what: string;
    readonly environment: string | null;
    readonly key: string;
  }[];
  readonly tier: string | null;
  /** Where its condition stands, if it is a Cedar policy. */
  readonly cedar: string | null;
  readonly reasons: readonly Reason[];
};

/** Names of changes shown per rule; the rest is counted. */
const MOST_HITS = 5;

export function renderExplanation(
  decision: Decision,
  rules: readonly ExplainedRule[],
  options: { readonly color: boolean; readonly privileges?: readonly InheritedPrivilege[] },
): string {
  const paint = createPaint(options.color);
  const named = new Set(rules.map(({ rule }) => rule));
  const builtIn = decision.reasons.filter(({ rule }) => !named.has(rule));
  return [
    head(decision, paint),
    section(
      'Runs with the rights of a deployment',
      privilegeLines(options.privileges ?? []).map((line) => `  ${line}`),
      paint,
    ),
    section(
      'Built in',
      builtIn.flatMap((reason) => reasonLines(reason, paint, '  ')),
      paint,
    ),
    section(
      'Rules',
      rules.flatMap((rule) => ruleLines(rule, paint)),
      paint,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function head(decision: Decision, paint: Paint): string {
  const { outcome, tier, actor } = decision;
  const who = `${actor.class.replace('_', ' ')}${actor.agents.length === 0 ? '' : ` (${actor.agents.join(', ')})`}`;
  return [
    paint.bold(outcome.replace('_', ' ')),
    `  tier     ${tier}`,
    `  author   ${visible(who)}, ${actor.assurance}`,
    ...actor.evidence.map(
      ({ signal, value, strength }) => `           ${visible(`${signal}: ${value} (${strength})`)}`,
    ),
    ...policyLines(decision),
  ].join('\n');
}

function section(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length === 0 ? '' : [paint.bold(title), ...lines].join('\n');
}

function ruleLines(rule: ExplainedRule, paint: Paint): readonly string[] {
  const trial = rule.mode === 'observe' ? ', on trial' : '';
  return [
    `  ${visible(rule.rule)}: ${MATCH[rule.match]}${trial}`,
    ...(rule.cedar === null ? [] : [`      Cedar, ${visible(rule.cedar)}`]),
    ...whyLines(rule),
    ...(rule.tier === null || rule.match === 'no' ? [] : [`      raises its changes to ${rule.tier}`]),
    ...rule.reasons.flatMap((reason) => reasonLines(reason, paint, '      ')),
  ];
}

const MATCH: { readonly [match in ExplainedRule['match']]: string } = {
  yes: 'matches',
  maybe: 'may match what could not be understood',
  no: 'does not match',
};

function whyLines({ match, hits, misses, fails, cedar }: ExplainedRule): readonly string[] {
  if (match !== 'no') return placeLines(hits, (place) => `on ${place}`);
  if (cedar !== null) return ['      its condition holds for nothing here'];
  if (misses.length > 0)
    return [`      nothing here satisfies ${misses.map((key) => `"${key}"`).join(', ')}`];
  return [
    '      each key holds somewhere, but not all of them for one and the same change',
    ...placeLines(fails, (place, { key }) => `not "${key}": ${place}`),
  ];
}

type Place = ExplainedRule['hits'][number];

function placeLines<Each extends Place>(
  places: readonly Each[],
  say: (place: string, each: Each) => string,
): readonly string[] {
  const shown = places.slice(0, MOST_HITS).map((each) => {
    const where = each.environment === null ? '' : ` in ${each.environment}`;
    return `      ${say(visible(`${each.what}${where}`), each)}`;
  });
  return places.length > MOST_HITS ? [...shown, `      and ${places.length - MOST_HITS} more`] : shown;
}

function reasonLines(reason: Reason, paint: Paint, indent: string): readonly string[] {
  const box = reason.satisfied ? paint.good('[x]') : paint.warn('[ ]');
  return [
    `${indent}${box} ${reason.code}, ${visible(reason.rule)}: ${visible(reason.message)}`,
    ...(reason.satisfied ? [] : [`${indent}    ${paint.bold('do:')} ${visible(reason.remediation)}`]),
  ];
}
