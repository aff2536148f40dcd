// Policies that are named here and written elsewhere: computed policy texts, and managed policies by ARN. Called by documents-of.ts.
import { remembered } from '../../../model/memory.ts';
import { foldName } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyText } from '../policy-document.ts';
import { conditionalNodes, waysOf } from './conditional-ways.ts';
import { knownText, policyTexts } from './policy-texts.ts';
import { templateArn } from './template-arn.ts';

export type PolicyReference = {
  /** `text`: stands where a policy text is expected. `attachment`: names a managed policy that somebody now has. */
  readonly kind: 'text' | 'attachment';
  /** A known ARN, or the source of an expression. */
  readonly to: PolicyText;
  readonly path: string;
  readonly line: number;
  /** As of a statement: conditions of a template under which it stands there; empty where it always does. */
  readonly premises: readonly string[];
};

/** Attributes that hold the text of a policy, folded. */
const TEXT_NAMES = new Set([
  'accesspolicies',
  'accesspolicy',
  'assumerolepolicy',
  'assumerolepolicydocument',
  'inlinepolicy',
  'keypolicy',
  'policy',
  'policydocument',
  'policyjson',
  'policytext',
  'repositorypolicytext',
  'resourcepolicy',
]);

/** The same word for other things: ageing, scaling, caching, ciphers, traffic, passwords, queues of dead letters. */
const OTHER_POLICIES =
  /lifecycle|scaling|cache_policy|origin_request|response_headers|continuous_deployment|backup_policy|backup_plan|_ssl_|cookie|proxy_protocol|load_balancer|_dlm_|traffic_policy|redrive|firewall|data_protection|index_policy|storage_tier|_fms_|securityhub|verifiedpermissions|password_policy|batch_|transit_gateway|core_network|resiliency|redirection|security_policy/;

/** Attributes that name managed policies, folded; `additional_policies` and `policies` as modules call them. */
const ATTACHMENT_NAME =
  /^(managed)?policyarns?$|^\w*policyarns$|^(managed|\w*additional|\w*managed|custom)polic(y|ies)$/;

const MANAGED_ARN = /^arn:[^:]*:iam::[^:]*:policy\/./i;

/** A boundary takes rights away and gives none; what is inside of a statement is a resource. */
const NEITHER = /^(permissions_?boundary\w*|statement|condition|dynamic)$/i;

/** Total. `type`: Terraform name of the type that holds the tree. */
export function findReferences(tree: Node, type: string): readonly PolicyReference[] {
  return byType(tree)(type);
}

/** Several rules ask, and most trees have none. */
const byType = remembered((tree: Node) => {
  const known = new Map<string, readonly PolicyReference[]>();
  return (type: string): readonly PolicyReference[] => {
    const earlier = known.get(type);
    if (earlier !== undefined) return earlier;
    const found: PolicyReference[] = [];
    search(tree, { type, path: [], attaches: false, premises: [] }, found);
    known.set(type, found);
    return found;
  };
});

type Place = {
  readonly type: string;
  readonly path: readonly string[];
  readonly attaches: boolean;
  readonly premises: readonly string[];
};

/** Adds to `found`: a list for each node would cost more than all the rest. */
function search(node: Node, place: Place, found: PolicyReference[]): void {
  const { path, premises } = place;
  const attaches = place.attaches || ATTACHMENT_NAME.test(foldName(node.name));
  const here = { ...place, attaches };
  if (node.value !== null) found.push(...referencesAt(node, here));
  for (const way of conditionalNodes(node))
    search(way.node, { ...here, premises: [...premises, way.premise] }, found);
  for (const child of node.children)
    if (!NEITHER.test(child.name)) search(child, { ...here, path: [...path, child.name] }, found);
}

/** Here `Policies` of SAM takes managed policies by ARN and by their bare name beside policies that are written out. */
const NAMING = /^aws_(lambda_function|sfn_state_machine)$/;

/** Here it takes only policies that are written out. */
const WRITING = /^aws_iam_(role|user|group)$/;

/** The list `Policies` of a resource, or one of its items. */
function isListOfPolicies([top = '', index = '0', more]: readonly string[]): boolean {
  return foldName(top) === 'policies' && /^\d+$/.test(index) && more === undefined;
}

/** Here a policy of the account is attached by its name. */
const BY_NAME = /^aws_ssoadmin_(?:customer_managed_policy_attachment|permission_set)/;

function referencesAt(node: Node, { type, path, attaches, premises }: Place): readonly PolicyReference[] {
  const texts = policyTexts({ ...node, children: [] });
  if (texts.length === 0) return [];
  const at = { path: path.join('.'), line: node.line, premises };
  if (BY_NAME.test(type) && foldName(node.name) === 'name' && path.length > 1)
    return texts.map((to) => ({
      kind: 'attachment',
      to: to.kind === 'known' ? knownText(`arn:aws:iam::*:policy/${to.text}`) : to,
      ...at,
    }));
  const inList = isListOfPolicies(path);
  const names = inList && NAMING.test(type);
  const holdsText = isPolicyText(type, node.name) || (inList && WRITING.test(type));
  return texts.flatMap((to): readonly PolicyReference[] => {
    if (to.kind === 'unknown' && waysOf({ expression: to.source }) !== null) return [];
    const arn = to.kind === 'known' ? to.text : arnOf(to.source);
    if (arn !== null && MANAGED_ARN.test(arn)) return [{ kind: 'attachment', to: knownText(arn), ...at }];
    if (to.kind === 'known')
      return names && NAME.test(to.text) ? [{ kind: 'attachment', to: kept(to.text), ...at }] : [];
    if (attaches || names) return [{ kind: 'attachment', to, ...at }];
    return holdsText ? [{ kind: 'text', to, ...at }] : [];
  });
}

function kept(name: string): PolicyText {
  return knownText(`arn:aws:iam::aws:policy/${name}`);
}

const NAME = /^[\w+=,.@/-]{1,128}$/;

/** `arn:${data.aws_partition.current.partition}:iam::aws:policy/X`: of a policy that AWS keeps only the partition is computed. */
function arnOf(source: string): string | null {
  const path = /^"?arn:\$\{.{1,200}\}(:iam::aws:policy\/[\w+=,.@/-]+)"?$/.exec(source)?.[1];
  return path === undefined ? templateArn(source) : `arn:aws${path}`;
}

/** `content` is the name of the text in organizations, and of any text elsewhere. */
function isPolicyText(type: string, name: string): boolean {
  const folded = foldName(name);
  if (folded === 'content') return type === 'aws_organizations_policy';
  return /^(aws_|awscc_|AWS::|module$)/.test(type) && !OTHER_POLICIES.test(type) && TEXT_NAMES.has(folded);
}
