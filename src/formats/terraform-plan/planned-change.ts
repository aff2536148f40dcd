// One entry of a plan as a change; called by `readPlan`.
import type { Attribute, ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Action } from '../../model/words.ts';
import { alignEntries } from '../align/align-entries.ts';
import { isUnordered } from '../align/unordered-blocks.ts';
import { maskValue } from '../sensitive.ts';
import { compareEntries, toState } from '../state.ts';
import { listOf, own, textOf } from './plan-json.ts';
import { isUncommon, plannedAction } from './plan-actions.ts';
import { plannedEntries } from './plan-values.ts';

export type PlanPlace = {
  /** Path that changes carry. */
  readonly file: string;
  /** A plan is one line as a rule, so a change spans all of the file: from 1 to this. */
  readonly lines: number;
};

type Reading = PlanPlace & { readonly secrets: readonly string[] };

/** An entry of `resource_changes`; null where nothing is done to the object, and for data sources. */
export function plannedChange(entry: JsonValue, reading: Reading): ParsedChange | null {
  const change = own(entry, 'change');
  const actions = own(change, 'actions');
  const action = plannedAction(actions);
  if (action === 'none' || own(entry, 'mode') === 'data') return null;
  const [before, after] = [
    { value: own(change, 'before'), unknown: undefined, sensitive: own(change, 'before_sensitive') },
    {
      value: own(change, 'after'),
      unknown: own(change, 'after_unknown'),
      sensitive: own(change, 'after_sensitive'),
    },
  ];
  const type = textOf(own(entry, 'type'));
  const { before: old, after: now } = alignEntries(
    plannedEntries(before, reading.secrets),
    plannedEntries(after, reading.secrets),
    (path) => isUnordered(type ?? '', path),
  );
  const told = isUncommon(actions) ? [attribute('actions', maskValue(actions ?? null))] : [];
  return {
    ...bare(reading, addressOf(entry), action),
    type,
    attributes: [...told, ...compareEntries(old, now)],
    opaque: type === null || textOf(own(entry, 'address')) === null,
    before: action === 'create' ? null : toState(old, now, 'before'),
    after: action === 'delete' ? null : toState(now, old),
  };
}

/** What a later run will plan, when it knows more: until then nobody can say what it does. */
export function deferredChange(entry: JsonValue, reading: Reading): ParsedChange {
  const inner = own(entry, 'resource_change') ?? own(entry, 'action_invocation') ?? null;
  const reason = attribute('deferred', textOf(own(entry, 'reason')) ?? 'unknown');
  return {
    ...bare(reading, addressOf(inner), 'unknown'),
    type: textOf(own(inner, 'type')),
    attributes: [reason],
    opaque: true,
  };
}

/** An action does something beside all resources: what, only its provider knows. */
export function invokedAction(entry: JsonValue, reading: Reading): ParsedChange {
  const sensitive = own(entry, 'config_sensitive');
  const config = { value: own(entry, 'config_values'), unknown: own(entry, 'config_unknown'), sensitive };
  const now = plannedEntries(config, reading.secrets);
  return {
    ...bare(reading, addressOf(entry), 'unknown'),
    type: textOf(own(entry, 'type')),
    attributes: compareEntries([], now),
    after: toState(now, []),
  };
}

/** Something about the plan as a whole that a person must look at. */
export function wholePlan(path: string, value: JsonValue, reading: Reading): ParsedChange {
  return { ...bare(reading, reading.file, 'unknown'), attributes: [attribute(path, value)], opaque: true };
}

/** An object that waits to be destroyed has the address of the one that took its place, and a key of its own. */
function addressOf(entry: JsonValue | null): string {
  const address = textOf(own(entry ?? undefined, 'address')) ?? '(no address)';
  const deposed = textOf(own(entry ?? undefined, 'deposed'));
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function bare({ file, lines }: PlanPlace, address: string, action: Action): ParsedChange {
  return {
    format: 'terraform-plan',
    file,
    previousFile: null,
    startLine: 1,
    endLine: lines,
    address: address.toWellFormed(),
    type: null,
    action,
    attributes: [],
    usedIn: [],
    opaque: false,
    before: null,
    after: null,
  };
}

function attribute(path: string, after: JsonValue): Attribute {
  return { path, line: null, before: null, after, sensitive: false };
}

/** Addresses of all resources of the plan, those nothing is done to included. */
export function plannedAddresses(plan: JsonValue): readonly string[] {
  return listOf(own(plan, 'resource_changes')).flatMap((entry) =>
    ['address', 'previous_address'].flatMap((name) => textOf(own(entry, name)) ?? []),
  );
}
