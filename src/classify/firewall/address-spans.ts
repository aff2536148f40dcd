// Firewall rules of Azure databases, which name a first and a last address: called by rules/public-ingress.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';

/** `everyone`; `azure`: every machine in Azure, of other customers too; null: a span that is neither. */
export type Span = 'everyone' | 'azure' | null;

/** A span of more than a seventh-bit share of all addresses is the internet, as in cidr.ts. */
const PUBLIC_SPAN = 2 ** 25;

/** Types such as azurerm_mssql_firewall_rule and azurerm_redis_firewall_rule; null for every other. */
export function spanOf({ type }: ParsedChange, state: ParsedChange['after']): Span {
  if (state === null || !/^azurerm_.*firewall_rule$/.test(type ?? '')) return null;
  const tree = treeOf(state);
  const first = numberOf(textOf(childOf(tree, 'start_ip_address') ?? childOf(tree, 'start_ip')));
  const last = numberOf(textOf(childOf(tree, 'end_ip_address') ?? childOf(tree, 'end_ip')));
  if (first === null || last === null) return null;
  // The documented way to say "allow Azure services" (learn.microsoft.com/azure/azure-sql/database/firewall-configure).
  if (first === 0 && last === 0) return 'azure';
  return last - first >= PUBLIC_SPAN ? 'everyone' : null;
}

function numberOf(text: string | null): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text ?? '');
  if (match === null) return null;
  return match.slice(1).reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
