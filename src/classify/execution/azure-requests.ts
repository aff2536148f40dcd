// Requests that Terraform sends to Azure beside its resources (azapi_resource_action): found for rules/exec-on-plan.ts and
// rules/exec-on-apply.ts. https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource_action
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { withoutCalls } from '../../model/terraform-address.ts';
import { armTypeOf } from '../arm/arm-type.ts';
import type { Hit } from '../finding.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

type Request = { readonly what: string; readonly severity: Severity };

/** `plan`: data sources and ephemeral resources, which ask on every plan; `apply`: resources. */
export function requestHits(change: ParsedChange, when: 'plan' | 'apply'): readonly Hit[] {
  const { before, after } = change;
  if (after === null || whenSent(change) !== when) return [];
  if (before !== null && askedBy(before) === askedBy(after)) return [];
  const tree = treeOf(after);
  const request = requestOf(tree);
  if (request === null) return [];
  const node = childOf(tree, 'action') ?? childOf(tree, 'method');
  const of = armTypeOf(after) ?? 'a computed type';
  const time =
    when === 'plan' ? 'every plan' : textOf(childOf(tree, 'when')) === 'destroy' ? 'destroy' : 'apply';
  return [
    {
      message: `A request to Azure ${request.what} on ${time}: ${of}.`,
      line: node?.line ?? null,
      severity: request.severity,
    },
  ];
}

function whenSent({ type, address }: ParsedChange): 'plan' | 'apply' | null {
  const place = withoutCalls(address);
  if (/^(?:data|ephemeral)\.azapi_resource_action\./.test(place)) return 'plan';
  return type === 'azapi_resource_action' ? 'apply' : null;
}

/** Any other argument of the request sends it again. */
function askedBy(state: ResourceState): string {
  const tree = treeOf(state);
  return ['type', 'resource_id', 'action', 'method', 'body', 'when']
    .map((name) => childOf(tree, name))
    .map((node) => (node === undefined ? '' : fingerprint(node)))
    .join('\n');
}

/** Null: it only reads. An action or method that is computed may be any. */
function requestOf(tree: Node): Request | null {
  const method = wordOf(childOf(tree, 'method'), 'POST').toUpperCase();
  const action = wordOf(childOf(tree, 'action'), '');
  if (method === 'GET' || method === 'HEAD') return null;
  if (method === 'DELETE') return { what: 'deletes a resource', severity: 'high' };
  const name = `\`${action}\``;
  // https://learn.microsoft.com/azure/virtual-machines/run-command-overview
  if (/^(?:run|invoke|execute)\w*$/i.test(action))
    return { what: `runs something by ${name}`, severity: 'high' };
  if (/^list\w*(?:keys?|secrets?|credentials?|strings|sas|tokens?)$/i.test(action))
    return { what: `reads keys by ${name}`, severity: 'low' };
  if (/^(?:regenerate|reset|rotate|revoke|delete|purge|failover)\w*$/i.test(action))
    return { what: `takes away what others use by ${name}`, severity: 'high' };
  // https://learn.microsoft.com/rest/api/compute/disks/grant-access
  if (/^(?:beginGetAccess|export\w*|generate\w*|create\w*token)$/i.test(action))
    return { what: `hands out access by ${name}`, severity: 'high' };
  return { what: action === '' ? 'changes something' : `does something by ${name}`, severity: 'medium' };
}

function wordOf(node: Node | undefined, absent: string): string {
  return node === undefined ? absent : (textOf(node) ?? 'something computed');
}
