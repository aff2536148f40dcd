// Parts of a template that stay as they are and are named by one that does not: what a policy that is newly attached allows. Called by `cloudformation`.
import { LIMITS } from '../../config/limits.ts';
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { FormatInput } from '../format.ts';
import { templateChange } from './template-change.ts';
import type { TemplatePart } from './template-parts.ts';

/** Policies, and whoever has them. */
const GIVES_RIGHTS =
  /^AWS::(?:IAM::(?:Role|Group|User|InstanceProfile|ManagedPolicy|\w*Policy)|SSO::PermissionSet)$/;

/** Both sides of each are the head's, since they are alike. */
export function standingParts(
  parts: readonly TemplatePart[],
  changes: readonly ParsedChange[],
  input: FormatInput,
): readonly ParsedChange[] {
  const told = new Set(changes.map(({ address }) => address));
  const left = parts.filter(({ type, address }) => GIVES_RIGHTS.test(type ?? '') && !told.has(address));
  if (left.length === 0) return [];
  const standing = new Map(
    left.map((part) => [part.address, templateChange({ before: part, after: part }, input)] as const),
  );
  // A policy names those who have it, and they do not name it.
  const policies = [...standing.values()].flat().filter(({ type }) => type?.endsWith('Policy') === true);
  const givenTo = Map.groupBy(
    policies.flatMap((policy) => namesIn(policy.after ?? {}).map((name) => ({ name, policy }))),
    ({ name }) => name,
  );
  const found = new Set<ParsedChange>();
  const queue = changes.flatMap((change) => [change.before, change.after].filter((state) => state !== null));
  for (const state of queue) {
    const near = namesIn(state).flatMap((name) => [
      ...(standing.get(name) ?? []),
      ...(givenTo.get(name) ?? []).map(({ policy }) => policy),
    ]);
    for (const one of near) {
      if (found.has(one) || found.size >= LIMITS.templateStanding) continue;
      found.add(one);
      if (one.after !== null) queue.push(one.after);
    }
  }
  return [...found].map((one) => ({ ...one, attributes: [], action: 'update', standing: true }));
}

const NAMED = /!(?:Ref|GetAtt) ([A-Za-z0-9]{1,255})|\$\{([A-Za-z0-9]{1,255})/g;

function namesIn(state: ResourceState): readonly string[] {
  const text = JSON.stringify(Object.values(state).map(({ value, sensitive }) => (sensitive ? null : value)));
  return [...text.matchAll(NAMED)].map(([, name, other]) => name ?? other ?? '');
}
