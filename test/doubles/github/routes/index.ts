// All REST routes; the first that matches wins, so longer paths come first. Used by the server.
import type { Route } from '../router.ts';
import { appRoutes } from './apps.ts';
import { checkRoutes } from './checks.ts';
import { gitRoutes } from './git.ts';
import { peopleRoutes } from './people.ts';
import { pullRoutes } from './pulls.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';

export const ROUTES: readonly Route[] = [
  ...appRoutes,
  ...checkRoutes,
  ...gitRoutes,
  ...reviewRoutes,
  ...pullRoutes,
  ...peopleRoutes,
  ...repositoryRoutes,
];
