// What a policy document is used for, by the type and attribute that hold it, else by what it says. Called by documents-of.ts.
import type { PolicyStatement, PolicyUse } from '../policy-document.ts';

/** What grants nothing by itself: it is a ceiling on what identities or callers may do. */
const CEILINGS = /^(aws_organizations_policy|aws_vpc_endpoint|aws_vpc_endpoint_policy)$/;

/** Rights of whoever holds them, whatever the statements look like. */
const IDENTITIES =
  /^(aws_iam_(policy|role_policy|user_policy|group_policy)|aws_ssoadmin_permission_set_inline_policy)$/;

/** Where nothing can be read, a policy of AWS that is not about identities is one of a resource. */
const OF_RESOURCES = /^aws_(?!iam_|ssoadmin_|identitystore_)/;

const TRUST_ATTRIBUTE = /assume_?role_?policy/i;

export type Place = {
  /** Terraform name of the resource type, null for a plain file. */
  readonly type: string | null;
  /** Attribute path of the document. */
  readonly path: string;
  readonly statements: readonly PolicyStatement[];
};

export function useOf({ type, path, statements }: Place): PolicyUse {
  if (TRUST_ATTRIBUTE.test(path)) return 'trust';
  if (type !== null && CEILINGS.test(type)) return 'ceiling';
  if (type !== null && IDENTITIES.test(type)) return 'identity';
  if (statements.length === 0) return type !== null && OF_RESOURCES.test(type) ? 'resource' : 'identity';
  if (statements.some(isTrust) && statements.every(mayBeTrust)) return 'trust';
  return statements.some(({ principals }) => principals !== null) ? 'resource' : 'identity';
}

/** Only a role's trust policy speaks of nothing but taking the role. */
function isTrust(statement: PolicyStatement): boolean {
  const { actions } = statement;
  return mayBeTrust(statement) && !actions.not && actions.texts.some(({ kind }) => kind === 'known');
}

/** What is computed may be the same. */
function mayBeTrust({ actions, resources }: PolicyStatement): boolean {
  return (
    resources === null &&
    actions.texts.every((action) => action.kind === 'unknown' || TAKING.test(action.text))
  );
}

const TAKING = /^sts:(assumerole|tagsession|setsourceidentity|setcontext)/i;
