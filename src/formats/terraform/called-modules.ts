// Modules by their addresses, called as the configuration says; asked by those who read what did not change.
import { LIMITS } from '../../config/limits.ts';
import type { Block } from './body.ts';
import { localSource } from './declarations.ts';
import { calledInstance } from './instances.ts';
import type { Instance } from './instances.ts';
import { sourceFolder } from './variable-homes.ts';

/** A module as it is called, with the files of the calls that lead to it. */
export type Called = {
  readonly instance: Instance;
  readonly usedIn: readonly string[];
  readonly by: By | null;
};
/** The call that leads to a module; null for a root. */
type By = { readonly caller: Called; readonly call: Block };
/** By address; null for what is not of this repository. */
export type Modules = Map<string, Called | null>;

export function modulesOf(root: Instance): Modules {
  return new Map([['', { instance: root, usedIn: [], by: null }]]);
}

/** The module around; null around a root. */
export function outside(path: string): string | null {
  if (path === '') return null;
  return path.includes('.module.') ? path.slice(0, path.lastIndexOf('.module.')) : '';
}

/** The module at an address, called as the configuration says. */
export function moduleAt(path: string, modules: Modules): Called | null {
  const known = modules.get(path);
  if (known !== undefined) return known;
  const caller = moduleAt(outside(path) ?? '', modules);
  const made = caller === null ? null : calledBy(caller, path.slice(path.lastIndexOf('module.') + 7));
  modules.set(path, made);
  return made;
}

function calledBy(caller: Called, name: string): Called | null {
  const { instance, usedIn } = caller;
  const { blocks, folder } = instance.module;
  const call = blocks.find(({ type, labels }) => type === 'module' && labels[0] === name);
  const source = call === undefined ? null : localSource(call);
  if (call === undefined || source === null || instance.trail.length > LIMITS.terraformDepth) return null;
  const module = instance.making.modules(sourceFolder(folder, source));
  return module === null
    ? null
    : {
        instance: calledInstance(instance, call, module),
        usedIn: [...usedIn, call.file],
        by: { caller, call },
      };
}
