// Finding rule: a repository or an organisation on GitHub holds back less than before. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { endsOf } from '../settings/ends.ts';
import { REPOSITORY_GUARD_RESOURCES, REPOSITORY_GUARDS } from '../settings/repository-guards.ts';
import { weakenings } from '../settings/weakenings.ts';

export const repositoryGuardWeakened: ChangeRule = {
  on: 'change',
  id: 'repository-guard-weakened',
  title: 'A repository is less guarded',
  severity: 'high',
  confidence: 'high',
  why: 'Reviewers of an environment, limits on actions and runners, and what tokens may do by default are what stands between a changed workflow and production. They are settings, so no reviewer of a workflow sees them fall; here they are code.',
  remedy: 'Keep the setting, or name the one repository or workflow that needs more.',
  check: (change, { diff }) => [
    ...weakenings(change, REPOSITORY_GUARDS, diff),
    ...endsOf(change, { diff, ends: REPOSITORY_GUARD_RESOURCES }),
  ],
};
