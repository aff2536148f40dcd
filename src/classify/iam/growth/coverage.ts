// Clauses that one clause of the other side covers whole: most edits only lengthen a list. Called by climb.ts.
import type { PolicyCondition, PolicySet, PolicyStatement, PolicyText } from '../policy-document.ts';
import { conditionKey, principalKey } from './clause-key.ts';
import { each } from './clause.ts';
import type { Clause, Clauses, Side } from './clause.ts';
import { contains } from './glob-relations.ts';
import { globOf } from './glob.ts';
import type { Glob } from './glob.ts';
import { suspectsOf } from './judge.ts';
import { resourceGlob } from './resource-table.ts';
import { parseTemplate } from './text-template.ts';
import type { Work } from './work.ts';

/** Two clauses, and making a pattern of a text, in steps. */
const COMPARING = 5;
const READING = 50;

/**
 * Suspects without those that cannot matter: an Allow that lies in an Allow of the other side brings nothing, a Deny that
 * lies in a Deny of the other side takes nothing away. Sound, not complete: what is left is compared point by point.
 */
export function openSuspects(
  clauses: readonly Clause[],
  { from, to }: { readonly from: Side; readonly to: Side },
  work: Work,
): Clauses {
  const suspects = suspectsOf(from, to);
  const allows = each(from.allow, clauses);
  const denies = each(to.deny, clauses);
  return each(suspects, clauses)
    .filter((clause) => {
      const covers = (others: readonly Clause[]): boolean =>
        others.some((other) => isWithin(clause, other, work));
      const asDeny = (from.deny & ~to.deny & clause.bit) !== 0n;
      const asAllow = ((to.allow | to.maybeAllow) & ~from.allow & clause.bit) !== 0n;
      return (asDeny && !covers(denies)) || (asAllow && !covers(allows));
    })
    .reduce((set, { bit }) => set | bit, 0n);
}

/** Every request that `inner` takes, `outer` takes. */
function isWithin(inner: Clause, outer: Clause, work: Work): boolean {
  work.spend(COMPARING);
  const [a, b] = [inner.statement, outer.statement];
  return (
    inner.variables === outer.variables &&
    isSetWithin(a.actions, b.actions, { read: actionGlob, work }) &&
    areResourcesWithin(inner, outer, work) &&
    arePrincipalsWithin(a, b) &&
    b.conditions.every((condition) => a.conditions.some((own) => asksMore(own, condition)))
  );
}

function areResourcesWithin(inner: Clause, outer: Clause, work: Work): boolean {
  const [a, b] = [inner.statement.resources, outer.statement.resources];
  if (a === null || b === null) return a === b;
  const read = (text: string): Glob | null =>
    // The value of a variable is not known here: only the same text is within it.
    outer.variables && text.includes('${') ? null : resourceGlob(text, outer, new Map());
  return isSetWithin(a, b, { read, work });
}

function isSetWithin(
  inner: PolicySet,
  outer: PolicySet,
  { read, work }: { readonly read: (text: string) => Glob | null; readonly work: Work },
): boolean {
  if (inner.not !== outer.not) return false;
  const [few, many] = inner.not ? [outer, inner] : [inner, outer];
  work.spend(few.texts.length + many.texts.length * READING);
  const globs = new Map(many.texts.map((text) => [text, text.kind === 'known' ? read(text.text) : null]));
  const exact = new Set(many.texts.map(textKey));
  return few.texts.every((text) => {
    if (exact.has(textKey(text))) return true;
    const glob = text.kind === 'known' ? read(text.text) : null;
    if (glob === null) return false;
    work.spend(READING + globs.size);
    return [...globs.values()].some((other) => other !== null && contains(other, glob, work));
  });
}

function textKey(text: PolicyText): string {
  return text.kind === 'known' ? `=${text.text}` : `?${text.source}`;
}

function actionGlob(text: string): Glob {
  return globOf(parseTemplate(text.trim().toLowerCase(), { variables: false, wildcards: true }));
}

function arePrincipalsWithin(
  { principals: a }: PolicyStatement,
  { principals: b }: PolicyStatement,
): boolean {
  if (a === null || b === null) return a === b;
  if (a.not !== b.not) return false;
  const [few, many] = a.not ? [b, a] : [a, b];
  const keys = new Set(many.entries.map(principalKey));
  return keys.has('*') || few.entries.every((entry) => keys.has(principalKey(entry)));
}

/** The same condition, or the same question with fewer answers to choose from. */
function asksMore(own: PolicyCondition, other: PolicyCondition): boolean {
  if (conditionKey(own) === conditionKey(other)) return true;
  const sameQuestion =
    own.operator.toLowerCase() === other.operator.toLowerCase() &&
    own.key.toLowerCase() === other.key.toLowerCase() &&
    /^(?:for(?:any|all)values?:)?(?:string(?:equals|like)|arn(?:equals|like)|ipaddress)(?:ifexists)?$/i.test(
      own.operator,
    );
  const answers = new Set(other.values.map(textKey));
  return sameQuestion && own.values.every((value) => answers.has(textKey(value)));
}
