// Finding rule: a login is asked for less than before. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { endsOf } from '../settings/ends.ts';
import { LOGIN_RESOURCES, LOGINS } from '../settings/logins.ts';
import { weakenings } from '../settings/weakenings.ts';

export const loginWeakened: ChangeRule = {
  on: 'change',
  id: 'login-weakened',
  title: 'A login asks for less',
  severity: 'high',
  confidence: 'high',
  why: 'Every other protection asks who somebody is and believes the answer. Where a second factor falls, a shared key or a password of its own comes back, or a login in front of a service goes, one stolen secret is enough, and the record of who did what names nobody.',
  remedy: 'Keep the login as it is; who cannot meet it gets an exception that is named and ends.',
  check: (change, { diff }) => [
    ...weakenings(change, LOGINS, diff),
    ...endsOf(change, { diff, ends: LOGIN_RESOURCES }),
  ],
};
