// The ARN of a policy that AWS keeps, out of a template's function that puts it together. Called by policy-references.ts.
import type { JsonValue } from '../../../model/json.ts';
import { isExpression } from '../../expression.ts';
import { templateCall } from './template-call.ts';

/** Stands for a part that only the deployment knows. */
const HOLE = '${}';

/**
 * `!Sub "arn:${AWS::Partition}:iam::aws:policy/X"` and the same by `!Join`, with parameters as they are by default: of such
 * a policy only the partition may be computed. Null for everything else. Total.
 */
export function templateArn(source: string): string | null {
  const text = textOf({ expression: source });
  const path = /^arn:(?:aws[a-z-]*|\$\{[^{}]*\}):iam::aws:policy\/([\w+=,.@/-]+)$/.exec(text)?.[1];
  return path === undefined ? null : `arn:aws:iam::aws:policy/${path}`;
}

function textOf(value: JsonValue): string {
  if (!isExpression(value)) return typeof value === 'object' ? HOLE : String(value);
  const call = templateCall(value.expression);
  const named = /^!Ref ([A-Za-z0-9]+)( \(.*\))?$/s.exec(value.expression);
  if (named !== null) return defaultsIn(named[2] ?? '').get(named[1] ?? '') ?? HOLE;
  if (call === null) return HOLE;
  const defaults = defaultsIn(call.told);
  if (call.name === 'Sub' && typeof call.given === 'string') return withDefaults(call.given, defaults);
  if (call.name !== 'Join' || !Array.isArray(call.given)) return HOLE;
  const [between, parts] = call.given as readonly JsonValue[];
  return typeof between === 'string' && Array.isArray(parts)
    ? parts.map((part: JsonValue) => textOf(part)).join(between)
    : HOLE;
}

function withDefaults(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{([A-Za-z0-9]{1,255})\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}

/** ` (Name is "Admin" by default, …)` */
function defaultsIn(told: string): ReadonlyMap<string, string> {
  const found = told.matchAll(/([A-Za-z0-9]{1,255}) is "([^"\\]{0,256})" by default/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, value]));
}
