// The landscape with its globs compiled once per evaluation: made by classify.ts, read by environments.ts and scope.ts.
import type { Landscape } from '../model/change.ts';
import { compileGlobs } from '../model/glob.ts';
import { maxTier } from '../model/words.ts';
import type { Tier } from '../model/words.ts';

type Test = (value: string) => boolean;

export type CompiledEnvironment = {
  readonly name: string;
  readonly tier: Tier;
  readonly paths: Test;
  readonly namespaces: Test;
  readonly workspaces: Test;
  readonly accounts: Test;
  /** Whether the environment can be told by this key at all. */
  readonly has: { readonly namespaces: boolean; readonly workspaces: boolean; readonly accounts: boolean };
};

export type CompiledLandscape = {
  readonly environments: readonly CompiledEnvironment[];
  readonly ignored: Test;
  readonly inert: Test;
  readonly hasDeploy: boolean;
  /** Tier of infrastructure that matches no environment: the highest configured, `elevated` if none is. */
  readonly unmappedTier: Tier;
};

export function compileLandscape(landscape: Landscape): CompiledLandscape {
  const [first, ...rest] = landscape.environments.map(({ tier }) => tier);
  return {
    environments: landscape.environments.map(compileEnvironment),
    ignored: compileGlobs(landscape.ignore, 'relax'),
    inert: compileGlobs(landscape.inert, 'relax'),
    hasDeploy: landscape.hasDeploy,
    unmappedTier: first === undefined ? 'elevated' : rest.reduce(maxTier, first),
  };
}

/** The tier a change starts from: that of its environment. */
export function tierOfEnvironment(landscape: CompiledLandscape, name: string | null): Tier {
  const found = landscape.environments.find((environment) => environment.name === name);
  return found?.tier ?? landscape.unmappedTier;
}

function compileEnvironment({ name, tier, match }: Landscape['environments'][number]): CompiledEnvironment {
  return {
    name,
    tier,
    paths: compileGlobs(match.paths, 'tighten'),
    namespaces: compileGlobs(match.namespaces, 'tighten'),
    workspaces: compileGlobs(match.workspaces, 'tighten'),
    accounts: compileGlobs(match.accounts, 'tighten'),
    has: {
      namespaces: match.namespaces.length > 0,
      workspaces: match.workspaces.length > 0,
      accounts: match.accounts.length > 0,
    },
  };
}
