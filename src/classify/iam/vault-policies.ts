// What policies of HashiCorp Vault newly allow, and roles of Vault that newly hold them: called by rules/iam-access-grows.ts.
// https://developer.hashicorp.com/vault/docs/concepts/policies
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { isExpression } from '../expression.ts';
import { textsOf } from '../values.ts';

export function vaultPolicyHits(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  return change.type === 'vault_policy' ? growth(change) : newPolicies(change);
}

/** One capability on one path. */
type Right = { readonly path: string; readonly capability: string; readonly offset: number };

function growth({ before, after }: ParsedChange): readonly Hit[] {
  const had = rightsIn(textOf(before));
  const fresh = rightsIn(textOf(after)).filter((right) => !had.some((old) => covers(old, right)));
  const [first] = fresh.toSorted((a, b) => Number(isGrave(b)) - Number(isGrave(a)) || a.offset - b.offset);
  const line = childOf(treeOf(after), 'policy')?.line ?? null;
  if (first === undefined) return [];
  const more = fresh.length === 1 ? '' : ` (and ${fresh.length - 1} more)`;
  const severity = isGrave(first) ? 'high' : before === null ? 'low' : 'medium';
  return [
    {
      message: `This policy of Vault now allows ${first.capability} on ${first.path}${more}.`,
      line,
      severity,
    },
  ];
}

/** Every path, the rights of root, and the paths that hand out rights. */
function isGrave({ path, capability }: Right): boolean {
  if (capability === 'deny') return false;
  const wide = /^(?:\+\/)?\*$/.test(path);
  const ruling =
    /^(?:sys\/(?:\*|policy|policies|auth|mounts|audit|raw|rekey|generate-root)|auth\/(?:\*|token\/create|[^/]+\/(?:role|users|map)))/.test(
      path,
    );
  return wide || capability === 'sudo' || (ruling && capability !== 'read' && capability !== 'list');
}

function covers(old: Right, right: Right): boolean {
  const wide = old.path.endsWith('*') && right.path.startsWith(old.path.slice(0, -1));
  return old.capability === right.capability && (old.path === right.path || wide);
}

/** The text as it stands: interpolated parts stay what they are. */
function textOf(state: ResourceState | null): string {
  const { known, unknown } = textsOf(childOf(treeOf(state), 'policy'));
  const value = childOf(treeOf(state), 'policy')?.value;
  return isExpression(value) ? value.expression : [...known, ...unknown].join('\n');
}

const BLOCK = /path\s{1,20}"([^"\n]{0,500})"\s{0,20}\{([^{}]{0,5000})\}/g;

function rightsIn(text: string): readonly Right[] {
  return [...text.slice(0, MOST).matchAll(BLOCK)].flatMap(({ 1: path = '', 2: body = '', index }) => {
    const list = /capabilities\s{0,20}=\s{0,20}\[([^\]]{0,1000})\]/.exec(body)?.[1] ?? '';
    return [...list.matchAll(/"(\w{1,20})"/g)]
      .map(([, capability = '']) => capability)
      .filter((capability) => capability !== 'deny')
      .map((capability) => ({ path, capability, offset: index }));
  });
}

/** Characters of a policy that are looked at; people write a few thousand. */
const MOST = 200_000;

const ROLES =
  /^vault_(?:\w+_auth_backend_(?:role|user|login)|identity_(?:entity|group)(?:_policies)?|token(?:_auth_backend_role)?)$/;

const LISTS = ['token_policies', 'policies', 'allowed_policies'];

/** Whoever logs in by the role, or belongs to the group, has them. */
function newPolicies({ before, after, type, address }: ParsedChange): readonly Hit[] {
  if (!ROLES.test(type ?? '')) return [];
  return LISTS.flatMap((name) => {
    const node = childOf(treeOf(after), name);
    const had = new Set(textsOf(childOf(treeOf(before), name)).known);
    const fresh = textsOf(node).known.filter((policy) => !had.has(policy));
    return fresh
      .filter((policy) => before !== null || policy === 'root')
      .map((policy) => ({
        message: `Whoever logs in by ${address} now has the policy ${policy} of Vault.`,
        line: node?.line ?? null,
        severity: policy === 'root' ? 'high' : 'medium',
      }));
  });
}
