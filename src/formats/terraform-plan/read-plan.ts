// The text of a plan (`terraform show -json`) as changes, or the reason why it is refused; called by `terraformPlan` and the CLI's `--plan`.
import { LIMITS } from '../../config/limits.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Problem } from '../format.ts';
import { flagOf, isDeeperThan, listOf, mapOf, own, textOf } from './plan-json.ts';
import {
  deferredChange,
  invokedAction,
  plannedAddresses,
  plannedChange,
  wholePlan,
} from './planned-change.ts';
import type { PlanPlace } from './planned-change.ts';
import { secretVariables } from './secret-variables.ts';

export type Plan = {
  readonly kind: 'ok';
  readonly changes: readonly ParsedChange[];
  /** All resources the plan speaks of, those nothing is done to included. */
  readonly addresses: readonly string[];
  /** What differs from the state without anybody having planned it: for display, it is no change of this plan. */
  readonly drift: readonly string[];
  /** Null where the plan does not say, as before Terraform 1.6: absent is not true. */
  readonly applyable: boolean | null;
  readonly complete: boolean | null;
};

export type ReadPlan = Plan | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Total. By `JSON.parse`, which keeps the last of doubled members: without a binding to a trusted producer a plan is
 * the word of whoever wrote it, and may only add to what the diff says.
 */
export function readPlan(text: string, place: PlanPlace): ReadPlan {
  if (text.length > LIMITS.planBytes)
    return refuse('too-large', `a plan has at most ${LIMITS.planBytes} characters`);
  const plan = parse(text);
  if (plan === undefined) return refuse('parse-error', 'this is not valid JSON');
  if (isDeeperThan(plan, LIMITS.yamlDepth))
    return refuse('too-deep', `nested deeper than ${LIMITS.yamlDepth} levels`);
  if (!isPlan(plan))
    return refuse('not-a-plan', 'this is no plan in JSON, as `terraform show -json` writes it');
  return problemOf(plan) ?? read(plan, place);
}

/** `format_version` beside one of the two: a state in JSON has only the first. */
export function isPlan(value: JsonValue): boolean {
  const map = mapOf(value);
  if (map === null || own(map, 'format_version') === undefined) return false;
  return own(map, 'resource_changes') !== undefined || own(map, 'planned_values') !== undefined;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function problemOf(plan: JsonValue): ReadPlan | null {
  const version = textOf(own(plan, 'format_version')) ?? '';
  if (!/^[01]\.\d{1,6}$/.test(version))
    return refuse('unsupported-version', 'plans of version 0 and 1 are read');
  if (own(plan, 'errored') === true)
    return refuse('errored-plan', 'planning ended with an error, so the plan is not all of it');
  const changes = own(plan, 'resource_changes');
  if (changes !== undefined && changes !== null && !Array.isArray(changes))
    return refuse('parse-error', '`resource_changes` is no list');
  return null;
}

function read(plan: JsonValue, place: PlanPlace): ReadPlan {
  const reading = { ...place, secrets: secretVariables(plan) };
  const list = (name: string): readonly JsonValue[] => listOf(own(plan, name));
  const complete = flagOf(own(plan, 'complete'));
  const changes = [
    ...list('resource_changes').flatMap((entry) => plannedChange(entry, reading) ?? []),
    ...[...list('deferred_changes'), ...list('deferred_action_invocations')].map((entry) =>
      deferredChange(entry, reading),
    ),
    ...list('action_invocations').map((entry) => invokedAction(entry, reading)),
    ...(complete === false ? [wholePlan('complete', false, reading)] : []),
  ];
  if (changes.length > LIMITS.changesPerFile)
    return refuse('too-many-changes', `more than ${LIMITS.changesPerFile} changes in one plan`);
  return {
    kind: 'ok',
    changes,
    addresses: plannedAddresses(plan),
    drift: list('resource_drift').flatMap((entry) => textOf(own(entry, 'address')) ?? []),
    applyable: flagOf(own(plan, 'applyable')),
    complete,
  };
}

function refuse(why: string, message: string): ReadPlan {
  return { kind: 'problem', problem: { line: null, why, message } };
}
