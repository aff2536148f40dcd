// Turns the signs of growth into the few sentences that a reviewer reads. Called by compare-documents.ts.
import { LIMITS } from '../../../config/limits.ts';
import type { PolicyCondition, PolicyPrincipal } from '../policy-document.ts';
import type { Clause, Clauses, Pair } from './clause.ts';
import { conditionKey } from './clause-key.ts';
import { each } from './clause.ts';
import type { Sign } from './climb.ts';
import { matchesGlob } from './glob.ts';
import type { Witness } from './growth.ts';
import { suspectsOf } from './judge.ts';
import { names } from './principals.ts';
import { serviceOf } from './resource-table.ts';
import type { ResourcePattern } from './resource-table.ts';
import { LAST_ORDER } from './sensitivity.ts';
import { principalPlace, sourceOf, symbolOf } from './symbols.ts';
import { conditionPhrase, principalPhrase, resourcePhrase, textOf, withoutPhrase } from './wording.ts';

/** The most telling first, certain ones before possible ones; one for each action. */
export function witnessesOf(pair: Pair, signs: readonly Sign[]): readonly Witness[] {
  const certain = signs.filter(({ strength }) => strength === 'certain');
  const sorted = (certain.length > 0 ? certain : signs).toSorted((a, b) => orderOf(a) - orderOf(b));
  const distinct = new Map(sorted.toReversed().map((sign) => [sign.action.name.toLowerCase(), sign]));
  const first = [...distinct.values()].toReversed().slice(0, LIMITS.growthWitnesses);
  return first.map((sign) => witnessOf(pair, sign));
}

/** Actions of other services on the resource are told last. */
function orderOf({ action, format }: Sign): number {
  const service = format === null || format === 'star' ? null : serviceOf(format.prefix);
  return service === null || action.key.startsWith(`${service}:`) ? action.order : action.order + LAST_ORDER;
}

function witnessOf(pair: Pair, sign: Sign): Witness {
  const { before, after } = pair;
  const held = before.deny & ~after.deny & sign.context.possible;
  const removedDeny = held !== 0n;
  const clause = firstOf(pair, removedDeny ? held : suspectsOf(before, after) & sign.context.possible, sign);
  const side = removedDeny ? before : after;
  const conditions = clause?.statement.conditions ?? [];
  const told = {
    action: actionName(sign, clause),
    resource: clause === undefined ? '*' : resourceOf(clause, sign),
    principal: clause === undefined ? null : principalOf(clause, sign),
  };
  return {
    action: told.action,
    resource: told.resource,
    principal: told.principal === null ? null : textOf(told.principal.text),
    condition: conditions.length === 0 ? null : conditionPhrase(conditions),
    line: (clause === undefined ? undefined : side.statements.get(clause.bit)?.line) ?? side.line,
    removedDeny: removedDeny || pair.ceilingGone,
    sentence: `${subject(pair, told, clause)} ${outcome(pair, sign, removedDeny)}${tail(pair, sign, clause, removedDeny)}`,
  };
}

/** A clause that surely matches tells more than one that may. */
function firstOf(pair: Pair, set: Clauses, { context }: Sign): Clause | undefined {
  return each(set & context.sure, pair.clauses)[0] ?? each(set, pair.clauses)[0];
}

/** What only a wildcard covers is told by that wildcard. */
function actionName({ action }: Sign, clause: Clause | undefined): string {
  if (!action.key.includes('~')) return action.name;
  const texts = clause?.statement.actions.texts.map(textOf) ?? [];
  return clause?.statement.actions.not === true ? `every action but ${texts.join(', ')}` : (texts[0] ?? '*');
}

type Told = {
  readonly action: string;
  readonly resource: string;
  readonly principal: PolicyPrincipal | null;
};

function subject({ use }: Pair, { action, resource, principal }: Told, clause: Clause | undefined): string {
  const where = clause?.statement.resources === null ? '' : ` on ${resourcePhrase(resource)}`;
  const everyone = clause?.statement.principals?.not === true ? 'everyone but ' : '';
  const who = principal === null ? '' : ` by ${everyone}${principalPhrase(principal, use === 'trust')}`;
  return `${action}${where}${who}`;
}

function outcome({ after, before, ceilingGone }: Pair, sign: Sign, removedDeny: boolean): string {
  const may = sign.strength === 'possible';
  if (ceilingGone) return may ? 'may no longer be held back' : 'is no longer held back';
  if (!removedDeny) return may ? 'may now be allowed' : 'is now allowed';
  const wider = after.allow & ~before.allow & sign.context.possible;
  const allowed = ((after.allow | wider) & sign.context.sure) !== 0n;
  const told = may ? 'may no longer be denied' : 'is no longer denied';
  return allowed ? `${told}, so this policy allows it` : told;
}

/** Where the base asked for something that the head does not, that is the news; else what the head asks for. */
function tail(pair: Pair, sign: Sign, clause: Clause | undefined, removedDeny: boolean): string {
  if (clause === undefined) return '';
  if (removedDeny) return remainder(pair, sign);
  const { conditions } = clause.statement;
  const stricter = each(pair.before.allow & sign.alive.possible & ~sign.context.sure, pair.clauses).find(
    ({ statement }) => statement.conditions.length > 0,
  );
  const had = stricter?.statement.conditions ?? [];
  const gone = had.find(({ key }) => !conditions.some((other) => sameKey(other, key)));
  if (gone !== undefined) return ` ${withoutPhrase(gone.key)}`;
  if (conditions.length === 0) return '';
  const fresh = without(conditions, had);
  const old = without(had, conditions);
  const now = ` when ${conditionPhrase(fresh.length === 0 ? conditions : fresh)}`;
  return old.length === 0 ? now : `${now}, before only when ${conditionPhrase(old)}`;
}

/** What the head still denies of the same. */
function remainder({ after, clauses }: Pair, { alive, context }: Sign): string {
  const denies = each(after.deny & alive.possible & ~context.sure, clauses);
  const conditions = denies.flatMap(({ statement }) => statement.conditions);
  return conditions.length === 0 ? '' : `, except when ${conditionPhrase(conditions)}`;
}

function without(
  conditions: readonly PolicyCondition[],
  others: readonly PolicyCondition[],
): readonly PolicyCondition[] {
  const known = new Set(others.map(conditionKey));
  return conditions.filter((condition) => !known.has(conditionKey(condition)));
}

function sameKey({ key }: PolicyCondition, other: string): boolean {
  return key.toLowerCase() === other.toLowerCase();
}

/** The pattern of the clause that covers the resource, the closest one of several. */
function resourceOf({ statement, bit }: Clause, { cell, resources }: Sign): string {
  if (statement.resources === null) return '*';
  const { texts } = statement.resources;
  const sample = cell.sample();
  if (statement.resources.not) {
    // A pattern of the other side says which part of "everything but" it is about.
    const named = closest(resources.patterns.filter(({ glob }) => matchesGlob(glob, sample)));
    return named ?? `everything but ${texts.map(textOf).join(', ')}`;
  }
  const unknown = texts.find((text) => symbolOf('resource', text) === sample);
  if (unknown !== undefined) return sourceOf(sample);
  const fitting = resources.patterns.filter(
    ({ clauses, glob }) => (clauses & bit) !== 0n && matchesGlob(glob, sample),
  );
  const star = (resources.stars & bit) === 0n ? undefined : '*';
  const other = texts.find((text) => symbolOf('resource', text) !== null) ?? texts[0];
  return closest(fitting) ?? star ?? (other === undefined ? '*' : textOf(other));
}

function closest(patterns: readonly ResourcePattern[]): string | undefined {
  return patterns.map(({ text }) => text).toSorted((a, b) => b.length - a.length)[0];
}

function principalOf({ statement }: Clause, { principal }: Sign): PolicyPrincipal | null {
  const entries = statement.principals?.entries ?? [];
  if (statement.principals?.not === true) return entries[0] ?? null;
  return (
    entries.find((entry) => isNamed(entry, principal)) ??
    entries.find((entry) => symbolOf(principalPlace(entry), entry.text) !== null) ??
    entries[0] ??
    null
  );
}

function isNamed(entry: PolicyPrincipal, { requester, symbol }: Sign['principal']): boolean {
  const own = symbolOf(principalPlace(entry), entry.text);
  if (symbol !== null) return own === symbol;
  return (
    own === null && requester !== null && names({ type: entry.type, text: textOf(entry.text) }, requester)
  );
}
