// What a job could do to others: secrets, a token that writes, an environment, a cloud. Read by the rules about triggers and caches.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { expressionsBelow, memberText, stepsIn } from './parts.ts';
import { readGrant } from './permissions.ts';
import { secretsIn } from './secrets.ts';

/** `inherited`: the permissions block of the workflow, for a job without one. */
export function isPowerful(job: Node, inherited: Node | undefined): boolean {
  const grant = readGrant(childOf(job, 'permissions') ?? inherited);
  const writes =
    grant.kind === 'default' ||
    grant.others === 'write' ||
    [...grant.scopes.values()].some(({ level }) => level === 'write');
  return writes || deploysTo(job) !== null || memberText(job, 'secrets') === 'inherit' || usesSecrets(job);
}

function usesSecrets(job: Node): boolean {
  return expressionsBelow(job).some(({ text }) => secretsIn(text).some((name) => name !== 'GITHUB_TOKEN'));
}

/** The action that enters a cloud, by what it is called everywhere. */
const CLOUD_ENTRY =
  /^(?:aws-actions\/configure-aws-credentials|google-github-actions\/auth|azure\/login|hashicorp\/vault-action)(?:@|\/)/i;

/** Where a job deploys to: its environment, else the cloud that it enters. Null where nothing shows. */
export function deploysTo(job: Node): string | null {
  const environment = memberText(job, 'environment');
  if (environment !== '') return environment;
  const entry = stepsIn(job).find(({ node }) => CLOUD_ENTRY.test(memberText(node, 'uses')));
  if (entry !== undefined) return 'a cloud';
  return memberText(job, 'permissions', 'id-token') === 'write' ? 'a cloud' : null;
}
