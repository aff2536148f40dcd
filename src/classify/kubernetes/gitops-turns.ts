// Objects of Argo CD and Flux that turn to another folder, project, cluster or service account: called by rules/k8s-points-elsewhere.ts and k8s-rbac-escalation.ts.
import type { Finding, ParsedChange } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';
import type { Turn } from './traffic-turns.ts';

const ARGO = /^argoproj\.io\/Application(?:Set)?\//;
const FLUX = /^(?:kustomize|helm)\.toolkit\.fluxcd\.io\//;

/** Where the tools themselves and the cluster live. */
const SYSTEM = /^(?:kube-system|argocd|argo-cd|flux-system)$/;

type Turned = { readonly from: string; readonly to: string; readonly line: number };

/** Only what had a place before and has another now: a new object is judged by where it points. */
export function gitOpsTurns(change: ParsedChange): readonly Turn[] {
  const turned = (...path: readonly string[]): readonly Turned[] => turnOf(change, path);
  if (FLUX.test(change.address))
    return [
      ...turned('path').map(folder),
      ...sourceTurns(change),
      ...turned('targetNamespace').map(namespace),
      ...firstNamespace(change),
      ...['secretRef', 'configMapRef'].flatMap((kind) =>
        turned('kubeConfig', kind, 'name').map((one) => ({
          what: `now reaches its cluster by ${one.to} instead of ${one.from}`,
          line: one.line,
          severity: 'medium' as const,
        })),
      ),
    ];
  if (!ARGO.test(change.address)) return [];
  return [
    ...turned('project').map(project),
    ...turned('source', 'path').map(folder),
    ...turned('destination', 'namespace').map(namespace),
    ...['server', 'name'].flatMap((key) =>
      turned('destination', key).map((one) => ({
        what: `now deploys to cluster ${one.to} instead of ${one.from}`,
        line: one.line,
        severity: 'medium' as const,
      })),
    ),
  ];
}

export type LostAccount = Pick<Turn, 'what'> & {
  readonly line: number | null;
  readonly severity: Turn['severity'];
  readonly confidence: Finding['confidence'];
};

/**
 * Without a service account Flux applies with the rights of its controller, which are those of an administrator unless the
 * installation says otherwise (https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control).
 */
export function accountTurns(change: ParsedChange): readonly LostAccount[] {
  if (!FLUX.test(change.address) || change.before === null || change.after === null) return [];
  const [old, now] = [change.before, change.after].map((state) =>
    nodeAt(treeOf(state), ['serviceAccountName']),
  );
  const [from, to] = [old, now].map((node) => textOf(node));
  if (from === null || from === undefined || from === '' || from === to) return [];
  const gone = now === undefined || to === '';
  if (!gone)
    return [
      {
        what: `is now applied as service account ${to ?? 'that is computed'} instead of ${from}`,
        line: now.line,
        severity: 'medium',
        confidence: 'high',
      },
    ];
  return [
    {
      what: `is no longer applied as service account ${from}, but with the rights of Flux itself`,
      line: null,
      severity: 'high',
      confidence: 'medium',
    },
  ];
}

/** Without one, objects go where they say themselves. */
function firstNamespace(change: ParsedChange): readonly Turn[] {
  if (change.before === null || change.after === null) return [];
  const [old, now] = [change.before, change.after].map((state) => nodeAt(treeOf(state), ['targetNamespace']));
  const to = textOf(now);
  if (old !== undefined || now === undefined || to === null) return [];
  return [namespace({ from: 'the one that each object names', to, line: now.line })];
}

/** Another source object is another repository, or another revision of one. */
function sourceTurns(change: ParsedChange): readonly Turn[] {
  if (change.before === null || change.after === null) return [];
  const [old, now] = [change.before, change.after].map((state) => nodeAt(treeOf(state), ['sourceRef']));
  const [from, to] = [sourceName(old), sourceName(now)];
  if (from === null || to === null || from === to || now === undefined) return [];
  return [{ what: `now deploys from ${to} instead of ${from}`, line: now.line, severity: 'medium' }];
}

function sourceName(node: Node | undefined): string | null {
  if (node === undefined) return null;
  const [kind, namespace, name] = ['kind', 'namespace', 'name'].map(
    (key) => textOf(childOf(node, key)) ?? '',
  );
  return `${kind ?? ''} ${namespace === '' ? '' : `${namespace ?? ''}/`}${name ?? ''}`;
}

function turnOf(change: ParsedChange, path: readonly string[]): readonly Turned[] {
  if (change.before === null || change.after === null) return [];
  const [old, now] = [change.before, change.after].map((state) => nodeAt(treeOf(state), path));
  const [from, to] = [textOf(old), textOf(now)];
  return from === null || to === null || from === to || now === undefined
    ? []
    : [{ from, to, line: now.line }];
}

/** Below the `spec` of the object, and of the applications that a set makes. */
function nodeAt(tree: Node, path: readonly string[]): Node | undefined {
  const spec = childOf(tree, 'spec');
  const own = spec === undefined ? undefined : childOf(spec, 'template');
  const root = (own === undefined ? undefined : childOf(own, 'spec')) ?? spec;
  return path.reduce<Node | undefined>(
    (node, name) => (node === undefined ? undefined : childOf(node, name)),
    root,
  );
}

function folder({ from, to, line }: Turned): Turn {
  return { what: `now deploys what stands in ${to} instead of ${from}`, line, severity: 'medium' };
}

function namespace({ from, to, line }: Turned): Turn {
  return {
    what: `now deploys into namespace ${to} instead of ${from}`,
    line,
    severity: SYSTEM.test(to) ? 'high' : 'medium',
  };
}

/** The project that every installation has allows everything, unless somebody narrowed it. */
function project({ from, to, line }: Turned): Turn {
  const open = to === 'default';
  const why = open ? ', which allows everything unless it was narrowed' : '';
  return {
    what: `now belongs to project ${to}${why}, no longer to ${from}`,
    line,
    severity: open ? 'high' : 'medium',
  };
}
