// What an Argo CD project that stands already lets its applications do beyond before, short of everything: called by rules/k8s-points-elsewhere.ts.
// https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
import type { ParsedChange } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type ProjectTurn = {
  readonly what: string;
  /** Null for what is gone. */
  readonly line: number | null;
  readonly severity: 'high' | 'medium' | 'low';
};

/** What is open to everything is told by `projectOpenings`. */
export function projectTurns({ before, after, type }: ParsedChange): readonly ProjectTurn[] {
  if (type !== 'AppProject' || before === null || after === null) return [];
  const [old, now] = [before, after].map((state) => childOf(treeOf(state), 'spec'));
  if (old === undefined || now === undefined) return [];
  const had = new Set(gains(old).map(({ what }) => what));
  const has = new Set(guards(now).map(({ what }) => what));
  return [
    ...gains(now).filter(({ what }) => !had.has(what)),
    ...guards(old)
      .filter(({ what }) => !has.has(what))
      .map((guard): ProjectTurn => ({ ...guard, line: null })),
  ];
}

/** Where the tools themselves and the cluster live. */
const SYSTEM = /^(?:kube-system|argocd|argo-cd|flux-system)$/;
/** Objects of these decide who may do what, and what the cluster admits. */
const POWERS =
  /^(?:rbac\.authorization\.k8s\.io|admissionregistration\.k8s\.io|apiregistration\.k8s\.io|apiextensions\.k8s\.io)$/;

function gains(spec: Node): readonly ProjectTurn[] {
  return [
    ...textsAt(spec, 'sourceRepos')
      .filter(({ text }) => text !== '*' && !text.startsWith('!'))
      .map(({ text, line }): ProjectTurn => ({
        what: `now lets its applications deploy from ${text}`,
        line,
        severity: 'medium',
      })),
    ...membersOf(spec, 'destinations')
      .map(destination)
      .filter((one) => one !== null),
    ...membersOf(spec, 'clusterResourceWhitelist').flatMap((kind): readonly ProjectTurn[] => {
      const [group, name] = ['group', 'kind'].map((key) => textOf(childOf(kind, key)) ?? '(computed)');
      return group === undefined || !(POWERS.test(group) || group === '*') || (group === '*' && name === '*')
        ? []
        : [
            {
              what: `now lets its applications make ${name} of ${group === '*' ? 'every API group' : group} for the whole cluster`,
              line: kind.line,
              severity: 'high',
            },
          ];
    }),
    ...textsAt(spec, 'sourceNamespaces').map(({ text, line }): ProjectTurn => ({
      what: `now takes applications that stand in namespace ${text}`,
      line,
      severity: text === '*' ? 'high' : 'medium',
    })),
    ...membersOf(spec, 'roles').flatMap((role) =>
      textsAt(role, 'groups').map(({ text, line }): ProjectTurn => ({
        what: `now gives its role ${textOf(childOf(role, 'name')) ?? '(computed)'} to ${text}`,
        line,
        severity: 'medium',
      })),
    ),
  ];
}

function destination(node: Node): ProjectTurn | null {
  const [server, name, namespace] = ['server', 'name', 'namespace'].map((key) => textOf(childOf(node, key)));
  const cluster = server ?? name ?? '(computed)';
  const space = namespace ?? '(computed)';
  // Every namespace of every cluster is told by itself, and a denied one opens nothing.
  if ((cluster === '*' && space === '*') || [cluster, space].some((text) => text.startsWith('!')))
    return null;
  const where = `${space === '*' ? 'every namespace' : `namespace ${space}`} of ${cluster === '*' ? 'every cluster' : cluster}`;
  const severity = SYSTEM.test(space) || space === '*' ? 'high' : 'medium';
  return { what: `now lets its applications deploy into ${where}`, line: node.line, severity };
}

function guards(spec: Node): readonly ProjectTurn[] {
  const line = null;
  return [
    ...(membersOf(spec, 'signatureKeys').length > 0
      ? [{ what: 'no longer asks for signed commits', line, severity: 'high' as const }]
      : []),
    ...['clusterResourceBlacklist', 'namespaceResourceBlacklist'].flatMap((list) =>
      membersOf(spec, list).map((kind): ProjectTurn => {
        const [group, name] = ['group', 'kind'].map((key) => textOf(childOf(kind, key)) ?? '(computed)');
        return {
          what: `no longer refuses ${name ?? ''} of ${group === '' ? 'the core group' : (group ?? '')}`,
          line,
          severity: 'medium',
        };
      }),
    ),
    ...membersOf(spec, 'syncWindows')
      .filter((window) => textOf(childOf(window, 'kind')) === 'deny')
      .map((window): ProjectTurn => ({
        what: `no longer holds deployments back in the window ${textOf(childOf(window, 'schedule')) ?? '(computed)'}`,
        line,
        severity: 'low',
      })),
  ];
}

function membersOf(spec: Node, name: string): readonly Node[] {
  return childOf(spec, name)?.children ?? [];
}

function textsAt(spec: Node, name: string): readonly { readonly text: string; readonly line: number }[] {
  const node = childOf(spec, name);
  return node === undefined ? [] : textsOf(node).known.map((text) => ({ text, line: node.line }));
}
