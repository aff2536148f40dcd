// Whether a statement speaks of an account as a whole: asked by offences.ts.
import type { PolicyStatement, PolicyText } from './policy-document.ts';

/**
 * An account by its root or its number, which are the same, and nobody beside it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
 */
export function isAccount(principals: PolicyStatement['principals']): boolean {
  const entries = principals?.entries ?? [];
  return principals?.not === false && entries.length > 0 && entries.every(({ text }) => isRoot(text));
}

function isRoot(text: PolicyText): boolean {
  if (text.kind === 'known') return /:root$|^\d{12}$/.test(text.text);
  return ROOTS.some((shape) => shape.test(text.source));
}

/** Expressions that are the root or the number of an account whatever their parts are; with a `?` there are two ways. */
const ROOTS: readonly RegExp[] = [
  /^(?:!Sub )?"[^?]*:root"$/,
  /^format\("[^"?]*:root",[^?]*\)$/,
  /^!Join \[[^?]*":root"\]\]$/,
  /^data\.aws_caller_identity\.[\w-]+\.account_id$/,
  /^!Ref AWS::AccountId$/,
];
