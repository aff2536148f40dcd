// What holds the pods of one side back: called by rules/k8s-privileged-workload.ts, which looks for guards that are gone.
import { childOf, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { flagOf } from './flags.ts';
import { containerAround, locate, unwrapBlocks } from './places.ts';

export type Guard = {
  /** `container app`, null for the whole pod. */
  readonly holder: string | null;
  /** What is so no more without it, behind "no longer": `has to run as another user than root`. */
  readonly what: string;
};

/** What the Restricted level of the Pod Security Standards asks for, where it is set. */
export function podGuards(tree: Node): readonly Guard[] {
  return locate(unwrapBlocks(tree)).flatMap((located) => {
    const holder = containerAround(located);
    return guardsIn(located.node).map((what) => ({ holder, what }));
  });
}

/** All containers of a tree, as `holder` names them. */
export function holdersIn(tree: Node): ReadonlySet<string | null> {
  return new Set([null, ...locate(unwrapBlocks(tree)).map(containerAround)]);
}

function guardsIn(node: Node): readonly string[] {
  const name = foldName(node.name);
  if (name === 'automountserviceaccounttoken' && flagOf(node) === 'off')
    return ['goes without a token for the API server'];
  if (!name.endsWith('securitycontext')) return [];
  const dropped = childOf(childOf(node, 'capabilities') ?? node, 'drop');
  const profile = childOf(childOf(node, 'seccompProfile') ?? node, 'type');
  const set: readonly (readonly [boolean, string])[] = [
    [flagOf(childOf(node, 'runAsNonRoot')) === 'on', 'has to run as another user than root'],
    [flagOf(childOf(node, 'allowPrivilegeEscalation')) === 'off', 'is kept from gaining more rights'],
    [flagOf(childOf(node, 'readOnlyRootFilesystem')) === 'on', 'has a read-only root file system'],
    [textsOf(dropped).known.some((one) => /^all$/i.test(one)), 'drops all capabilities'],
    [
      textsOf(profile).known.some((one) => /^(?:RuntimeDefault|Localhost)$/i.test(one)),
      'has a seccomp profile',
    ],
  ];
  return set.filter(([holds]) => holds).map(([, what]) => what);
}
