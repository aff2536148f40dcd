// Seats of power in the services beside the clouds, and in databases and clusters: called by rules/iam-access-grows.ts. Names from
// registry.terraform.io/providers/{integrations/github,okta/okta,auth0/auth0,cloudflare/cloudflare,hashicorp/azurerm,hashicorp/azuread,hashicorp/vault}/latest/docs.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { shortenSource } from './shorten-source.ts';

type Seat = { readonly who: string; readonly what: string };

type Shape = {
  /** Names of the blocks that are one seat each; empty: the resource is one. */
  readonly within: readonly string[];
  /** Attributes that name who sits there; the first that is given. */
  readonly who: readonly string[];
  /** The attribute that says what for; each member of a list is a seat. Null: the type says it. */
  readonly role: string | null;
  /** What the role is where the attribute is left out. */
  readonly absent?: string;
  /** `%` is the role. */
  readonly told: string;
  /** Roles that lead to all others; matches are high. */
  readonly grave: RegExp;
  /** Of every other role. */
  readonly severity: Severity;
  /** What is new has one from the start: that is no news. */
  readonly usual?: true;
};

const ANY = /^/;

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [
    'github_membership',
    {
      within: [],
      who: ['username'],
      role: 'role',
      absent: 'member',
      told: 'is now % of the organisation',
      grave: /^admin$/,
      severity: 'low',
    },
  ],
  [
    'github_repository_collaborator',
    {
      within: [],
      who: ['username'],
      role: 'permission',
      absent: 'push',
      told: 'now has the permission % on a repository',
      grave: /^admin$/,
      severity: 'medium',
    },
  ],
  [
    'github_repository_collaborators',
    {
      within: ['user', 'team'],
      who: ['username', 'team_id'],
      role: 'permission',
      absent: 'push',
      told: 'now has the permission % on a repository',
      grave: /^admin$/,
      severity: 'medium',
    },
  ],
  [
    'github_team_repository',
    {
      within: [],
      who: ['team_id'],
      role: 'permission',
      absent: 'pull',
      told: 'now has the permission % on a repository',
      grave: /^admin$/,
      severity: 'low',
    },
  ],
  [
    'github_organization_role_user',
    {
      within: [],
      who: ['login'],
      role: 'role_id',
      told: 'now has the role % in the organisation',
      grave: /(?!)/,
      severity: 'medium',
    },
  ],
  [
    'github_organization_role_team',
    {
      within: [],
      who: ['team_slug'],
      role: 'role_id',
      told: 'now has the role % in the organisation',
      grave: /(?!)/,
      severity: 'medium',
    },
  ],
  [
    'okta_user_admin_roles',
    {
      within: [],
      who: ['user_id'],
      role: 'admin_roles',
      told: 'now administers the directory as %',
      grave: /^(?:SUPER|ORG)_ADMIN$/i,
      severity: 'medium',
    },
  ],
  [
    'okta_group_role',
    {
      within: [],
      who: ['group_id'],
      role: 'role_type',
      told: 'now administers the directory as %',
      grave: /^(?:SUPER|ORG)_ADMIN$/i,
      severity: 'medium',
    },
  ],
  [
    'auth0_client_grant',
    {
      within: [],
      who: ['client_id'],
      role: 'scopes',
      told: 'may now %',
      grave:
        /^(?:create|update|delete):(?:users?|clients?|client_grants|roles?|connections|actions|resource_servers)/,
      severity: 'low',
    },
  ],
  [
    'cloudflare_account_member',
    {
      within: [],
      who: ['email_address', 'email'],
      role: 'role_ids',
      told: 'is now a member of the account with the role %',
      grave: /(?!)/,
      severity: 'medium',
    },
  ],
  [
    'azuread_application_owner',
    {
      within: [],
      who: ['owner_object_id'],
      role: null,
      told: 'now owns an application, and can add keys to it',
      grave: ANY,
      severity: 'high',
    },
  ],
  [
    'azuread_service_principal_delegated_permission_grant',
    {
      within: [],
      who: ['service_principal_object_id'],
      role: 'claim_values',
      told: 'may now use % for those who log in to it',
      grave: /ReadWrite|AccessAsUser\.All|full_access/i,
      severity: 'medium',
    },
  ],
  [
    'azurerm_mssql_server',
    {
      within: ['azuread_administrator'],
      usual: true,
      who: ['object_id'],
      role: null,
      told: 'is now the administrator of a database server',
      grave: ANY,
      severity: 'high',
    },
  ],
  [
    'azurerm_mssql_managed_instance_active_directory_administrator',
    {
      within: [],
      who: ['object_id'],
      role: null,
      told: 'is now the administrator of a database server',
      grave: ANY,
      severity: 'high',
    },
  ],
  [
    'azurerm_postgresql_flexible_server_active_directory_administrator',
    {
      within: [],
      who: ['object_id'],
      role: null,
      told: 'is now an administrator of a database server',
      grave: ANY,
      severity: 'high',
    },
  ],
  [
    'azurerm_kubernetes_cluster',
    {
      within: ['azure_active_directory_role_based_access_control'],
      usual: true,
      who: ['admin_group_object_ids'],
      role: null,
      told: 'now administers a cluster',
      grave: ANY,
      severity: 'high',
    },
  ],
]);

/** One hit for each seat that the base did not have; those of a server or cluster that is new come with it. */
export function serviceSeatHits({ before, after, type }: ParsedChange): readonly Hit[] {
  const shape = SHAPES.get(type ?? '');
  if (shape === undefined || after === null) return [];
  const had = new Set(seatsIn(treeOf(before), shape).map(({ seat }) => told(seat)));
  return seatsIn(treeOf(after), shape)
    .filter(({ seat }) => !had.has(told(seat)))
    .map(({ seat, grave, line }) => ({
      message: `${told(seat)}.`,
      line,
      severity: shape.usual === true && before === null ? 'low' : grave ? 'high' : shape.severity,
    }));
}

function told({ who, what }: Seat): string {
  return `${who} ${what}`;
}

type Found = { readonly seat: Seat; readonly grave: boolean; readonly line: number };

function seatsIn(tree: Node, shape: Shape): readonly Found[] {
  if (tree.children.length === 0) return [];
  const places =
    shape.within.length === 0
      ? [tree]
      : tree.children
          .filter(({ name }) => shape.within.includes(name))
          .flatMap(walk)
          .filter((node) => shape.who.some((name) => childOf(node, name) !== undefined));
  return places.flatMap((place) => {
    const holder = shape.who.map((name) => childOf(place, name)).find((node) => node !== undefined);
    const role = shape.role === null ? undefined : childOf(place, shape.role);
    const roles =
      shape.role === null ? [''] : role === undefined ? [shape.absent ?? 'computed'] : namesOf(role);
    return (holder === undefined ? ['Somebody'] : namesOf(holder)).flatMap((who) =>
      roles.map((name) => ({
        seat: { who, what: shape.told.replace('%', () => name) },
        grave: shape.grave.test(name),
        line: role?.line ?? holder?.line ?? place.line,
      })),
    );
  });
}

/** Who is named by reference only is nobody that a reader knows. */
function namesOf(node: Node): readonly string[] {
  const { known, unknown } = textsOf(node);
  return [...known, ...unknown.map((source) => `Somebody (${shortenSource(source)})`)];
}
