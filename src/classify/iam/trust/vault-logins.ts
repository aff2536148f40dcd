// Who may log in to HashiCorp Vault by a role: called by rules/iam-trust-widened.ts.
// https://registry.terraform.io/providers/hashicorp/vault/latest/docs
import type { ParsedChange, ResourceState } from '../../../model/change.ts';
import type { Hit } from '../../finding.ts';
import { treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import { textsOf } from '../../values.ts';

const ROLES = /^vault_\w+_auth_backend_role$/;

/** What a login has to show: `bound_claims`, `bound_service_account_names`, `secret_id_bound_cidrs` and the like. */
const BOUND = /^(?:bound_|token_bound_|secret_id_bound_)/;

/** A bound that is gone or any value meets; a new role is told where it has one that any value meets. */
export function vaultLoginHits({ before, after, type, address }: ParsedChange): readonly Hit[] {
  if (!ROLES.test(type ?? '') || after === null) return [];
  const had = boundsOf(before);
  const now = boundsOf(after);
  const open = [...now].filter(([name, node]) => isOpen(node) && !isOpen(had.get(name)));
  const gone = [...had].filter(([name, node]) => !isOpen(node) && !now.has(name));
  const first = treeOf(after).line;
  return [
    ...open.map(([name, node]): Hit => ({
      message: `Any value of \`${name}\` is now enough to log in by ${address}.`,
      line: node.line,
      severity: before === null ? 'medium' : 'high',
    })),
    ...gone.map(([name]): Hit => ({
      message: `${address} no longer asks for \`${name}\` at a login.`,
      line: first === 0 ? null : first,
    })),
  ];
}

/** By name; the members of a map one by one, as each is asked for. */
function boundsOf(state: ResourceState | null): ReadonlyMap<string, Node> {
  const bounds = treeOf(state).children.filter(
    ({ name }) => BOUND.test(name) && name !== 'bound_claims_type',
  );
  return new Map(
    bounds.flatMap((node) =>
      node.name === 'bound_claims' && node.children.length > 0
        ? node.children.map((claim) => [`bound_claims.${claim.name}`, claim] as const)
        : [[node.name, node] as const],
    ),
  );
}

function isOpen(node: Node | undefined): boolean {
  if (node === undefined) return false;
  const parts = node.children.length === 0 ? [node] : node.children;
  return parts.some((part) =>
    textsOf(part).known.some((text) => /^\*+$|^0\.0\.0\.0\/0$|^::\/0$/.test(text.trim())),
  );
}
