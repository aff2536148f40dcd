// In which environments a change is judged: called by classify.ts.
import type { ParsedChange } from '../model/change.ts';
import type { CompiledEnvironment, CompiledLandscape } from './compiled-landscape.ts';
import { accountsIn, namespacesIn, workspacesIn } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Names in the order of the policy; `[null]` where nothing matches. Any one key suffices, and several may match. */
export function environmentsOf(
  change: ParsedChange,
  landscape: CompiledLandscape,
  { reachKnown }: { readonly reachKnown: boolean } = { reachKnown: true },
): readonly (string | null)[] {
  if (!reachKnown && REACHES_FAR.test(change.format)) return namesOf(landscape.environments);
  const files = [change.file, change.previousFile, ...change.usedIn];
  const places = placesOf(change, landscape.environments);
  return namesOf(
    landscape.environments.filter(
      (environment) =>
        inFiles(environment, files) || inPlaces(environment, places) || isPossible(environment, places),
    ),
  );
}

/** For what has no content to look into: an unreadable file, or one that no format reads. Old and new name count. */
export function environmentsOfFiles(
  files: readonly (string | null)[],
  landscape: CompiledLandscape,
): readonly (string | null)[] {
  return namesOf(landscape.environments.filter((environment) => inFiles(environment, files)));
}

/** Formats whose files take effect through others: what calls them could not all be read, so they may be used anywhere. */
const REACHES_FAR = /^(?:terraform|cloudformation|kubernetes|kustomize|helm|github-)/;

type Places = {
  readonly namespaces: Whereabouts;
  readonly workspaces: Whereabouts;
  readonly accounts: ReadonlySet<string>;
};

const NOWHERE: Whereabouts = { names: [], unknown: false };

/** Looks into the content only for keys that some environment uses. */
function placesOf(change: ParsedChange, environments: readonly CompiledEnvironment[]): Places {
  const uses = (key: 'namespaces' | 'workspaces' | 'accounts'): boolean =>
    environments.some(({ has }) => has[key]);
  return {
    namespaces: uses('namespaces') ? namespacesIn(change) : NOWHERE,
    workspaces: uses('workspaces') ? workspacesIn(change) : NOWHERE,
    accounts: uses('accounts') ? accountsIn(change) : new Set(),
  };
}

function inFiles(environment: CompiledEnvironment, files: readonly (string | null)[]): boolean {
  return files.some((file) => file !== null && environment.paths(file));
}

function inPlaces(environment: CompiledEnvironment, places: Places): boolean {
  return (
    places.namespaces.names.some(environment.namespaces) ||
    places.workspaces.names.some(environment.workspaces) ||
    (environment.has.accounts && [...places.accounts].some(environment.accounts))
  );
}

/** A computed namespace could be any, whatever else matches: a wide `paths` of one layer must not remove another's. */
function isPossible({ has }: CompiledEnvironment, { namespaces, workspaces }: Places): boolean {
  return (has.namespaces && namespaces.unknown) || (has.workspaces && workspaces.unknown);
}

function namesOf(environments: readonly CompiledEnvironment[]): readonly (string | null)[] {
  return environments.length === 0 ? [null] : environments.map(({ name }) => name);
}
