// What stands in a template only under a condition, made comparable with the other side. Called by documents-of.ts.
import type { ParsedChange } from '../../../model/change.ts';
import { childOf, fingerprint, treeOf } from '../../state-tree.ts';
import type { PolicyDocument, PolicyStatement } from '../policy-document.ts';
import { premiseCondition } from './read-statement.ts';

type Sides = { readonly before: readonly PolicyDocument[]; readonly after: readonly PolicyDocument[] };

/**
 * Under the same condition both sides are compared under it. Elsewhere the head is taken as it is at its widest, and the base
 * at its narrowest: what only one outcome of a condition allowed was not allowed with the other.
 */
export function underPremises({ before, after }: Sides): Sides {
  const [had, has] = [premisesIn(before), premisesIn(after)];
  if (had.size === 0 && has.size === 0) return { before, after };
  return {
    before: withStatements(before, (statement) => {
      const premises = statement.premises ?? [];
      if (statement.effect === 'Deny' || premises.length === 0) return [statement];
      return premises.every((premise) => has.has(premise)) ? [under(statement, premises)] : [];
    }),
    after: withStatements(after, (statement) => {
      const premises = (statement.premises ?? []).filter((premise) => had.has(premise));
      return [statement.effect === 'Deny' ? statement : under(statement, premises)];
    }),
  };
}

function premisesIn(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ statements }) => statements.flatMap(({ premises = [] }) => premises)));
}

function withStatements(
  documents: readonly PolicyDocument[],
  change: (statement: PolicyStatement) => readonly PolicyStatement[],
): readonly PolicyDocument[] {
  return documents.map((document) => ({ ...document, statements: document.statements.flatMap(change) }));
}

function under(statement: PolicyStatement, premises: readonly string[]): PolicyStatement {
  return premises.length === 0
    ? statement
    : { ...statement, conditions: [...statement.conditions, ...premises.map(named).map(premiseCondition)] };
}

/** Where both sides have the same premise, what the condition says is the same too, and its name is enough. */
function named(premise: string): string {
  return premise.replace(/ \(.*$/s, '');
}

/**
 * A whole resource under another condition than before: the base may not have had what it allowed, and the head may not
 * have what it denies.
 */
export function underOtherCondition(change: ParsedChange, sides: Sides): Sides {
  const [had, has] = [conditionOf(change.before), conditionOf(change.after)];
  if (had === has) return sides;
  return {
    before: had === null ? sides.before : withStatements(sides.before, onlyDeny),
    after:
      has === null
        ? sides.after
        : withStatements(sides.after, (one) => [one.effect === 'Deny' ? except(one, has) : one]),
  };
}

function except(statement: PolicyStatement, premise: string): PolicyStatement {
  return { ...statement, conditions: [...statement.conditions, premiseCondition(premise)] };
}

function conditionOf(state: ParsedChange['before']): string | null {
  const node = childOf(treeOf(state), 'Condition');
  return state === null || node === undefined ? null : fingerprint(node);
}

function onlyDeny(statement: PolicyStatement): readonly PolicyStatement[] {
  return statement.effect === 'Deny' ? [statement] : [];
}
