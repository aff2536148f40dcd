// Finding rule: a cluster refuses less than before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit, RuleContext } from '../finding.ts';
import { newPolicyOpenings } from '../firewall/network-policies.ts';
import { guardOf, isAdmission, isGuardKind, weakenings } from '../kubernetes/admission-policies.ts';
import { lostNetworkPolicies } from '../kubernetes/chart-values.ts';
import { meshWeakenings, refusesCallers } from '../kubernetes/mesh-guards.ts';
import { networkWeakenings } from '../kubernetes/network-guards.ts';
import { groupKindOf, objectName } from '../kubernetes/places.ts';
import { enforcedLevel, exemptions, permissions } from '../kubernetes/pod-security.ts';
import { childOf, foldName, treeOf, walk } from '../state-tree.ts';
import { CLUSTER_GUARDS } from '../settings/cluster-guards.ts';
import { weakenings as settingWeakenings } from '../settings/weakenings.ts';
import { textOf, textsOf } from '../values.ts';

export const k8sAdmissionWeakened: ChangeRule = {
  on: 'change',
  id: 'k8s-admission-weakened',
  title: 'Admission into a cluster weakened',
  severity: 'high',
  confidence: 'high',
  why: 'Webhooks, admission policies, pod security levels and network policies are what stops a bad object after it was merged. Taking one away, or letting it only report, changes nothing today and lets the next change do what was refused before.',
  remedy:
    'Keep the guard as it is and exempt the one object that needs it, by name and for a time that is written down.',
  check: (change, context) => [
    ...deletion(change, context),
    ...(change.before !== null && change.after !== null && isAdmission(change) ? updates(change) : []),
    ...newExceptions(change),
    ...podSecurity(change),
    ...newPermissions(change),
    ...removedByPatch(change),
    ...openedPolicies(change),
    ...openedMesh(change),
    ...networkWeakenings(change).map(({ what, ...at }) => ({
      message: `${objectName(change)} ${what}.`,
      ...at,
    })),
    ...lostNetworkPolicies(change),
    ...settingWeakenings(change, CLUSTER_GUARDS, context.diff),
  ],
};

function deletion(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const guard = guardOf(change);
  if (guard === null || change.action !== 'delete') return [];
  const elsewhere = diff.changes.some(
    ({ action, address }) => action === 'create' && address === change.address,
  );
  const [also, severity] = elsewhere
    ? [', and created in another place', 'medium' as const]
    : ['', refusesCallers(change) ? ('high' as const) : guard.severity];
  return [{ message: `${objectName(change)} is deleted${also}: ${guard.lost}.`, line: null, severity }];
}

function updates(change: ParsedChange): readonly Hit[] {
  return weakenings(treeOf(change.before), treeOf(change.after)).map(({ what, line, severity }) => ({
    message: `${objectName(change)} ${what}.`,
    line,
    severity,
    ...(severity === 'medium' ? { confidence: 'medium' as const } : {}),
  }));
}

function newExceptions(change: ParsedChange): readonly Hit[] {
  if (groupKindOf(change) === 'config.gatekeeper.sh/Config' && change.before === null)
    return excludedNamespaces(change);
  if (foldName(change.type ?? '') !== 'policyexception' || change.after === null) return [];
  return [{ message: `${objectName(change)} exempts objects from policies of the cluster.`, line: null }];
}

/** https://open-policy-agent.github.io/gatekeeper/website/docs/exempt-namespaces/; other ones than before are told by `updates`. */
function excludedNamespaces(change: ParsedChange): readonly Hit[] {
  return walk(treeOf(change.after))
    .filter(({ name }) => foldName(name) === 'excludednamespaces')
    .map((node) => {
      const { known, unknown } = textsOf(node);
      const names = [...known, ...unknown.map(() => 'computed ones')];
      return {
        message: `${objectName(change)} leaves namespaces out of all policies (${names.slice(0, 3).join(', ')}).`,
        line: node.line,
        severity: names.some((name) => name.includes('*') && !/^kube-\*$/.test(name)) ? 'high' : 'low',
      };
    });
}

function openedMesh(change: ParsedChange): readonly Hit[] {
  return meshWeakenings(change).map(({ what, line, severity }) => ({
    message: `${objectName(change)} ${what}.`,
    line,
    severity,
  }));
}

/** One that goes is told by `deletion`. */
function openedPolicies(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  return newPolicyOpenings(change, 'ingress').map(({ line, gone }) => ({
    message: gone
      ? `${objectName(change)} no longer says who may reach its pods.`
      : `${objectName(change)} lets everybody reach its pods, whatever other network policies say.`,
    line,
    severity: 'medium',
  }));
}

function podSecurity(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const [old, now] = [enforcedLevel(treeOf(change.before)), enforcedLevel(treeOf(change.after))];
  return [...levelHits(change, old, now), ...newExemptions(change)];
}

type Level = ReturnType<typeof enforcedLevel>;

function levelHits(change: ParsedChange, old: Level, now: Level): readonly Hit[] {
  const name = objectName(change);
  if (old !== null && old.rank > 0 && (now === null || now.rank < old.rank)) {
    const to = now === null ? 'nothing' : now.level;
    return [
      {
        message: `${name} asked its pods to be ${old.level} and now asks for ${to} (pod security).`,
        line: now?.line ?? null,
      },
    ];
  }
  if (now === null || now.rank > 0 || old?.level === now.level) return [];
  return [
    {
      message: `${name} lets its pods be privileged (pod security level ${now.level}).`,
      line: now.line,
      severity: 'medium',
    },
  ];
}

function newExemptions(change: ParsedChange): readonly Hit[] {
  const old = new Set(exemptions(treeOf(change.before)).map(({ name }) => name));
  return exemptions(treeOf(change.after))
    .filter(({ name }) => !old.has(name))
    .map(({ name, line }) => ({
      message: `${objectName(change)} is ${change.before === null ? 'not' : 'no longer'} looked at by policies (${name}).`,
      line,
    }));
}

function newPermissions(change: ParsedChange): readonly Hit[] {
  if (!/^(?:PodSecurityPolicy|SecurityContextConstraints)$/.test(change.type ?? '')) return [];
  const old = new Set(permissions(treeOf(change.before)).map(({ name }) => name));
  return permissions(treeOf(change.after))
    .filter(({ name }) => !old.has(name))
    .map(({ name, line }) => ({ message: `${objectName(change)} now permits pods with ${name}.`, line }));
}

/** `$patch: delete` of Kustomize takes an object of the base out. */
function removedByPatch(change: ParsedChange): readonly Hit[] {
  const removals = (
    side: ParsedChange['after'],
  ): readonly { readonly what: string; readonly line: number }[] =>
    walk(treeOf(side))
      .filter(
        (node) =>
          textOf(childOf(node, '$patch')) === 'delete' && isGuardKind(textOf(childOf(node, 'kind')) ?? ''),
      )
      .map((node) => ({
        what: `${textOf(childOf(node, 'kind'))} ${textOf(childOf(childOf(node, 'metadata') ?? node, 'name')) ?? ''}`.trim(),
        line: node.line,
      }));
  const old = new Set(removals(change.before).map(({ what }) => what));
  return removals(change.after)
    .filter(({ what }) => !old.has(what))
    .map(({ what, line }) => ({ message: `A patch deletes ${what}, so it guards nothing here.`, line }));
}
