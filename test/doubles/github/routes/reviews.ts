// Reviews and requested reviewers.
import { requestReviewers, review, type ReviewEvent } from '../actions/pulls.ts';
import { findTeam } from '../find.ts';
import { accountJson } from '../present/accounts.ts';
import { pullJson, reviewJson, teamJson } from '../present/pulls.ts';
import { Refusal } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import type { Account, Team } from '../state.ts';
import { actorOf, pullFrom } from './pulls.ts';

const READ = { pull_requests: 'read' } as const;
const WRITE = { pull_requests: 'write' } as const;
const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const reviewRoutes: readonly Route[] = [
  { operation: `GET ${PULL}/reviews`, needs: READ, handle: list },
  { operation: `POST ${PULL}/reviews`, needs: WRITE, handle: submit },
  { operation: `GET ${PULL}/requested_reviewers`, needs: READ, handle: requested },
  { operation: `POST ${PULL}/requested_reviewers`, needs: WRITE, handle: request },
  { operation: `DELETE ${PULL}/requested_reviewers`, needs: WRITE, handle: withdraw },
];

/** Chronological. */
function list(context: RouteContext): Answer {
  const { state, repository } = context;
  const pull = pullFrom(context);
  return page(
    context,
    pull.reviews.map((one) => reviewJson(state, { repository, pull, review: one })),
  );
}

function submit(context: RouteContext): Answer {
  const { state, repository } = context;
  const pull = pullFrom(context);
  const body = context.body as {
    readonly event?: ReviewEvent;
    readonly body?: string;
    readonly commit_id?: string;
  };
  if (body.event === undefined) throw new Refusal(422, 'The double keeps no pending reviews: give an event');
  const made = review(state, {
    repo: repository.fullName,
    number: pull.number,
    by: actorOf(context).login,
    event: body.event,
    ...(body.body === undefined ? {} : { body: body.body }),
    ...(body.commit_id === undefined ? {} : { commit: body.commit_id }),
  });
  return ok(reviewJson(state, { repository, pull, review: made }));
}

function requested(context: RouteContext): Answer {
  const { state } = context;
  const pull = pullFrom(context);
  return ok({
    users: [...pull.requestedReviewers].map((who) => accountJson(state, who)),
    teams: [...pull.requestedTeams].map((team) => teamJson(state, team)),
  });
}

function request(context: RouteContext): Answer {
  const { state, repository } = context;
  const pull = pullFrom(context);
  requestReviewers(state, { repository, pull, ...named(context) });
  return { status: 201, body: pullJson(state, repository, pull) };
}

function withdraw(context: RouteContext): Answer {
  const { state, repository } = context;
  const pull = pullFrom(context);
  const { users, teams } = named(context);
  for (const user of users) pull.requestedReviewers.delete(user);
  for (const team of teams) pull.requestedTeams.delete(team);
  return ok(pullJson(state, repository, pull));
}

function named(context: RouteContext): {
  readonly users: readonly Account[];
  readonly teams: readonly Team[];
} {
  const { state, repository } = context;
  const body = (context.body ?? {}) as {
    readonly reviewers?: readonly string[];
    readonly team_reviewers?: readonly string[];
  };
  const users = (body.reviewers ?? []).map((login) => state.accounts.get(login.toLowerCase()));
  const teams = (body.team_reviewers ?? []).map((slug) => findTeam(state, repository.owner.login, slug));
  const known = [...users, ...teams].every((one) => one !== undefined);
  if (!known || teams.some((team) => team !== undefined && !repository.teams.has(team)))
    throw new Refusal(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.',
    );
  return { users: users.filter((one) => one !== undefined), teams: teams.filter((one) => one !== undefined) };
}
