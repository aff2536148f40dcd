// Programs that a manifest, a chart or a kustomization runs when it is built, applied or started: called by rules/exec-on-apply.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { childOf, fingerprint, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { containerAround, locate, unwrapBlocks } from './places.ts';

type Hook = {
  /** Equal for the same program. */
  readonly key: string;
  readonly message: string;
  readonly line: number;
  readonly severity: Severity;
};

/** What the head runs and the base did not. */
export function newHooks({ before, after }: ParsedChange): readonly Hit[] {
  const old = new Set(hooksIn(treeOf(before)).map(({ key }) => key));
  return hooksIn(treeOf(after))
    .filter(({ key }) => !old.has(key))
    .map(({ message, line, severity }) => ({ message: `${message}.`, line, severity }));
}

function hooksIn(tree: Node): readonly Hook[] {
  return [
    ...walk(tree).flatMap(annotated),
    ...walk(tree).flatMap(inProxies),
    ...lifecycle(tree),
    ...plugins(tree),
  ];
}

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/lua_filter, in whatever place of an EnvoyFilter. */
function inProxies(node: Node): readonly Hook[] {
  if (!/^(?:inlinecode|defaultsourcecode)$/.test(foldName(node.name))) return [];
  const key = JSON.stringify(fingerprint(node));
  return [{ key, message: 'A program in Lua runs in the proxies', line: node.line, severity: 'medium' }];
}

/** A name before everything else: nearly no node has one of these. */
const ANNOTATION = /\/(?:hook|function)$/;

/** Annotations that make a job of an object, and functions that run where Kustomize builds. */
function annotated(node: Node): readonly Hook[] {
  if (!ANNOTATION.test(node.name)) return [];
  const { known } = textsOf(node);
  const value = known.join(', ');
  const hook = (message: string, severity: Severity): readonly Hook[] => [
    { key: `${node.name} ${value}`, message, line: node.line, severity },
  ];
  if (node.name === 'helm.sh/hook')
    return hook(`Helm runs this object at ${value || 'a computed time'} of a release`, 'medium');
  if (node.name === 'argocd.argoproj.io/hook' && value !== 'Skip')
    return hook(`Argo CD runs this object at ${value || 'a computed time'} of a sync`, 'medium');
  if (/^config\.(?:k8s|kubernetes)\.io\/function$/.test(node.name))
    return hook(
      `Kustomize runs a ${/\bexec\b/.test(value) ? 'program' : 'container'} where it builds (function)`,
      'high',
    );
  return [];
}

/** What a container runs beside its own program, when it starts or stops. */
function lifecycle(tree: Node): readonly Hook[] {
  return locate(unwrapBlocks(tree))
    .filter(
      ({ node, above }) =>
        foldName(above.at(-1)?.name ?? '') === 'lifecycle' &&
        /^(?:poststart|prestop)$/.test(foldName(node.name)),
    )
    .flatMap((located) => {
      const command = childOf(childOf(located.node, 'exec') ?? located.node, 'command');
      if (command === undefined) return [];
      const holder = containerAround(located) ?? 'a container';
      const when = /^poststart$/.test(foldName(located.node.name)) ? 'starts' : 'stops';
      const message = `A command runs in ${holder} when it ${when}`;
      return [
        {
          key: `${holder} ${when} ${JSON.stringify(command.value)}`,
          message,
          line: command.line,
          severity: 'low' as const,
        },
      ];
    });
}

/** Plugins of a kustomization; those that ship with the tool stand in the same lists. */
function plugins(tree: Node): readonly Hook[] {
  return tree.children
    .filter(({ name }) => /^(?:generators|transformers|validators)$/.test(name))
    .flatMap((list) =>
      textsOf(list).known.map((entry) => ({
        key: `${list.name} ${entry}`,
        message: `Kustomize runs the plugin that ${entry.includes('\n') ? 'stands here' : entry} asks for (${list.name})`,
        line: list.line,
        severity: 'medium' as const,
      })),
    );
}
