// Seats of power that somebody newly has: roles of a directory, memberships, administrators of clusters and organisations. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { equivalentType } from '../equivalent-type.ts';
import { isDoubted, withoutDoubt } from '../doubt.ts';
import type { Hit } from '../finding.ts';
import { placesOf } from '../settings/grade.ts';
import { childOf, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { nameHolder } from './name-holder.ts';
import { shortenSource } from './shorten-source.ts';

/** `who` can now do `what`; equal for the same seat. */
type Seat = {
  readonly who: string;
  readonly what: string;
  readonly line: number;
  readonly severity: Severity;
  /** Written in words that may stand for others than before. */
  readonly isDoubtful: boolean;
};

/** One hit for each seat that the base did not have. */
export function seatHits(change: ParsedChange): readonly Hit[] {
  const type = equivalentType(change) ?? '';
  const seats = Object.hasOwn(SEATS, type) ? SEATS[type] : undefined;
  if (seats === undefined || change.after === null) return [];
  const had = new Set(seats(treeOf(change.before)).map(sentenceOf));
  const now = new Map(seats(treeOf(change.after)).map((seat) => [sentenceOf(seat), seat]));
  return [...now].flatMap(([sentence, { line, severity, isDoubtful }]): readonly Hit[] => {
    if (!had.has(sentence)) return [{ message: sentence, line, severity }];
    if (!isDoubtful) return [];
    const message = `${sentence.slice(0, -1)}: written as before, but what it refers to changed.`;
    return [{ message, line, severity: severity === 'high' ? 'medium' : severity, confidence: 'low' }];
  });
}

function sentenceOf({ who, what }: Seat): string {
  return `${who} ${what}.`;
}

/**
 * Roles of Entra ID that lead to every other, by template id:
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const DIRECTORY_ROLES: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'Privileged Role Administrator',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': 'Privileged Authentication Administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'Application Administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'Cloud Application Administrator',
  '194ae4cb-b126-40b2-bd5b-6091b380977d': 'Security Administrator',
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'User Administrator',
  'c4e39bd9-1100-46d3-8c65-fb160da0071f': 'Authentication Administrator',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9': 'Conditional Access Administrator',
};

/**
 * Permissions of Microsoft Graph with which an application makes itself an administrator:
 * https://learn.microsoft.com/graph/permissions-reference
 */
const GRAPH_ROLES: Readonly<Record<string, string>> = {
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8': 'RoleManagement.ReadWrite.Directory',
  '06b708a9-e830-4db3-a914-8e69da51d44f': 'AppRoleAssignment.ReadWrite.All',
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9': 'Application.ReadWrite.All',
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7': 'Directory.ReadWrite.All',
  '62a82d76-70ea-41e2-9197-370581804d09': 'Group.ReadWrite.All',
};

type Seats = (tree: Node) => readonly Seat[];

const SEATS: Readonly<Record<string, Seats>> = {
  // https://registry.terraform.io/providers/hashicorp/azuread/latest/docs
  azuread_directory_role_assignment: directoryRole('role_id', 'principal_object_id'),
  azuread_directory_role_member: directoryRole('role_object_id', 'member_object_id'),
  azuread_directory_role_eligibility_schedule_request: directoryRole('role_definition_id', 'principal_id'),
  azuread_app_role_assignment: (tree) => {
    const role = childOf(tree, 'app_role_id');
    const name = nameIn(GRAPH_ROLES, role);
    const severity = name === null ? 'low' : 'high';
    const what = `now has the application permission ${name ?? sourceOf(role)}`;
    return seat(tree, 'principal_object_id', { what, severity, at: role });
  },
  azuread_group_member: (tree) => {
    const group = childOf(tree, 'group_object_id');
    const what = `is now a member of the group ${sourceOf(group)}, with all that it may do`;
    return seat(tree, 'member_object_id', { what, severity: 'medium', at: group });
  },
  // https://learn.microsoft.com/azure/lighthouse/concepts/architecture
  azurerm_lighthouse_definition: (tree) => {
    const tenant = sourceOf(childOf(tree, 'managing_tenant_id'));
    return walk(tree)
      .filter((node) => childOf(node, 'role_definition_id') !== undefined)
      .flatMap((node) => {
        const role = childOf(node, 'role_definition_id');
        const what = `of the tenant ${tenant} now has the role ${sourceOf(role)} here`;
        return seat(node, 'principal_id', { what, severity: 'high', at: role });
      });
  },
  azurerm_lighthouse_assignment: (tree) => {
    const scope = sourceOf(childOf(tree, 'scope'));
    const what = `now holds for ${scope}: another tenant manages it`;
    return seat(tree, 'lighthouse_definition_id', { what, severity: 'high', at: tree });
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
  aws_eks_access_entry: (tree) => {
    const groups = childOf(tree, 'kubernetes_groups');
    return textsOf(groups).known.flatMap((group) =>
      seat(tree, 'principal_arn', {
        what: `is now in the group ${group} of the cluster`,
        severity: group === 'system:masters' ? 'high' : 'low',
        at: groups,
      }),
    );
  },
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html
  aws_organizations_delegated_administrator: (tree) => {
    const service = childOf(tree, 'service_principal');
    const what = `now administers ${sourceOf(service)} for the whole organisation`;
    return seat(tree, 'account_id', { what, severity: 'high', at: service });
  },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
  aws_iam_organizations_features: (tree) => {
    const features = childOf(tree, 'enabled_features');
    return textsOf(features).known.flatMap((feature) => [
      {
        who: 'The management account',
        what: `can now use ${feature} in every account of the organisation`,
        line: features?.line ?? tree.line,
        severity: feature === 'RootSessions' ? 'high' : 'low',
        isDoubtful: false,
      },
    ]);
  },
  // https://cloud.google.com/iam/docs/pam-overview
  google_privileged_access_manager_entitlement: (tree) => {
    const roles = walk(tree).filter(({ name }) => foldName(name) === 'role');
    // Who approves such a request is listed under the same name.
    const holders = placesOf(tree, 'eligible_users.principals')
      .map(textsOf)
      .flatMap(({ known, unknown }) => [...known, ...unknown]);
    const who = holders.length === 0 ? 'Somebody' : holders.map(nameHolder).join(', ');
    return roles.map((role) => ({
      who,
      what: `may now take the role ${sourceOf(role)} for a time`,
      line: role.line,
      severity: /^roles\/(?:owner|editor|iam\.|.*admin$)/i.test(textOf(role) ?? 'roles/owner')
        ? 'high'
        : 'medium',
      isDoubtful: isDoubted(`${holders.join(' ')} ${writtenIn(role)}`),
    }));
  },
};

function directoryRole(attribute: string, holder: string): Seats {
  return (tree) => {
    const role = childOf(tree, attribute);
    const name = nameIn(DIRECTORY_ROLES, role);
    const what = `now has the directory role ${name ?? sourceOf(role)}`;
    return seat(tree, holder, { what, severity: name === null ? 'medium' : 'high', at: role });
  };
}

type Given = { readonly what: string; readonly severity: Severity; readonly at: Node | undefined };

function seat(tree: Node, holder: string, { what, severity, at }: Given): readonly Seat[] {
  if (tree.children.length === 0) return [];
  const who = childOf(tree, holder);
  const isDoubtful = isDoubted(`${writtenIn(who)} ${writtenIn(at)}`);
  return [{ who: nameHolder(writtenIn(who)), what, line: at?.line ?? tree.line, severity, isDoubtful }];
}

function nameIn(names: Readonly<Record<string, string>>, node: Node | undefined): string | null {
  const id = (textOf(node) ?? '').split('/').at(-1)?.toLowerCase() ?? '';
  return Object.hasOwn(names, id) ? (names[id] ?? null) : null;
}

/** As written; `computed` where nothing is. */
function sourceOf(node: Node | undefined): string {
  const written = withoutDoubt(writtenIn(node));
  return written === '' ? 'computed' : shortenSource(written);
}

function writtenIn(node: Node | undefined): string {
  const { known, unknown } = textsOf(node);
  return [...known, ...unknown].join(', ');
}
