// A repository by name or id, and the rules of its branches.
import { authorize } from '../auth.ts';
import { fullRepositoryJson } from '../present/accounts.ts';
import { notFound } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';

const METADATA = { metadata: 'read' } as const;

export const repositoryRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/rules/branches/{branch}', needs: METADATA, handle: rules },
  {
    operation: 'GET /repos/{owner}/{repo}',
    needs: METADATA,
    handle: ({ state, repository }) => ok(fullRepositoryJson(state, repository)),
  },
  { operation: 'GET /repositories/{id}', needs: METADATA, handle: byId },
];

/** Works in GitHub, although its OpenAPI description does not name it. */
function byId({ state, caller, params }: RouteContext): Answer {
  const repository = state.repositories.get(Number(params['id']));
  if (repository === undefined) throw notFound();
  authorize(caller, repository, METADATA);
  return ok(fullRepositoryJson(state, repository));
}

/** Every active rule of the branch, with the apps its checks are pinned to. */
function rules(context: RouteContext): Answer {
  const { repository, params } = context;
  const active = repository.rulesets.filter(({ branch }) => branch === params['branch']);
  const shown = active.map(({ id, requiredChecks }) => ({
    type: 'required_status_checks',
    ruleset_source_type: 'Repository',
    ruleset_source: repository.fullName,
    ruleset_id: id,
    parameters: {
      strict_required_status_checks_policy: false,
      do_not_enforce_on_create: false,
      required_status_checks: requiredChecks.map(({ context: name, integrationId }) => ({
        context: name,
        ...(integrationId === null ? {} : { integration_id: integrationId }),
      })),
    },
  }));
  return page(context, shown);
}
