// Runs the rules over a diff, a change, a mark or an unreadable file: called by classify.ts.
import { LIMITS } from '../config/limits.ts';
import type { Diff, Finding, Mark, ParsedChange, Unreadable } from '../model/change.ts';
import type { DeclaredFact } from '../model/declaration.ts';
import { SEVERITIES } from '../model/words.ts';
import { cloudResources } from './cloud-objects/read-objects.ts';
import type { FindingRule, Hit, Outlined, RuleContext } from './finding.ts';
import { isBuiltNowhere } from './instances.ts';
import { FINDING_RULES } from './registry.ts';
import { saidOncePerChange } from './same-hits.ts';

/** Under other values of its variables too, where not all of them are known. */
export function findingsOfChange(change: ParsedChange, context: RuleContext): readonly Finding[] {
  const itself = findingsOf(change, context);
  const own = [...itself, ...findingsInCloud(change, context, itself)];
  const { given } = change;
  if (given !== undefined) return own.map((finding) => withValues(finding, given));
  const others = (change.otherwise ?? []).map(({ before, after, ...world }) => ({
    ...world,
    findings: findingsOf({ ...change, before, after }, context),
  }));
  const chosen = others.filter((one) => one.chosen === true).map(({ findings }) => findings);
  const told = own.filter(
    (finding) => !isGuessed(finding, chosen.flat()) && !chosen.some((known) => isSaidOf(finding, own, known)),
  );
  const said = new Set(told.map(({ id, message }) => `${id} ${message}`));
  const more = others.flatMap((world) =>
    world.findings.flatMap((finding): readonly Finding[] => {
      const key = `${finding.id} ${finding.message}`;
      if (said.has(key) || (world.chosen === true && isGuessed(finding, told))) return [];
      said.add(key);
      return world.chosen === true
        ? [withValues(finding, world.given)]
        : [{ ...finding, confidence: 'low', message: `If ${world.given}: ${finding.message}` }];
    }),
  );
  return [...told, ...more];
}

/** What is true of the resources of a cloud that an object of a cluster describes, and not said of the object. */
function findingsInCloud(
  change: ParsedChange,
  context: RuleContext,
  itself: readonly Finding[],
): readonly Finding[] {
  return cloudResources(change)
    .flatMap((resource) => findingsOf(resource, context))
    .filter((finding) => !OF_OBJECTS.includes(finding.id) && !isSaid(finding, itself))
    .map((finding) => ({ ...finding, address: change.address }));
}

function isSaid({ id, startLine, severity }: Finding, known: readonly Finding[]): boolean {
  return known.some(
    (one) =>
      one.id === id &&
      one.startLine === startLine &&
      SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(severity),
  );
}

/** Rules that read objects by themselves: controllers replace nothing, and what an object leaves behind it says in its own words. */
const OF_OBJECTS: readonly string[] = [
  'data-store-destroyed',
  'data-store-replaced',
  'iam-user-or-key-created',
  'key-deletion-scheduled',
];

/** A file that is read says which values are given: what it makes of them is no guess. */
function withValues(finding: Finding, values: string): Finding {
  return { ...finding, message: `With ${values}: ${finding.message}` };
}

/** What an expression may be is not said beside what is known to be as grave in the same place. */
function isGuessed(
  { id, startLine, severity, confidence, message }: Finding,
  known: readonly Finding[],
): boolean {
  const isAsGrave = (one: Finding): boolean =>
    SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(severity);
  return (
    confidence !== 'high' &&
    known.some(
      (one) => one.id === id && one.startLine === startLine && one.message !== message && isAsGrave(one),
    )
  );
}

/** Whether chosen values say all that a rule says of this line in other words: with the value in place of its expression. */
function isSaidOf(finding: Finding, own: readonly Finding[], known: readonly Finding[]): boolean {
  const here = (one: Finding): boolean => one.id === finding.id && one.startLine === finding.startLine;
  const [general, exact] = [own.filter(here), known.filter(here)];
  const weight = (some: readonly Finding[]): number =>
    Math.max(...some.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return (
    exact.length >= general.length &&
    weight(exact) >= weight(general) &&
    !exact.some(({ message }) => general.some((one) => one.message === message))
  );
}

function findingsOf(change: ParsedChange, context: RuleContext): readonly Finding[] {
  if (isBuiltNowhere(change)) return [];
  const found: Finding[] = [];
  for (const rule of CHANGE_RULES)
    for (const hit of capped(saidOncePerChange(rule.check(change, context))))
      found.push(findingOf(rule, hit, placeOf(change, hit.line)));
  return found;
}

/** Most rules, asked of every change, and most have nothing to say. */
const CHANGE_RULES = FINDING_RULES.filter((rule) => rule.on === 'change');

/** What only the whole pull request tells. */
export function findingsOfDiff(diff: Diff): readonly Finding[] {
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'diff' ? rule.check(diff) : [];
    return hits.map((hit) => findingOf(rule, hit, { ...lineOf(hit.file, hit.line), address: hit.address }));
  });
}

export function findingsOfMark(mark: Mark): readonly Finding[] {
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'mark' && rule.id === mark.rule ? rule.check(mark) : [];
    return hits.map((hit) =>
      findingOf(rule, hit, { ...lineOf(mark.file, hit.line ?? mark.line), address: null }),
    );
  });
}

export function findingsOfUnreadable(unreadable: Unreadable): readonly Finding[] {
  const place = { ...lineOf(unreadable.file, unreadable.line), address: null };
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'unreadable' ? rule.check(unreadable) : [];
    return hits.map((hit) => findingOf(rule, hit, place));
  });
}

/** What the description declares, against all that is changed. */
export function findingsOfDeclared(
  things: readonly Outlined[],
  declared: DeclaredFact,
): readonly { readonly thing: Outlined; readonly finding: Finding }[] {
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'declared' ? rule.check(things, declared) : [];
    return hits.map((hit) => {
      const { files, startLine, endLine, address } = hit.thing;
      const place = { file: files[0] ?? '', startLine, endLine, address };
      return { thing: hit.thing, finding: findingOf(rule, hit, place) };
    });
  });
}

/** A file that is made to be found ten thousand times is told as often as anybody reads, and then counted. */
function capped(hits: readonly Hit[]): readonly Hit[] {
  const most = LIMITS.findingsPerRule;
  if (hits.length <= most) return hits;
  const [first] = hits;
  const message = `${hits.length - most} more places in this change are of the same kind.`;
  return [...hits.slice(0, most), { ...first, message, line: null }];
}

type Place = Pick<Finding, 'file' | 'startLine' | 'endLine' | 'address'>;

/** A line of the change where the rule knows one, else all of the change. */
function placeOf(change: ParsedChange, line: number | null): Place {
  const { file, address } = change;
  if (line === null) return { file, startLine: change.startLine, endLine: change.endLine, address };
  return { file, startLine: line, endLine: line, address };
}

function lineOf(file: string, line: number | null): Omit<Place, 'address'> {
  return { file, startLine: line ?? 1, endLine: line ?? 1 };
}

function findingOf(rule: FindingRule, hit: Hit, place: Place): Finding {
  return {
    id: rule.id,
    severity: hit.severity ?? rule.severity,
    confidence: hit.confidence ?? rule.confidence,
    ...place,
    message: hit.message,
    fix: hit.remedy ?? rule.remedy,
  };
}
