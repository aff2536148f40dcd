// A node of a template as a value: functions become expressions, or what they give where all of it is written down. Called by `templateParts`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { SENSITIVE } from '../sensitive.ts';
import { evaluateCall, substituted } from './evaluate.ts';
import { functionCall } from './functions.ts';
import { mappingRests } from './mappings.ts';
import { policyText } from './policy-text.ts';
import type { Rest, Rests } from './rests.ts';
import type { FunctionCall } from './functions.ts';
import { expression, isReference, readScalar } from './scalar.ts';
import type { TemplateScope } from './scope.ts';
import { expressionsIn, isBare, literalTexts, renderValue } from './value.ts';
import type { TemplateExpression, TemplateMember, TemplateValue } from './value.ts';

export type ReadValue = {
  readonly scope: TemplateScope;
  /** Conditions stand here, so `{Condition: Name}` is one. */
  readonly inCondition: boolean;
};

/** Total. What is inside of `AWS::NoValue` is left out of lists and maps, as the service does. */
export function readValue(node: SyntaxNode, reading: ReadValue): TemplateValue {
  const call = functionCall(node, reading.inCondition);
  if (call !== null) return readCall(call, node.line, reading);
  const { line } = node;
  switch (node.kind) {
    case 'scalar':
      return readScalar(node);
    case 'alias':
      return expression(`*${node.name}`, true, line);
    case 'list':
      return {
        kind: 'list',
        items: node.items.map((item) => readValue(item, reading)).filter(isThere),
        line,
      };
    case 'map':
      return { kind: 'map', members: membersOf(node, reading), line };
  }
}

function membersOf(
  node: SyntaxNode & { readonly kind: 'map' },
  reading: ReadValue,
): readonly TemplateMember[] {
  return node.entries
    .map(({ key, keyLine, value }) => ({ key, line: keyLine, value: readValue(value, reading) }))
    .filter(({ value }) => isThere(value));
}

function isThere(value: TemplateValue): boolean {
  return value.kind !== 'absent';
}

function readCall(call: FunctionCall, line: number, reading: ReadValue): TemplateValue {
  const { name } = call;
  if (name === 'Ref') return reference(call, line, reading);
  if (name === 'GetAtt' || name === 'Condition') return naming(call, line, reading);
  const way = name === 'If' ? decidedWay(call, reading) : null;
  if (way !== null) return readValue(way, reading);
  const argument = readArgument(call.argument, reading);
  const readText = (text: TemplateValue): TemplateValue =>
    evaluateCall(name, text, { line, mappings: reading.scope.mappings, values: reading.scope.values }) ??
    expressionOf({ name, argument: text, line }, reading.scope);
  return policyText(name, argument, readText) ?? readText(argument);
}

/** What an `If` is where its condition is written down in full. */
function decidedWay({ argument }: FunctionCall, { scope }: ReadValue): SyntaxNode | null {
  const [name, holds, fails] = argument.kind === 'list' ? argument.items : [];
  const decided = name?.kind === 'scalar' ? scope.conditions.get(name.text)?.decided : null;
  if (decided === null || decided === undefined) return null;
  return (decided ? holds : fails) ?? null;
}

/** Arguments go by their place, so an absent one keeps it. */
function readArgument(node: SyntaxNode, reading: ReadValue): TemplateValue {
  if (node.kind !== 'list' || node.tag !== null) return readValue(node, reading);
  return { kind: 'list', items: node.items.map((item) => readValue(item, reading)), line: node.line };
}

function reference(call: FunctionCall, line: number, reading: ReadValue): TemplateValue {
  if (call.argument.kind !== 'scalar') return naming(call, line, reading);
  const name = call.argument.text;
  if (name === 'AWS::NoValue') return { kind: 'absent', line };
  const given = reading.scope.values.get(name);
  if (given !== undefined) return atLine(given, line);
  const value = reading.scope.defaults.get(name);
  const defaults = new Map(value === undefined ? [] : [[name, value]]);
  return { ...expression(`!Ref ${name}`, true, line), defaults, rests: untold([name], reading.scope) };
}

/** A value that is given elsewhere stands where it is used. What the service looks up stays a reference. */
function atLine(value: TemplateValue, line: number): TemplateValue {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => atLine(item, line)), line };
  if (value.kind === 'literal' && typeof value.value === 'string' && isReference(value.value))
    return expression(value.value, true, line);
  return { ...value, line };
}

/** `!GetAtt Role.Arn` and `[Role, Arn]`; what is no name is shown as it stands. */
function naming({ name, argument }: FunctionCall, line: number, reading: ReadValue): TemplateValue {
  const parts = argument.kind === 'list' ? argument.items : [argument];
  const texts = parts.map((part) =>
    part.kind === 'scalar' && part.tag === null ? part.text : renderValue(readValue(part, reading), 'show'),
  );
  const rests = name === 'Condition' ? conditionRests(texts[0], reading.scope) : new Map<string, Rest>();
  return { ...expression(`!${name} ${texts.join('.')}`, true, line), rests };
}

function conditionRests(name: string | undefined, scope: TemplateScope): Rests {
  return scope.conditions.get(name ?? '')?.rests ?? new Map<string, Rest>();
}

function untold(names: readonly string[], scope: TemplateScope): Rests {
  return new Map(
    names.flatMap((name): readonly (readonly [string, Rest])[] => {
      const rest = scope.untold.get(`Parameters.${name}`);
      return rest === undefined ? [] : [[`Parameters.${name}`, rest]];
    }),
  );
}

type EvaluatedCall = { readonly name: string; readonly argument: TemplateValue; readonly line: number };

function expressionOf({ name, argument, line }: EvaluatedCall, scope: TemplateScope): TemplateExpression {
  const named = name === 'Sub' ? substituted(argument, scope.values).names : [];
  const own = named.flatMap((one): readonly (readonly [string, string])[] => {
    const value = scope.defaults.get(one);
    return value === undefined ? [] : [[one, value]];
  });
  const inside = expressionsIn(argument).flatMap(({ defaults }) => [...defaults]);
  const rests = [
    ...expressionsIn(argument).flatMap((one) => [...one.rests]),
    ...untold(named, scope),
    ...ownRests(name, argument, scope),
  ];
  const alone = name === 'Sub' ? nameAlone(argument) : null;
  const bare = name === 'Sub' || name === 'Join' ? isReferenceText(argument) : isBare(argument);
  return {
    kind: 'expression',
    text: alone === null ? `!${name} ${renderValue(argument, 'compare')}` : `!Ref ${alone}`,
    shown:
      alone === null
        ? `!${name} ${renderValue(isComparedSecret(name, argument, scope) ? withoutTexts(argument) : argument, 'show')}`
        : `!Ref ${alone}`,
    defaults: new Map([...inside, ...own]),
    rests: new Map(rests),
    bare,
    line,
  };
}

/** `!Sub ${Name}` is `!Ref Name`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function nameAlone(argument: TemplateValue): string | null {
  if (argument.kind !== 'literal' || typeof argument.value !== 'string') return null;
  return /^\$\{([A-Za-z0-9:]{1,255})\}$/.exec(argument.value)?.[1] ?? null;
}

/** What a secret is compared with may be the secret. */
function isComparedSecret(name: string, argument: TemplateValue, { secrets }: TemplateScope): boolean {
  const items = name === 'Equals' && argument.kind === 'list' ? argument.items : [];
  return items.some((item) => item.kind === 'expression' && secrets.has(item.text.replace(/^!Ref /, '')));
}

function withoutTexts(value: TemplateValue): TemplateValue {
  if (value.kind === 'list') return { ...value, items: value.items.map(withoutTexts) };
  return value.kind === 'literal' && value.value !== '' ? { ...value, value: SENSITIVE } : value;
}

function ownRests(name: string, argument: TemplateValue, scope: TemplateScope): Rests {
  const [first] = argument.kind === 'list' ? argument.items : [];
  if (name === 'FindInMap') return mappingRests(argument, scope.mappings);
  return name === 'If' && first?.kind === 'literal'
    ? conditionRests(String(first.value), scope)
    : new Map<string, Rest>();
}

/** Only names, or a dynamic reference put together from parts, as `!Sub` and CDK's `Fn::Join` do. */
function isReferenceText(argument: TemplateValue): boolean {
  const texts = literalTexts(argument).map((text) => text.replaceAll(/\$\{[^{}]{1,1024}\}/g, ''));
  const [first, ...rest] = texts.filter((text) => text !== '');
  if (first === undefined) return true;
  return first.startsWith('{{resolve:') && (rest.at(-1) ?? first).endsWith('}}');
}
