// What a `for` makes of a collection that is known; called by `evaluate`.
import type { HclExpression } from '../hcl/expression.ts';
import type { Evaluating } from './evaluate.ts';
import { truth } from './operators.ts';
import { withNames } from './scope.ts';
import { itemsOf, membersOf } from './value.ts';
import type { Member, Value } from './value.ts';

type For = Extract<HclExpression, { kind: 'for' }>;
type Evaluation = {
  /** Null where the result is not known. */
  readonly attempt: (expression: HclExpression, evaluating: Evaluating) => Value | null;
  readonly evaluate: (expression: HclExpression, evaluating: Evaluating) => Value;
};
type Element = { readonly key: string | number; readonly value: Value };
type Made = { readonly key: string | null; readonly value: Value };

/** Null where the collection, what is left out or under which key is not known. */
export function forValue(expression: For, evaluating: Evaluating, evaluation: Evaluation): Value | null {
  const collection = evaluation.attempt(expression.collection, evaluating);
  const elements = collection === null || collection.secret === true ? null : elementsOf(collection);
  if (elements === null) return null;
  const made: Made[] = [];
  for (const element of elements) {
    if (!evaluating.scope.spend()) return null;
    const inside = { ...evaluating, scope: withNames(evaluating.scope, namesOf(expression, element)) };
    const kept = isKept(expression, inside, evaluation);
    if (kept === null) return null;
    if (!kept) continue;
    const key = keyOf(expression, inside, evaluation);
    if (expression.form === 'object' && key === null) return null;
    made.push({ key, value: evaluation.evaluate(expression.value, inside) });
  }
  const { line } = expression;
  if (expression.form === 'tuple') return { kind: 'list', items: made.map(({ value }) => value), line };
  return object(made, expression);
}

function elementsOf(value: Value): readonly Element[] | null {
  if (value.kind === 'list') return itemsOf(value).map((item, key) => ({ key, value: item }));
  if (value.kind !== 'object') return null;
  return membersOf(value).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** `for v in` or `for k, v in`. */
function namesOf({ names }: For, { key, value }: Element): Readonly<Record<string, Value>> {
  const [first = '', second] = names;
  if (second === undefined) return { [first]: value };
  return { [first]: { kind: 'known', value: key, line: value.line }, [second]: value };
}

function isKept({ condition }: For, evaluating: Evaluating, { attempt }: Evaluation): boolean | null {
  if (condition === null) return true;
  const value = attempt(condition, evaluating);
  return value === null ? null : truth(value);
}

function keyOf({ key }: For, evaluating: Evaluating, { attempt }: Evaluation): string | null {
  const value = key === null ? null : attempt(key, evaluating);
  if (value?.kind !== 'known' || value.secret === true || value.value === null) return null;
  const text = String(value.value);
  return ['expression', 'json', '__proto__'].includes(text) ? null : text;
}

/** One key twice is refused by Terraform, unless the values are grouped. */
function object(made: readonly Made[], { groups, line }: For): Value | null {
  const byKey = Map.groupBy(made, ({ key }) => key ?? '');
  if (!groups && byKey.size !== made.length) return null;
  const members = [...byKey].map(([key, same]): Member => {
    const [first] = same;
    const list: Value = { kind: 'list', items: same.map(({ value }) => value), line };
    return { key, line, value: groups || first === undefined ? list : first.value };
  });
  return { kind: 'object', members, line };
}
