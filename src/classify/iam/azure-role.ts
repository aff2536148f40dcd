// Which built-in role of Azure an assignment names, and how much it holds for. Called by role-grants.ts.
import type { Severity } from '../../model/words.ts';

/** Built-in roles by the ids that Azure documents: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles. */
const BUILT_IN: Readonly<Record<string, string>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'User Access Administrator',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': 'Role Based Access Control Administrator',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  '4d97b98b-1d4f-4787-a291-c67834d212e7': 'Network Contributor',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
};

/**
 * The role behind the text of an id or a name, null where it cannot be told. The last segment of an id says which role it is, in
 * whatever subscription: what stands before it may be computed.
 */
export function azureRole(role: string | null, written: string): string | null {
  const id = role === null ? idAtTheEnd(written) : role.split('/').at(-1)?.toLowerCase();
  if (id === undefined) return role;
  return (Object.hasOwn(BUILT_IN, id) ? BUILT_IN[id] : null) ?? role ?? `the role ${id}`;
}

/** Of one template that ends in an id: an expression of any other form may be several ids. */
function idAtTheEnd(written: string): string | undefined {
  const template = withoutPlaceholders(written);
  return /^"[^"]*\/roleDefinitions\/([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})"$/i
    .exec(template)?.[1]
    ?.toLowerCase();
}

/** The gravest role that an expression names, by id or by name: one of those that it may be. */
export function mentionedRole(written: string): string | null {
  const says = written.toLowerCase();
  const found = GRAVE.find(
    ([id, name]) => says.includes(`${id}"`) || says.includes(`"${name.toLowerCase()}"`),
  );
  return found?.[1] ?? null;
}

/** Roles that hand out others, then the one that may change everything else. */
const GRAVE = [
  'Owner',
  'User Access Administrator',
  'Role Based Access Control Administrator',
  'Contributor',
].flatMap((name) => Object.entries(BUILT_IN).filter(([, role]) => role === name));

/** With `*` for each `${…}`; one that holds another is left as it is. */
function withoutPlaceholders(template: string): string {
  return template.replaceAll(/\$\{[^{}]*\}/g, '*');
}

/** A subscription or management group, by its id. */
const WIDE = /^(?:\/subscriptions\/[^/]+\/?|\/|\/providers\/Microsoft\.Management\/managementGroups\/.+)$/i;
/** Or through a data source. */
const READ_FROM =
  /(?:azurerm_subscription|azurerm_management_group|azurerm_client_config|azapi_client_config)\./i;

export function isWideScope(scope: string): boolean {
  const written = withoutPlaceholders(scope).replaceAll('"', '');
  return WIDE.test(scope) || WIDE.test(written) || READ_FROM.test(scope);
}

export function azureSeverity(role: string, scope: string): Severity {
  const wide = isWideScope(scope);
  if (/^(Owner|User Access Administrator|Role Based Access Control Administrator)$/i.test(role))
    return wide ? 'high' : 'medium';
  if (/^Contributor$/i.test(role)) return wide ? 'high' : 'low';
  return /Reader$/i.test(role) ? 'info' : 'low';
}
