// How grave it is that a pod sees a folder of its node: used by `podPowers`.

/** Who reads or writes here owns the node, its kubelet or the other containers of it. */
const OWNING: readonly string[] = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/opt/cni',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var/lib/cni',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/etcd',
  '/var/lib/kubelet',
  '/var/lib/rancher',
  '/var/log',
  '/var/run',
];

/** In such a folder, or in one that holds it. `..` and doubled slashes are followed first. */
export function ownsNode(path: string): boolean {
  const plain = normalized(path);
  return OWNING.some((folder) => isBelow(plain, folder) || isBelow(folder, plain));
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
}

function normalized(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}
