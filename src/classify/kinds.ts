// What a change touches: called by classify.ts for every change.
import type { ParsedChange } from '../model/change.ts';
import type { Kind } from '../model/words.ts';
import { kindsOfFormat } from './format-kinds.ts';
import { KUBERNETES_KINDS, TERRAFORM_KINDS } from './kinds-table.ts';
import { isData, isKnownBlock, isKnownData, kindsOfData, typePointedAt } from './terraform-blocks.ts';

export type KindsOf = {
  /** In the order of the vocabulary, never empty. */
  readonly kinds: readonly Kind[];
  /** False for a type in no table: kind `other`, tier critical (DESIGN 3). */
  readonly known: boolean;
};

const UNKNOWN: KindsOf = { kinds: ['other'], known: false };

/** Kinds of one change by its type, else by its format. Total. */
export function kindsOf(change: ParsedChange): KindsOf {
  if (change.type === null) return { kinds: kindsOfFormat(change.format), known: true };
  if (isData(change)) return { kinds: kindsOfData(change.type), known: isKnownData(change.type) };
  if (isKnownBlock(change.type)) return kindsOfBlock(change);
  return kindsOfType(change.type);
}

function kindsOfBlock(change: ParsedChange): KindsOf {
  const type = typePointedAt(change);
  return type === null ? { kinds: ['other'], known: true } : kindsOfType(type);
}

function kindsOfType(type: string): KindsOf {
  const kinds = TERRAFORM_KINDS.get(type) ?? KUBERNETES_KINDS.get(kubernetesName(type));
  return kinds === undefined ? UNKNOWN : { kinds, known: true };
}

/** `apps/v1/Deployment` and `apps/Deployment` are `apps/Deployment`; `v1/Pod` is `core/Pod`. The version tells nothing. */
function kubernetesName(type: string): string {
  const steps = type.split('/').filter((step) => !/^v\d+((alpha|beta)\d+)?$/.test(step));
  return steps.length === 1 ? `core/${steps[0]}` : steps.join('/');
}
