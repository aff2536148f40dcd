// Extracts the slim GitHub contracts of test/doubles/contract/ from GitHub's own descriptions. Run by hand:
//   node scripts/build-contract.ts FOLDER   (FOLDER holds node_modules/@octokit/{openapi,openapi-webhooks})
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Node = { readonly [key: string]: Json };

/** Every REST operation the fake GitHub answers. */
const OPERATIONS = [
  'GET /app',
  'GET /app/installations',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /app/hook/deliveries',
  'GET /app/hook/deliveries/{delivery_id}',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
  'POST /app-manifests/{code}/conversions',
  'GET /user',
  'GET /installation/repositories',
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/installation',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
  'GET /repos/{owner}/{repo}/commits/{ref}',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
  'DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
  'POST /repos/{owner}/{repo}/check-runs',
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
  'GET /repos/{owner}/{repo}/rules/branches/{branch}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /orgs/{org}/teams/{team_slug}/members',
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
] as const;

/** Every webhook the fake GitHub sends, by the name of its description. */
const WEBHOOKS = {
  'pull_request.opened': 'pull-request-opened',
  'pull_request.synchronize': 'pull-request-synchronize',
  'pull_request.closed': 'pull-request-closed',
  'pull_request.labeled': 'pull-request-labeled',
  'pull_request.edited': 'pull-request-edited',
  'pull_request.reopened': 'pull-request-reopened',
  'pull_request.ready_for_review': 'pull-request-ready-for-review',
  'pull_request_review.submitted': 'pull-request-review-submitted',
  'pull_request_review.dismissed': 'pull-request-review-dismissed',
  'check_run.created': 'check-run-created',
  'check_run.completed': 'check-run-completed',
  'check_run.rerequested': 'check-run-rerequested',
  'workflow_run.requested': 'workflow-run-requested',
  'workflow_run.completed': 'workflow-run-completed',
  'installation.created': 'installation-created',
  push: 'push',
} as const;

/** Where GitHub's description is wrong: it says an installation's account is a user and an enterprise at once. */
const CORRECTIONS: Readonly<Record<string, Json>> = {
  'GET /app/installations': { '200': { type: 'array', items: { $ref: '#/schemas/installation' } } },
};

/** Words that describe but do not constrain. */
const PROSE = new Set(
  'description summary title example examples externalDocs deprecated default discriminator readOnly nullable'.split(
    ' ',
  ),
);
/** What ajv-formats knows of the formats GitHub uses; the others are names for people. */
const FORMATS = new Set(['date-time', 'date', 'uri', 'email', 'uuid', 'int64', 'int32']);

const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const node = (value: Json | undefined): Node => (isNode(value) ? value : {});
const at = (value: Json | undefined, ...keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((inner, key) => node(inner)[key], value);

/** JSON Schema from OpenAPI 3.0: no prose, `nullable` as a type, references into this file's `schemas`. */
function slimSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(slimSchema);
  if (!isNode(value)) return value;
  const kept = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PROSE.has(key) && !key.startsWith('x-'))
      .filter(([key, inner]) => key !== 'format' || (typeof inner === 'string' && FORMATS.has(inner)))
      .map(([key, inner]) => [key, slimKeyword(key, inner)]),
  );
  return value['nullable'] === true ? orNull(kept) : kept;
}

function slimKeyword(key: string, value: Json): Json {
  if (key === '$ref' && typeof value === 'string')
    return value.replace('#/components/schemas/', '#/schemas/');
  // A property may be called `title`; only keywords are prose.
  if (key === 'properties')
    return Object.fromEntries(Object.entries(node(value)).map(([name, inner]) => [name, slimSchema(inner)]));
  if (key === 'enum' || key === 'required') return value;
  return slimSchema(value);
}

function orNull(schema: Node): Json {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = schema['enum'];
  const widened = Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {};
  return { ...schema, ...widened, type: [schema['type'], 'null'] };
}

/** The schemas reachable from `root`, slimmed. */
function reachable(root: Json, components: Node): Node {
  const found = new Map<string, Json>();
  const visit = (value: Json): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      const schema = slimSchema(components[name] ?? {});
      found.set(name, schema);
      visit(schema);
    }
  };
  visit(root);
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function slimOperation(openapi: Node, operation: string): Json {
  const [method = '', path = ''] = operation.split(' ');
  const found = at(openapi, 'paths', path, method.toLowerCase());
  if (found === undefined) throw new Error(`GitHub describes no ${operation}`);
  const resolve = (value: Json): Node => {
    const ref = node(value)['$ref'];
    return typeof ref === 'string' ? node(at(openapi, ...ref.slice(2).split('/'))) : node(value);
  };
  const bodySchema = (value: Json | undefined): Json => {
    const content = node(at(value, 'content'));
    const schema = at(content['application/json'] ?? Object.values(content)[0], 'schema');
    return schema === undefined ? null : slimSchema(schema);
  };
  const parameters = at(found, 'parameters');
  const responses = Object.entries(node(at(found, 'responses')));
  return {
    parameters: (Array.isArray(parameters) ? parameters : []).map(resolve).map((parameter) => ({
      name: parameter['name'] ?? '',
      in: parameter['in'] ?? '',
      required: parameter['required'] ?? false,
      schema: slimSchema(parameter['schema'] ?? {}),
    })),
    request: bodySchema(at(found, 'requestBody')),
    responses:
      CORRECTIONS[operation] ??
      Object.fromEntries(
        responses
          .filter(([status]) => status.startsWith('2'))
          .map(([status, response]) => [status, bodySchema(resolve(response))]),
      ),
  };
}

const read = (path: string): Node => JSON.parse(readFileSync(path, 'utf8')) as Node;

function buildContract(folder: string): void {
  const packages = join(folder, 'node_modules', '@octokit');
  const source = (name: string): string => {
    const version = read(join(packages, name, 'package.json'))['version'];
    return `@octokit/${name} ${typeof version === 'string' ? version : 'unknown'}`;
  };
  const target = join(import.meta.dirname, '..', 'test', 'doubles', 'contract');
  const openapi = read(join(packages, 'openapi', 'generated', 'api.github.com.json'));
  const operations = Object.fromEntries(OPERATIONS.map((name) => [name, slimOperation(openapi, name)]));
  const rest = {
    source: source('openapi'),
    operations,
    schemas: reachable(operations, node(at(openapi, 'components', 'schemas'))),
  };
  const described = read(join(packages, 'openapi-webhooks', 'generated', 'api.github.com.json'));
  const events = Object.fromEntries(
    Object.entries(WEBHOOKS).map(([event, name]) => {
      const schema = at(
        described,
        'webhooks',
        name,
        'post',
        'requestBody',
        'content',
        'application/json',
        'schema',
      );
      if (schema === undefined) throw new Error(`GitHub describes no webhook ${name}`);
      return [event, slimSchema(schema)];
    }),
  );
  const webhooks = {
    source: source('openapi-webhooks'),
    events,
    schemas: reachable(events, node(at(described, 'components', 'schemas'))),
  };
  writeFileSync(join(target, 'rest.json'), `${JSON.stringify(rest)}\n`);
  writeFileSync(join(target, 'webhooks.json'), `${JSON.stringify(webhooks)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node scripts/build-contract.ts FOLDER\n');
  process.exitCode = 2;
} else {
  buildContract(folder);
}
