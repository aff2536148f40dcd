// What a change touches: called by classify.ts for every change.
import type { ParsedChange } from '../model/change.ts';
import type { Kind } from '../model/words.ts';
import { isArmBlock, terraformTypeOf } from './arm/arm-type.ts';
import { withAttributes } from './attribute-kinds.ts';
import { kindsOfFormat } from './format-kinds.ts';
import {
  holdsObject,
  kindsOfConfigMapResource,
  kindsOfManifest,
  kindsOfObject,
} from './kubernetes/kinds-of-object.ts';
import { CLOUDFORMATION_KINDS, TERRAFORM_KINDS } from './kinds-table.ts';
import { isData, isKnownBlock, isKnownData, kindsOfData, typePointedAt } from './terraform-blocks.ts';

export type KindsOf = {
  /** In the order of the vocabulary, never empty. */
  readonly kinds: readonly Kind[];
  /** False for a type in no table: kind `other`, tier critical. */
  readonly known: boolean;
};

const UNKNOWN: KindsOf = { kinds: ['other'], known: false };
const HARMLESS: KindsOf = { kinds: ['other'], known: true };

/** Formats whose types are words of their own: the format says all there is to say. */
const SELF_EXPLAINING: readonly string[] = [
  'dependabot',
  'github-action',
  'github-workflow',
  'iam-policy',
  'kustomize',
  'terraform-lock',
];

/** Formats with the types of theirs that are no object of a cluster. */
const HELM_FILES: readonly string[] = ['helm Chart', 'helm ChartLock', 'helm HelmValues'];

/** Parts of a CloudFormation template that are no resource: what they bring about shows in the resources that use them. */
const TEMPLATE_PARTS: readonly string[] = [
  'condition',
  'mapping',
  'metadata',
  'output',
  'parameter',
  'rule',
  'transform',
];

/** Kinds of one change by its type, else by its format. Total. */
export function kindsOf(change: ParsedChange): KindsOf {
  const { type, format } = change;
  if (type === null || SELF_EXPLAINING.includes(format) || HELM_FILES.includes(`${format} ${type}`))
    return { kinds: kindsOfFormat(format), known: true };
  if (format === 'cloudformation')
    return TEMPLATE_PARTS.includes(type) ? HARMLESS : ofResource(change, CLOUDFORMATION_KINDS.get(type));
  if (format === 'kubernetes' || format === 'helm') return found(kindsOfObject(change));
  // Other blocks of azapi are read as blocks of azurerm before they come here.
  if (isArmBlock(change)) return kindsOfArm(change);
  if (isData(change)) return { kinds: kindsOfData(type), known: isKnownData(type) };
  if (holdsObject(change)) return found(kindsOfManifest(change));
  if (type.startsWith('kubernetes_config_map')) {
    const known = kindsOfConfigMapResource(change);
    if (known !== undefined) return found(known);
  }
  const target = isKnownBlock(type) ? typePointedAt(change) : type;
  if (target === null) return HARMLESS;
  const kinds = TERRAFORM_KINDS.get(target);
  return target === type ? ofResource(change, kinds) : found(kinds);
}

/** What is asked of a resource of Azure touches what the resource touches; what is only read is chosen. */
function kindsOfArm(change: ParsedChange): KindsOf {
  const type = terraformTypeOf(change);
  if (type === null) return UNKNOWN;
  const isRead = isData(change) && change.type !== 'azapi_resource_action';
  return found(isRead ? kindsOfData(type) : TERRAFORM_KINDS.get(type));
}

/** A resource whose attributes are known by name: what changed in it counts as well. */
function ofResource(change: ParsedChange, kinds: readonly Kind[] | undefined): KindsOf {
  return kinds === undefined ? UNKNOWN : { kinds: withAttributes(change, kinds), known: true };
}

function found(kinds: readonly Kind[] | undefined): KindsOf {
  return kinds === undefined ? UNKNOWN : { kinds, known: true };
}
