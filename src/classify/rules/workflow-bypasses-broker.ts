// Finding rule: a workflow takes a role of the cloud by itself although a broker hands roles out. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import {
  isPipelinePart,
  memberText,
  newOnes,
  ownTree,
  short,
  stepsIn,
  textsBelow,
  titleOf,
} from '../workflow/parts.ts';

export const workflowBypassesBroker: ChangeRule = {
  on: 'change',
  id: 'workflow-bypasses-broker',
  title: 'Role taken past the broker',
  severity: 'high',
  confidence: 'high',
  why: 'The policy has deploy targets: their roles are handed out by the broker, for one approved change, narrowed and for minutes. A workflow that assumes a role itself does so for whatever it runs, approved or not, if the role still trusts it.',
  remedy: 'Ask the broker for a session of the target, and let the role trust the broker alone.',
  check: (change, { deployRoles }) => {
    if (change.after === null || !isPipelinePart(change) || deployRoles.length === 0) return [];
    const [before, after] = [change.before, change.after].map((state) =>
      takingsIn(ownTree(state), deployRoles),
    );
    return newOnes(before ?? [], after ?? [], ({ role }) => role).map((taking) => hitOf(taking, change));
  },
};

type Taking = {
  readonly kind: 'deploy-role' | 'other-role' | 'computed';
  /** The ARN, or the expression that gives it. */
  readonly role: string;
  readonly line: number;
};

function takingsIn(tree: Node, deployRoles: readonly string[]): readonly Taking[] {
  const named = textsBelow(tree).flatMap(({ text, line }) =>
    deployRoles
      .filter((role) => text.includes(role))
      .map((role): Taking => ({ kind: 'deploy-role', role, line })),
  );
  const assumed = stepsIn(tree).flatMap(({ node }) => [...byAction(node), ...byCommand(node)]);
  return [...named, ...assumed.filter(({ role }) => !deployRoles.some((known) => role.includes(known)))];
}

function byAction(step: Node): readonly Taking[] {
  const role = memberText(step, 'with', 'role-to-assume');
  if (role === '' || !/aws-credentials/i.test(memberText(step, 'uses'))) return [];
  return [{ kind: role.includes('${{') ? 'computed' : 'other-role', role, line: lineOf(step, 'with') }];
}

function byCommand(step: Node): readonly Taking[] {
  const command = /\bsts assume-role(?:-with-web-identity|-with-saml)?\b[^\n]{0,300}/.exec(
    memberText(step, 'run'),
  )?.[0];
  if (command === undefined) return [];
  const role = /arn:aws[\w-]{0,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,200}/.exec(command)?.[0];
  return [
    {
      kind: role === undefined ? 'computed' : 'other-role',
      role: role ?? command,
      line: lineOf(step, 'run'),
    },
  ];
}

function lineOf(step: Node, member: string): number {
  return childOf(step, member)?.line ?? step.line;
}

function hitOf({ kind, role, line }: Taking, change: ParsedChange): Hit {
  const title = titleOf(change);
  switch (kind) {
    case 'deploy-role':
      return {
        message: `${title} takes the deploy role \`${short(role)}\` itself; the broker hands it out.`,
        line,
      };
    case 'other-role':
      return {
        message: `${title} assumes the role \`${short(role)}\` itself and not through the broker.`,
        line,
        severity: 'medium',
      };
    case 'computed':
      return {
        message: `${title} assumes a role whose name is computed, so it may be a deploy role of the broker.`,
        line,
        severity: 'medium',
        confidence: 'medium',
      };
  }
}
