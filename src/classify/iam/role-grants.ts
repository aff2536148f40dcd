// Roles of Google and Azure, access entries of EKS and permissions of Lake Formation that somebody newly has. Called by rules/iam-access-grows.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { isDoubted, withoutDoubt } from '../doubt.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { azureRole, azureSeverity, mentionedRole } from './azure-role.ts';
import { lookedUpRole } from './azure-role-definition.ts';
import { nameHolder } from './name-holder.ts';
import { shortenSource } from './shorten-source.ts';

/** One role for one holder. `role` null: computed, as `written`. */
type Grant = {
  readonly role: string | null;
  readonly written: string;
  readonly holder: string;
  /** What the grant is for, where that tells one from another. */
  readonly scope: string;
  /** The same for people. */
  readonly shown?: string;
  readonly line: number;
};

/** Everything that the head grants and the base did not, gravest role first. */
export function grantHits(change: ParsedChange, diff: Diff): readonly Hit[] {
  const shape = shapeOf(equivalentType(change) ?? '');
  if (shape === null) return [];
  const had = Map.groupBy(shape.grants(treeOf(change.before)), keyOf);
  const roleOf = ({ role, written }: Grant, side: 'before' | 'after'): string | null =>
    role ?? lookedUpRole(withoutDoubt(written), change, { diff, side });
  const hits = shape.grants(treeOf(change.after)).flatMap((written) => {
    const grant = { ...written, role: roleOf(written, 'after') };
    if (!(had.get(keyOf(grant)) ?? []).some((one) => isSameScope(one, grant))) return [hitOf(grant, shape)];
    const isSure = written.role === null && grant.role !== null && grant.role === roleOf(written, 'before');
    const doubted = isSure ? grant.holder : `${grant.written}${grant.holder}`;
    return isDoubted(doubted) ? [doubtOf(grant, shape)] : [];
  });
  return [...new Map(hits.map((hit) => [`${hit.line} ${hit.message}`, hit])).values()];
}

/** Granted in the same words as before, which may stand for others now. */
function doubtOf(grant: Grant, shape: Shape): Hit {
  const { role, written, holder, scope, line } = grant;
  const sure = { line, confidence: 'low' } as const;
  if (isDoubted(written) && role !== null)
    return {
      ...sure,
      message: `${nameHolder(withoutDoubt(holder))} may now have ${roleName(role)}${where(grant)}: what names the role changed.`,
      severity: shape.severity(role, scope),
    };
  if (role === null)
    return {
      ...sure,
      message: `Which role is granted here may have changed, with what \`${shortenSource(withoutDoubt(written))}\` refers to.`,
      severity: 'low',
    };
  const severity = shape.severity(role, scope);
  return {
    ...sure,
    message: `Who has ${roleName(role)}${where(grant)} may have changed, with what \`${shortenSource(withoutDoubt(holder))}\` refers to.`,
    severity: severity === 'high' ? 'medium' : severity,
  };
}

/**
 * Everybody with a token that the pool takes, whatever repository or account it is from:
 * https://cloud.google.com/iam/docs/workload-identity-federation#access_management
 */
function isWholePool({ holder }: Grant): boolean {
  return /^principalSet:\/\/iam\.googleapis\.com\/.+\/workloadIdentityPools\/[^/]+\/\*$/.test(holder);
}

type Shape = {
  readonly grants: (tree: Node) => readonly Grant[];
  readonly severity: (role: string, scope: string) => Severity;
  /** The gravest role that an expression may stand for, where it names one. */
  readonly mentioned?: (written: string) => string | null;
};

function shapeOf(type: string): Shape | null {
  // Secrets and keys are the finding secret-policy-widened.
  if (/^google_(secret_manager_secret|kms_(crypto_key|key_ring))_/.test(type)) return null;
  if (/^google_.*_iam_(member|binding)$/.test(type)) return googleShape(type);
  if (type === 'google_iam_policy' || /^google_.*_iam_policy$/.test(type))
    return { grants: bindingsIn, severity: (role) => googleSeverity(role, true) };
  return (Object.hasOwn(SHAPES, type) ? SHAPES[type] : null) ?? null;
}

function googleShape(type: string): Shape {
  const wide = /^google_(project|folder|organization|billing_account)_iam_/.test(type);
  return {
    grants: (tree) =>
      tree.children.length === 0 ? [] : grantsAt(tree).map((grant) => ({ ...grant, ...scopeOf(tree, type) })),
    severity: (role) => googleSeverity(role, wide),
  };
}

/** Where a role holds for all that is in it, by the attribute that names it. */
const WIDE: readonly (readonly [type: string, what: string, attribute: string])[] = [
  ['google_project_iam_', 'project', 'project'],
  ['google_folder_iam_', 'folder', 'folder'],
  ['google_organization_iam_', 'organisation', 'org_id'],
  ['google_billing_account_iam_', 'billing account', 'billing_account_id'],
];

function scopeOf(tree: Node, type: string): Pick<Grant, 'scope' | 'shown'> {
  const [, what = '', attribute = ''] = WIDE.find(([prefix]) => type.startsWith(prefix)) ?? [];
  const node = childOf(tree, attribute);
  const name = sourceOf(node);
  return name === '' ? { scope: '' } : { scope: textOf(node) ?? '', shown: `the ${what} ${name}` };
}

/** `member` or `members`; everybody is the finding public-exposure. */
function grantsAt(node: Node): readonly Grant[] {
  const members = ['member', 'members'].map((name) => childOf(node, name));
  const { known, unknown } = joined(members.map(textsOf));
  return [...known, ...unknown]
    .filter((holder) => !/^all(Authenticated)?Users$/.test(holder))
    .map((holder) => ({ ...roleAt(node, 'role'), holder, scope: '' }));
}

function bindingsIn(tree: Node): readonly Grant[] {
  return walk(tree)
    .filter((node) => childOf(node, 'members') !== undefined)
    .flatMap(grantsAt);
}

function joined(texts: readonly ReturnType<typeof textsOf>[]): ReturnType<typeof textsOf> {
  return { known: texts.flatMap(({ known }) => known), unknown: texts.flatMap(({ unknown }) => unknown) };
}

function roleAt(node: Node, ...names: readonly string[]): Pick<Grant, 'role' | 'written' | 'line'> {
  // An argument that is null is left out.
  const found = names.map((name) => childOf(node, name)).find((one) => sourceOf(one) !== '');
  return { role: textOf(found), written: sourceOf(found), line: found?.line ?? node.line };
}

/** Basic roles and those that can hand out others; on a project, folder or organisation every administrator. */
function googleSeverity(role: string, wide: boolean): Severity {
  if (/^roles\/(owner|editor)$/.test(role)) return 'high';
  if (
    /^roles\/iam\.(?!roleViewer|securityReviewer|workloadIdentityUser$)\w+|securityAdmin$|organizationAdmin$/.test(
      role,
    )
  )
    return wide ? 'high' : 'medium';
  if (/admin$/i.test(role)) return wide ? 'high' : 'medium';
  return /viewer$|reader$/i.test(role) ? 'info' : 'low';
}

const AZURE_ROLE: Shape = {
  grants: (tree) => {
    if (tree.children.length === 0) return [];
    const { role, written, line } = roleAt(tree, 'role_definition_name', 'role_definition_id');
    const scope = sourceOf(childOf(tree, 'scope'));
    const holder = sourceOf(childOf(tree, 'principal_id'));
    return [{ role: azureRole(role, withoutDoubt(written)), written, line, holder, scope }];
  },
  severity: azureSeverity,
  mentioned: mentionedRole,
};

const SHAPES: Readonly<Record<string, Shape>> = {
  azurerm_pim_active_role_assignment: AZURE_ROLE,
  azurerm_pim_eligible_role_assignment: AZURE_ROLE,
  azurerm_role_assignment: AZURE_ROLE,
  aws_lakeformation_permissions: {
    grants: (tree) => {
      const holder = sourceOf(childOf(tree, 'principal'));
      return LAKE_LISTS.flatMap(([name, ending]) => {
        const node = childOf(tree, name);
        const { known, unknown } = textsOf(node);
        const line = node?.line ?? tree.line;
        return [
          ...known.map((role) => ({
            role: `${role} in Lake Formation${ending}`,
            written: `${name} ${role}`,
            holder,
            scope: '',
            line,
          })),
          ...unknown.map((written) => ({ role: null, written, holder, scope: '', line })),
        ];
      });
    },
    severity: lakeSeverity,
  },
  aws_lakeformation_data_lake_settings: {
    grants: (tree) => {
      const node = childOf(tree, 'admins');
      const { known, unknown } = textsOf(node);
      return [...known, ...unknown].map((holder) => ({
        role: 'every right of an administrator of Lake Formation',
        written: 'admins',
        holder,
        scope: '',
        line: node?.line ?? tree.line,
      }));
    },
    severity: () => 'high',
  },
  // CloudFormation and the controllers of AWS list the policies in the entry.
  aws_eks_access_entry: {
    grants: (tree) =>
      walk(tree)
        .filter((node) => node !== tree && childOf(node, 'policy_arn') !== undefined)
        .map((node) => ({
          ...roleAt(node, 'policy_arn'),
          holder: sourceOf(childOf(tree, 'principal_arn')),
          scope: '',
        })),
    severity: (role) => clusterSeverity(role),
  },
  aws_eks_access_policy_association: {
    grants: (tree) =>
      tree.children.length === 0
        ? []
        : [{ ...roleAt(tree, 'policy_arn'), holder: sourceOf(childOf(tree, 'principal_arn')), scope: '' }],
    severity: (role) => clusterSeverity(role),
  },
};

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
function clusterSeverity(role: string): Severity {
  if (role.endsWith('ClusterAdminPolicy')) return 'high';
  return role.endsWith('AdminPolicy') ? 'medium' : 'low';
}

/** https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html */
const LAKE_LISTS: readonly (readonly [attribute: string, ending: string])[] = [
  ['permissions', ''],
  ['permissions_with_grant_option', ' and may pass it on'],
];

function lakeSeverity(role: string): Severity {
  if (/^(ALL|SUPER)\b|pass it on$/.test(role)) return 'high';
  return /^DESCRIBE\b/.test(role) ? 'low' : 'medium';
}

function hitOf(grant: Grant, { severity, mentioned }: Shape): Hit {
  const { role, written, holder, scope, line } = grant;
  if (isWholePool(grant)) {
    const message = `Everybody with a token of the workload identity pool (${holder}) now has ${role ?? written}.`;
    return { message, line, severity: 'high' };
  }
  const perhaps = role === null ? mentioned?.(written) : null;
  if (typeof perhaps === 'string') {
    const message = `${nameHolder(holder)} may now have ${perhaps}${where(grant)}: the role is computed.`;
    return { message, line, severity: severity(perhaps, scope), confidence: 'medium' };
  }
  if (role === null)
    return {
      message: `It cannot be told which role is granted here: ${shortenSource(withoutDoubt(written))} is computed.`,
      line,
      severity: 'low',
      confidence: 'low',
    };
  const message = `${nameHolder(holder)} now has ${roleName(role)}${where(grant)}.`;
  return { message, line, severity: severity(role, scope) };
}

function roleName(role: string): string {
  return role.startsWith('arn:') ? (role.split('/').at(-1) ?? role) : role;
}

function where({ scope, shown = scope }: Grant): string {
  return shown === '' ? '' : ` on ${shortenSource(withoutDoubt(shown))}`;
}

function sourceOf(node: Node | undefined): string {
  const { known, unknown } = textsOf(node);
  return [...known, ...unknown].join(', ');
}

function keyOf({ written, holder }: Grant): string {
  return withoutDoubt(JSON.stringify([written, holder]));
}

/** A project that is computed now, or was, may be the same one. */
function isSameScope(a: Grant, b: Grant): boolean {
  const [one, other] = [a.scope, b.scope].map(withoutDoubt);
  return one === '' || other === '' || one === other;
}
