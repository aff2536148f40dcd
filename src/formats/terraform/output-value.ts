// What a called module gives back, as its caller sees it; called by `createScope`.
import { canonicalJson } from '../../model/canonical.ts';
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { asSeen } from './as-seen.ts';
import { isSensitive } from './scope.ts';
import type { Called, Calls, Interner, Scope } from './scope.ts';
import { toJson } from './value.ts';
import type { Member, Value } from './value.ts';

type Asking = { readonly calls: Calls; readonly intern: Interner };

/** `name`: `vpc.cidr` for one output, `vpc` for all of them, by key where there is more than one instance. Null where it is not known. */
export function outputValue(name: string, { calls }: Asking): Value | null {
  const [call = '', output] = name.split('.');
  const called = calls(call);
  const instances = called?.instances ?? null;
  const [first] = instances ?? [];
  if (called === null || instances === null) return null;
  if (output !== undefined)
    return first?.key === null ? valueOf(called, output, { scope: first.scope, as: `module.${name}` }) : null;
  const objects = instances.map(({ key, scope }) => ({
    key,
    value: objectOf(called, scope, `module.${name}`),
  }));
  const [only] = objects;
  if (only?.key === null) return only.value;
  if (objects.every(({ key }) => typeof key === 'number'))
    return { kind: 'list', items: objects.map(({ value }) => value), line: 1 };
  return {
    kind: 'object',
    members: objects.map(({ key, value }) => ({ key: String(key), line: 1, value })),
    line: 1,
  };
}

/** Equal where nothing known flows into it in another way; for what has no value. */
export function outputKey(name: string, { calls, intern }: Asking): string {
  const [call = '', output] = name.split('.');
  const called = calls(call);
  if (called === null) return 'elsewhere';
  const names = output === undefined ? [...called.definitions.outputs.keys()].toSorted() : [output];
  const parts = names.map((one) => valueOf(called, one, { scope: called.scope, as: one }));
  const values = parts.map((value) => (value === null ? null : toJson(value, 'outline')));
  return intern(`${called.signature} ${canonicalJson(values)}`);
}

function objectOf(called: Called, scope: Scope, as: string): Value {
  const members = [...called.definitions.outputs.keys()].flatMap((name): readonly Member[] => {
    const value = valueOf(called, name, { scope, as: `${as}.${name}` });
    return value === null ? [] : [{ key: name, line: 1, value }];
  });
  return { kind: 'object', members, line: 1 };
}

function valueOf(
  { definitions }: Called,
  name: string,
  { scope, as }: { readonly scope: Scope; readonly as: string },
): Value | null {
  const output = definitions.outputs.get(name);
  const value = output ? argumentOf(output.body, 'value')?.evaluate(scope) : undefined;
  return output && value !== undefined ? seen(value, output, as) : null;
}

/** Sensitive in its module, sensitive here. */
function seen(value: Value, output: Block, as: string): Value {
  const shown = asSeen(value, as);
  return isSensitive(output) ? { ...shown, secret: true } : shown;
}
