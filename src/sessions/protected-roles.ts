// Which roles a session policy names as untouchable, and in how much room. Called by narrow.ts; pure.
import type { AccountSettings, Target } from '../model/deploy.ts';
import type { Statement } from './standing-denies.ts';

export type RoleOwners = {
  readonly target: Target;
  readonly account: AccountSettings | null;
  /** Deploy and revoker roles of the account that the policy knows. */
  readonly roles?: readonly string[];
};

/** Deploy role and revoker role of the session itself: named in every policy. */
export function ownRoles({ target, account }: RoleOwners): readonly string[] {
  const revoker = account?.revokerRole ?? null;
  return revoker === null ? [target.role] : [target.role, revoker];
}

/** Every role that the broker relies on in this account. */
export function allRoles(owners: RoleOwners): readonly string[] {
  return [...new Set([...ownRoles(owners), ...(owners.roles ?? [])])];
}

/** Own roles, and of the others those that some allow reaches: a deny of what nothing allows only takes room. */
export function reachedRoles(owners: RoleOwners, allows: readonly Statement[]): readonly string[] {
  const patterns = allows.flatMap(({ Resource }) => [Resource].flat() as readonly string[]);
  const own = ownRoles(owners);
  return allRoles(owners).filter(
    (role) => own.includes(role) || patterns.some((pattern) => matches(pattern, role)),
  );
}

/** Every role of the account: where the list is too long, more is denied and not less. */
export function everyRole({ target }: RoleOwners): string {
  return `arn:${target.role.split(':')[1] ?? 'aws'}:iam::${target.account}:role/*`;
}

/** IAM's `*` and `?`, without a regular expression: patterns hold names out of a pull request. */
function matches(pattern: string, role: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (pattern.includes('?')) return true;
  if (rest.length === 0) return pattern === role;
  let at = head.length;
  if (!role.startsWith(head)) return false;
  const tail = rest.pop() ?? '';
  for (const part of rest) {
    const found = role.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return role.length - tail.length >= at && role.endsWith(tail);
}
