// Results of policy cases as text, JSON and JUnit XML. Called by `aigov policy test`.
import { visible } from '../../report/index.ts';
import type { CaseResult } from './run-case.ts';

export type Coverage = {
  /** Rule ids that matched in some case. */
  readonly covered: readonly string[];
  readonly uncovered: readonly string[];
};

/** A rule that no case matches is a rule that nobody has tried. */
export function coverageOf(results: readonly CaseResult[]): Coverage {
  const all = [...new Set(results.flatMap(({ rules }) => rules.map(({ rule }) => rule)))];
  const matched = new Set(
    results.flatMap(({ rules }) => rules.flatMap(({ rule, match }) => (match === 'no' ? [] : [rule]))),
  );
  return {
    covered: all.filter((rule) => matched.has(rule)),
    uncovered: all.filter((rule) => !matched.has(rule)),
  };
}

export function renderText(results: readonly CaseResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0);
  const { covered, uncovered } = coverageOf(results);
  const total = covered.length + uncovered.length;
  return [
    ...results.flatMap(({ name, failures, decision }) =>
      failures.length === 0
        ? [`ok    ${name}`]
        : [`FAIL  ${name}`, ...failures.map((failure) => `      ${failure}`), ...openReasons(decision)],
    ),
    '',
    `${results.length - failed.length} of ${results.length} cases pass; ${covered.length} of ${total} rules matched in some case.`,
    ...(uncovered.length === 0 ? [] : [`Never matched: ${uncovered.join(', ')}.`]),
  ]
    .map(visible)
    .join('\n');
}

function openReasons({ reasons }: CaseResult['decision']): readonly string[] {
  return reasons
    .filter(({ satisfied }) => !satisfied)
    .map(({ code, rule, message }) => `      ${code}, ${rule}: ${message}`);
}

/** `aigov.policy-test/1`. */
export function renderJson(results: readonly CaseResult[]): string {
  const cases = results.map(({ name, failures, decision }) => ({
    name,
    passed: failures.length === 0,
    failures,
    outcome: decision.outcome,
    tier: decision.tier,
  }));
  return JSON.stringify({ schema: 'aigov.policy-test/1', cases, rules: coverageOf(results) }, null, 2);
}

/** The form that build servers read: one suite for the policy, one test for each case. */
export function renderJunit(results: readonly CaseResult[], policy: string): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const cases = results.map(({ name, failures }) => {
    const open = `    <testcase classname="${xml(policy)}" name="${xml(name)}"`;
    if (failures.length === 0) return `${open}/>`;
    const message = xml(failures.join('; '));
    return `${open}>\n      <failure message="${message}">${message}</failure>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${failed}">`,
    `  <testsuite name="${xml(policy)}" tests="${results.length}" failures="${failed}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML has no place for control characters, not even escaped. */
function xml(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')
  );
}
