// An HCL expression as a value: literals, references that are known, and pure functions of them. Called by `hcl-body`.
import { memory } from '../../model/memory.ts';
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { HclExpression, HclStep } from '../hcl/expression.ts';
import { expressionKey } from '../hcl/expression-key.ts';
import { expressionSource } from '../hcl/render.ts';
import { maskValue } from '../sensitive.ts';
import { textOf } from './convert.ts';
import { forValue } from './for-value.ts';
import { call } from './functions.ts';
import { binary, truth, unary } from './operators.ts';
import { partialHeredoc } from './partial-heredoc.ts';
import { literalsIn, referenceIn, referencesOf } from './references.ts';
import { assumptionsOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { assumptionsIn, isNull, itemsOf, memberWithin, sizeOf, toJson, within } from './value.ts';
import type { Member, Value } from './value.ts';

/** `text` is what the offsets of the expression count in. */
export type Evaluating = { readonly text: string; readonly scope: Scope };

/** Total. What is not known stays the expression that it is. */
export function evaluate(expression: HclExpression, evaluating: Evaluating): Value {
  const found = isWhole(expression, evaluating.scope) ? null : attempt(expression, evaluating);
  if (found === null) return unresolved(expression, evaluating);
  // A list or object that is written here knows it part by part, and a reference has it with its value.
  if (['tuple', 'object', 'access'].includes(expression.kind) || isPlain(expression)) return found;
  const assumed = assumedIn(expression, evaluating);
  if (assumed.length === 0) return found;
  // Another default may be taken at another branch of what is written here, so that counts as well as the value.
  const written = evaluating.scope.intern(expressionKey(expression, evaluating.text));
  return { ...found, assumed: [...assumed, written] };
}

/** Nothing is read in it. */
function isPlain(expression: HclExpression): boolean {
  return (
    expression.kind === 'literal' ||
    expression.kind === 'number' ||
    (expression.kind === 'template' && expression.parts.every(({ kind }) => kind === 'text'))
  );
}

/** A block or instance as a whole is named and not read: `moved` has an address, and `for_each` of another block its keys. */
function isWhole(expression: HclExpression, scope: Scope): boolean {
  if (expression.kind !== 'access' || boundIn(expression, scope) !== null) return false;
  const reference = referenceIn(expression);
  if (reference === null || /^(?:var|local)\.|^module\.[^.]*\./.test(reference.name)) return false;
  return !reference.rest.some(({ kind }) => kind === 'attribute');
}

/** Variables on whose defaults what is read here rests. */
function assumedIn(expression: HclExpression, { text, scope }: Evaluating): readonly string[] {
  const { names, accesses, variables } = referencesOf(expression, text);
  const own = assumptionsOf(names, scope);
  if (scope.names.size === 0) return own;
  const roots = [...variables, ...accesses.map(({ on }) => (on.kind === 'variable' ? on.name : ''))];
  const bound = roots
    .flatMap((root) => scope.names.get(root) ?? [])
    .flatMap((value) => [...assumptionsIn(value)]);
  return bound.length === 0 ? own : [...new Set([...own, ...bound])].toSorted();
}

/**
 * Its key holds what is known of its parts: `"${var.env}-${random_id.x.hex}"` differs where the environment does,
 * although nobody knows either result.
 */
function unresolved(expression: HclExpression, evaluating: Evaluating): Value {
  const { text, scope } = evaluating;
  const inputs = inputsOf(expression, evaluating);
  const written = writtenOf(expression, text);
  const key = [written.key, ...inputs].join(' ');
  const source =
    expression.kind === 'template' && expression.heredoc
      ? partialHeredoc(expression, text, (part) => evaluate(part, evaluating))
      : written.source();
  return {
    kind: 'unknown',
    key,
    source,
    inputs: scope.intern([...written.literals, ...inputs].join(' ')),
    line: expression.line,
    detail: () => filledIn(source, scope),
  };
}

type Written = {
  readonly key: string;
  readonly literals: readonly string[];
  readonly source: () => string;
};

const written = memory<HclExpression, Written>();

/** What an expression is by itself: a module that many call is evaluated for each of them, and written once. */
function writtenOf(expression: HclExpression, text: string): Written {
  const known = written.get(expression);
  if (known !== undefined) return known;
  let source: string | null = null;
  const made: Written = {
    key: expressionKey(expression, text),
    literals: literalsIn(expression),
    source: () => (source ??= expressionSource(expression, text)),
  };
  written.set(expression, made);
  return made;
}

/** Keys of all that is known in it. */
function inputsOf(expression: HclExpression, evaluating: Evaluating): readonly string[] {
  const { text, scope } = evaluating;
  const { accesses, variables, words } = referencesOf(expression, text);
  const inputs = new Set([
    ...accesses.map((access) => inputKey(access, evaluating)),
    ...[...variables].flatMap((name) => boundKey(scope.names.get(name), scope)),
    ...[...words].flatMap((word) => [
      ...boundKey(scope.names.get(word.slice(0, word.indexOf('.'))), scope),
      scope.inputKeyOf(word),
    ]),
  ]);
  return [...inputs].filter((key) => key !== '').toSorted();
}

/** Of the part that is read, where it is known: the rest of a large object may change. */
function inputKey(access: Access, evaluating: Evaluating): string {
  const { scope } = evaluating;
  const bound = boundIn(access, scope);
  if (bound !== null) {
    const part = follow(bound, access.steps, evaluating);
    const [first] = access.steps;
    // What a block does not say of itself is not told by the rest of it.
    if (part === null && bound.kind === 'object' && first?.kind === 'attribute') return '';
    return boundKey(part ?? bound, scope).join(' ');
  }
  const reference = referenceIn(access);
  if (reference === null) return '';
  const { name, rest } = reference;
  const part = rest.length === 0 ? null : follow(scope.lookup(name), rest, evaluating);
  if (part === null) return scope.inputKeyOf(name);
  return scope.intern(canonicalJson(toJson(part, name.startsWith('local.') ? 'compare' : 'outline')));
}

type Access = Extract<HclExpression, { kind: 'access' }>;

/** What the surroundings of the expression call so: it hides whatever else has the name. */
function boundIn({ on }: Access, { names }: Scope): Value | null {
  return on.kind === 'variable' ? (names.get(on.name) ?? null) : null;
}

function boundKey(value: Value | undefined, scope: Scope): readonly string[] {
  return value === undefined ? [] : [scope.intern(canonicalJson(toJson(value, 'compare')))];
}

/** At most so much of a value is set into an expression, and values of at most so many parts. */
const DETAIL = { characters: 200, nodes: 20 };

/** The source with what is known of its parts. */
function filledIn(source: string, scope: Scope): string {
  return source.replaceAll(NAME, (reference) => {
    const value = scope.lookup(reference);
    if (value === null || value.secret === true || sizeOf(value, DETAIL.nodes) > DETAIL.nodes)
      return reference;
    const known = value.kind === 'unknown' ? value.source : JSON.stringify(maskValue(toJson(value, 'show')));
    return known.length > DETAIL.characters ? reference : known;
  });
}

const NAME = /\b(?:var|local|module\.[\p{ID_Continue}-]{1,255})\.[\p{ID_Continue}-]+/gu;

/** What a computation is given where nothing is known. */
const UNKNOWN: Value = { kind: 'unknown', key: '', source: '', line: 1 };

/** Null where the result is not known. */
function attempt(expression: HclExpression, evaluating: Evaluating): Value | null {
  const { line } = expression;
  const of = (part: HclExpression): Value => attempt(part, evaluating) ?? UNKNOWN;
  switch (expression.kind) {
    case 'literal':
      return known(expression.value, line);
    case 'number':
      return number(expression.text, line);
    case 'parentheses': {
      const inner = attempt(expression.inner, evaluating);
      return inner === null ? null : { ...inner, line };
    }
    case 'tuple':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, evaluating)), line };
    case 'object':
      return object(expression, evaluating);
    case 'template':
      return template(expression, evaluating);
    case 'variable':
      return moved(evaluating.scope.names.get(expression.name) ?? null, line);
    case 'access':
      return access(expression, evaluating);
    case 'call':
      return expression.expands ? null : called(expression, evaluating, of);
    case 'unary':
      return moved(unary(expression.operator, of(expression.operand)), line);
    case 'binary':
      return moved(binary(expression.operator, of(expression.left), of(expression.right)), line);
    case 'conditional': {
      const condition = truth(of(expression.condition));
      if (condition === null) return null;
      return moved(evaluate(condition ? expression.then : expression.otherwise, evaluating), line);
    }
    case 'for':
      return moved(forValue(expression, evaluating, { attempt, evaluate }), line);
  }
}

/** YAML is read around what is not known in its text. */
function called(
  { name, arguments: given, line }: Extract<HclExpression, { kind: 'call' }>,
  evaluating: Evaluating,
  of: (part: HclExpression) => Value,
): Value | null {
  const values = given.map((part) => (name === 'yamldecode' ? evaluate(part, evaluating) : of(part)));
  return moved(call(name, values), line);
}

/** Seen from the place where it is used. */
function moved(value: Value | null, line: number): Value | null {
  return value === null || value.line === line ? value : { ...value, line };
}

/** A text that is half a character cannot be shown or compared. */
function known(value: null | boolean | number | string, line: number): Value | null {
  return typeof value === 'string' && !value.isWellFormed() ? null : { kind: 'known', value, line };
}

/** Only a number that keeps all its digits: others would compare equal although they differ. */
function number(text: string, line: number): Value | null {
  const digits = text.replace(/[eE].*$|\D/g, '').replace(/^0+/, '');
  const value = Number(text);
  return Number.isFinite(value) && digits.length <= 15 ? { kind: 'known', value, line } : null;
}

/** A computed or doubled key, or one that could be taken for our own marker, leaves the whole object an expression. */
function object(
  { items, line }: Extract<HclExpression, { kind: 'object' }>,
  evaluating: Evaluating,
): Value | null {
  const members: Member[] = [];
  const seen = new Set(['expression', 'json', '__proto__']);
  for (const item of items) {
    const key = item.key ?? keyOf(attempt(item.keyExpression, evaluating) ?? UNKNOWN);
    if (key === null || seen.has(key) || !key.isWellFormed()) return null;
    seen.add(key);
    members.push({ key, line: item.line, value: evaluate(item.value, evaluating) });
  }
  return { kind: 'object', members, line };
}

function keyOf(value: Value): string | null {
  return value.kind === 'known' && value.secret !== true && typeof value.value === 'string'
    ? value.value
    : null;
}

function template(
  { heredoc, parts, line }: Extract<HclExpression, { kind: 'template' }>,
  evaluating: Evaluating,
): Value | null {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'interpolation') return attempt(only.value, evaluating);
  let text = '';
  let inPlace = heredoc;
  for (const part of parts) {
    if (part.kind === 'directive') return null;
    const piece = part.kind === 'text' ? part.text : pieceOf(attempt(part.value, evaluating) ?? UNKNOWN);
    if (piece === null) return null;
    if (part.kind === 'interpolation' && (part.trim.before || part.trim.after || piece.includes('\n')))
      inPlace = false;
    text += piece;
    if (text.length > LIMITS.terraformTextCharacters && parts.length > 1) return null;
  }
  const value = known(text, line);
  return value !== null && value.kind === 'known' && inPlace ? { ...value, heredoc: true } : value;
}

function pieceOf(value: Value): string | null {
  if (value.kind !== 'known' || value.secret === true || value.value === null) return null;
  return textOf(value.value);
}

function access(expression: Access, evaluating: Evaluating): Value | null {
  const { on, steps, line } = expression;
  const { scope } = evaluating;
  const bound = boundIn(expression, scope);
  if (bound !== null) return named(follow(bound, steps, evaluating), line);
  const reference = referenceIn(expression);
  if (reference === null)
    return on.kind === 'variable' ? null : follow(attempt(on, evaluating), steps, evaluating);
  return named(follow(scope.lookup(reference.name), reference.rest, evaluating), line);
}

/** A name for a computation says more than the computation; a name for a name does not. */
function named(found: Value | null, line: number): Value | null {
  if (found === null || (found.kind === 'unknown' && !PLAIN_REFERENCE.test(found.source))) return null;
  return { ...found, line, elsewhere: true };
}

const PLAIN_REFERENCE = /^[A-Za-z_][\w.[\]"-]*$/;

function follow(value: Value | null, steps: readonly HclStep[], evaluating: Evaluating): Value | null {
  let current = value;
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'splat')
      return splat(current, { form: step.form, rest: steps.slice(index + 1) }, evaluating);
    const key = stepKey(step, evaluating);
    current = current === null || key === null ? null : memberOf(current, key);
  }
  return current;
}

/** Each element by itself; what is no list is a list of one. After `.*` only names go into the elements. */
function splat(
  value: Value | null,
  { form, rest }: { readonly form: 'attribute' | 'full'; readonly rest: readonly HclStep[] },
  evaluating: Evaluating,
): Value | null {
  if (value === null || value.kind === 'unknown' || isNull(value)) return null;
  const end = form === 'full' ? -1 : rest.findIndex(({ kind }) => kind !== 'attribute');
  const inside = end < 0 ? rest : rest.slice(0, end);
  const items = (value.kind === 'list' ? itemsOf(value) : [value]).map((item) =>
    follow(item, inside, evaluating),
  );
  const list: Value = { kind: 'list', items: items.filter((item) => item !== null), line: value.line };
  return items.includes(null) ? null : follow(list, rest.slice(inside.length), evaluating);
}

function stepKey(step: HclStep, evaluating: Evaluating): string | number | null {
  switch (step.kind) {
    case 'attribute':
      return step.name;
    case 'legacy-index':
      return step.index;
    case 'index': {
      const value = attempt(step.key, evaluating) ?? UNKNOWN;
      if (value.kind !== 'known' || value.secret === true) return null;
      return typeof value.value === 'string' || typeof value.value === 'number' ? value.value : null;
    }
    case 'splat':
      return null;
  }
}

function memberOf(value: Value, key: string | number): Value | null {
  if (value.kind === 'list') {
    const item = value.items[Number(key)];
    return item === undefined ? null : within(value, item);
  }
  if (value.kind !== 'object') return null;
  const member = value.members.find((candidate) => candidate.key === String(key));
  return member === undefined ? null : memberWithin(value, member).value;
}
