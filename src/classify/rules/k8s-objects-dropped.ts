// Finding rule: what was deployed is deployed no longer. Listed in registry.ts.
import { dirname, join } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { flagOf } from '../kubernetes/flags.ts';
import { objectName } from '../kubernetes/places.ts';
import { remoteFile } from '../kubernetes/remote-files.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** What data hangs on, by the names that people give such files. */
const HOLDS_DATA =
  /pvc|volume|storage|database|(?:^|[/_.-])db(?:[/_.-]|$)|postgres|mysql|maria|mongo|redis|kafka|elastic|statefulset|namespace|crds?(?:[/_.-]|$)/i;

export const k8sObjectsDropped: ChangeRule = {
  on: 'change',
  id: 'k8s-objects-dropped',
  title: 'Objects are no longer deployed',
  severity: 'medium',
  confidence: 'high',
  why: 'Argo CD and Flux delete what a kustomization no longer names where they prune, although the file still stands in the repository. One line that goes takes a namespace, a volume or a whole application with it, and nothing else in the diff shows that.',
  remedy: 'Keep the entry, or delete the objects in a pull request of its own that shows them.',
  check: (change, { diff }) => {
    if (change.after === null) return deletedDeployer(change);
    if (change.before === null || !/^(?:Kustomization|Component)$/.test(change.type ?? '')) return [];
    const has = new Set(entriesIn(treeOf(change.after)).map(placeOf));
    return entriesIn(treeOf(change.before))
      .filter((entry) => !has.has(placeOf(entry)) && !isTold(entry, change, diff))
      .map((entry): Hit => ({
        message: `${change.address} no longer deploys ${entry}: where Argo CD or Flux prunes, its objects are deleted.`,
        line: null,
        severity: HOLDS_DATA.test(entry) ? 'high' : 'medium',
      }));
  },
};

/**
 * An Application with this finalizer takes all it deployed with it (https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/),
 * and so do a Kustomization of Flux that prunes and a HelmRelease.
 */
function deletedDeployer(change: ParsedChange): readonly Hit[] {
  const tree = treeOf(change.before);
  const spec = childOf(tree, 'spec') ?? tree;
  const takesAll =
    (/^argoproj\.io\/Application(?:Set)?\//.test(change.address) && finalizes(tree)) ||
    (change.address.startsWith('kustomize.toolkit.fluxcd.io/') && flagOf(childOf(spec, 'prune')) === 'on') ||
    change.address.startsWith('helm.toolkit.fluxcd.io/HelmRelease/');
  if (!takesAll || change.action !== 'delete') return [];
  const message = `${objectName(change)} goes, and with it is deleted all that it deployed.`;
  return [{ message, line: null, severity: HOLDS_DATA.test(change.address) ? 'high' : 'medium' }];
}

function finalizes(tree: Node): boolean {
  const finalizers = childOf(childOf(tree, 'metadata') ?? tree, 'finalizers');
  return textsOf(finalizers).known.some((one) => one.startsWith('resources-finalizer.argocd.argoproj.io'));
}

const LISTS = /^(?:resources|bases|components)$/;

function entriesIn(tree: Node): readonly string[] {
  return tree.children.filter(({ name }) => LISTS.test(name)).flatMap((node) => textsOf(node).known);
}

/** Another revision of the same place is the finding k8s-points-elsewhere. */
function placeOf(entry: string): string {
  const [place = ''] = entry.split('?');
  return remoteFile(entry)?.place ?? place.replace(/\/+$/, '');
}

/** A file that is gone, or has another name, shows its objects itself. */
function isTold(entry: string, { file }: ParsedChange, { files }: Diff): boolean {
  const path = join(dirname(file), entry);
  return files.some(
    (one) =>
      one.previousPath === path ||
      (one.status === 'removed' && (one.path === path || one.path.startsWith(`${path}/`))),
  );
}
