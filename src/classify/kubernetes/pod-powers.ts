// What the pods of one side may do to their node: called by rules/k8s-privileged-workload.ts.
import type { Severity } from '../../model/words.ts';
import { childOf, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { flagOf, isComputed, mayBeZero } from './flags.ts';
import { ownsNode } from './host-paths.ts';
import { containerAround, locate, unwrapBlocks } from './places.ts';
import type { Located } from './places.ts';

export type Power = {
  /** Equal for the same power of the same container. */
  readonly key: string;
  /** `container app`, null for the pod. */
  readonly holder: string | null;
  /** What it does, to stand behind the holder: `runs privileged`. With `item` in the place of `%`. */
  readonly what: string;
  /** One of several of a kind: a folder, a capability. */
  readonly item: string | null;
  readonly line: number;
  readonly severity: Severity;
  /** Only what is filled in later tells. */
  readonly computed: boolean;
};

type Found = {
  readonly what: string;
  readonly item?: string;
  readonly at: Node;
  readonly severity: Severity;
  readonly computed?: boolean;
};

/**
 * In any pod, at any depth of any object: what the Baseline level of the Pod Security Standards forbids
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and running as root.
 */
export function podPowers(tree: Node): readonly Power[] {
  return locate(unwrapBlocks(tree)).flatMap((located) => {
    const holder = containerAround(located);
    return foundAt(located).map(({ what, item = null, at, severity, computed = false }): Power => ({
      key: `${holder ?? ''} ${what} ${item ?? ''}`,
      holder,
      what,
      item,
      line: at.line,
      severity: computed ? 'low' : severity,
      computed,
    }));
  });
}

function foundAt({ node, above }: Located): readonly Found[] {
  const name = foldName(node.name);
  const shared = SHARED.get(name);
  if (shared !== undefined) return switched(node, shared, 'high');
  if (name.endsWith('securitycontext')) return inSecurityContext(node);
  if (name === 'hostpath') return inHostPath(node);
  // Of a PersistentVolume: a folder of the node in other words.
  if (name === 'local' && above.at(-1)?.name === 'spec') return inHostPath(node);
  if (name === 'hostport') return inHostPort(node);
  return above.at(-1)?.name === 'annotations' ? inAnnotation(node) : [];
}

const SHARED: ReadonlyMap<string, string> = new Map([
  ['hostnetwork', 'shares the network of its node'],
  ['hostpid', 'sees and can end the processes of its node'],
  ['hostipc', 'shares the memory segments of its node'],
]);

function switched(node: Node | undefined, what: string, severity: Severity): readonly Found[] {
  if (node === undefined) return [];
  const flag = flagOf(node);
  if (flag === 'on') return [{ what, at: node, severity }];
  return flag === 'unknown' ? [{ what, at: node, severity, computed: true }] : [];
}

function inSecurityContext(context: Node): readonly Found[] {
  const member = (...names: readonly string[]): Node | undefined =>
    names.reduce<Node | undefined>(
      (node, name) => (node === undefined ? undefined : childOf(node, name)),
      context,
    );
  const runAsUser = member('runAsUser');
  return [
    ...switched(member('privileged'), 'runs privileged, so it is root on its node', 'high'),
    ...switched(member('windowsOptions', 'hostProcess'), 'runs as a process of its Windows node', 'high'),
    ...switched(member('allowPrivilegeEscalation'), 'may gain more rights than it starts with', 'medium'),
    ...named(member('procMount'), 'unmasked', 'sees all of /proc unmasked', 'high'),
    ...named(
      member('seccompProfile', 'type'),
      'unconfined',
      'may make any system call (seccomp is off)',
      'medium',
    ),
    ...named(member('appArmorProfile', 'type'), 'unconfined', 'runs without AppArmor', 'medium'),
    ...(runAsUser !== undefined && mayBeZero(runAsUser)
      ? [{ what: 'runs as the root user', at: runAsUser, severity: 'medium' as const }]
      : []),
    ...capabilities(member('capabilities', 'add')),
  ];
}

function named(node: Node | undefined, value: string, what: string, severity: Severity): readonly Found[] {
  return node !== undefined && textOf(node)?.toLowerCase() === value ? [{ what, at: node, severity }] : [];
}

/** What the Baseline level lets a container add. */
const HARMLESS =
  /^(?:CAP_)?(?:AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT)$/i;
/** Each of these is a known way to the node. */
const OWNING =
  /^(?:CAP_)?(?:ALL|BPF|DAC_READ_SEARCH|MAC_ADMIN|NET_ADMIN|SYS_ADMIN|SYS_BOOT|SYS_MODULE|SYS_PTRACE|SYS_RAWIO)$/i;

function capabilities(added: Node | undefined): readonly Found[] {
  if (added === undefined) return [];
  const { known, unknown } = textsOf(added);
  const told = known
    .filter((one) => !HARMLESS.test(one))
    .map((one): Found => ({
      what: 'has the capability %',
      item: one,
      at: added,
      severity: OWNING.test(one) ? 'high' : 'medium',
    }));
  const computed = unknown.some((source) => source !== 'null');
  return computed ? [...told, { what: 'has more capabilities', at: added, severity: 'low', computed }] : told;
}

function inHostPath(node: Node): readonly Found[] {
  const at = childOf(node, 'path') ?? node;
  const { known, unknown } = textsOf({ ...at, children: [] });
  if (unknown.some((source) => source !== 'null') || known.some(isComputed))
    return [{ what: 'mounts a folder that owns its node', at, severity: 'low', computed: true }];
  return known
    .filter((path) => path.startsWith('/'))
    .map((path) => ({
      what: 'mounts % of its node',
      item: path,
      at,
      severity: ownsNode(path) ? 'high' : 'medium',
    }));
}

function inHostPort(node: Node): readonly Found[] {
  const port = textOf(node);
  if (port === null || !/^[1-9]\d*$/.test(port)) return [];
  return [{ what: `takes port ${port} of its node`, at: node, severity: 'medium' }];
}

/** Profiles as they were named before they had fields. */
function inAnnotation(node: Node): readonly Found[] {
  if (!/^(?:container\.apparmor\.security\.beta|seccomp\.security\.alpha)\.kubernetes\.io\//.test(node.name))
    return [];
  return named(node, 'unconfined', 'runs without its system call or AppArmor profile', 'medium');
}
