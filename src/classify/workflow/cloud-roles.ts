// As whom a job enters a cloud: roles, accounts and applications named in its steps. Read by workflow-cloud-role-changed.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';

export type CloudRole = {
  /** Of the step, so that two entries of a job stay apart. */
  readonly step: string;
  /** Input of the action that names it. */
  readonly input: string;
  /** As written. */
  readonly role: string;
  readonly line: number;
};

type Entry = { readonly action: RegExp; readonly inputs: readonly string[] };

/** Inputs as each action documents them; those of a duration, a region or a session's name are left out. */
const ENTRIES: readonly Entry[] = [
  {
    action: /^aws-actions\/configure-aws-credentials@/i,
    inputs: ['role-to-assume', 'role-chaining', 'managed-session-policies', 'inline-session-policy'],
  },
  {
    action: /^google-github-actions\/auth@/i,
    inputs: ['workload_identity_provider', 'service_account', 'delegates'],
  },
  { action: /^azure\/login@/i, inputs: ['client-id', 'tenant-id', 'subscription-id'] },
  { action: /^hashicorp\/vault-action@/i, inputs: ['url', 'role', 'method', 'path'] },
];

export function cloudRoles(tree: Node): readonly CloudRole[] {
  return stepsIn(tree).flatMap(({ name, node }) => {
    const entry = ENTRIES.find(({ action }) => action.test(memberText(node, 'uses')));
    const inputs = childOf(node, 'with');
    return (entry?.inputs ?? []).flatMap((input): readonly CloudRole[] => {
      const role = memberText(node, 'with', input);
      const line = (inputs === undefined ? undefined : childOf(inputs, input))?.line ?? node.line;
      return role === '' ? [] : [{ step: name, input, role, line }];
    });
  });
}
