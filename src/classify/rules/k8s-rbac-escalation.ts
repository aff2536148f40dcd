// Finding rule: somebody in a cluster gets rights that lead to all others. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { SEVERITIES } from '../../model/words.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { newArgoRights } from '../kubernetes/argo-rights.ts';
import { newAdministrators } from '../kubernetes/aws-auth.ts';
import { bindingsIn, broadSubject, isPublicRole, powerOf } from '../kubernetes/bindings.ts';
import type { Binding } from '../kubernetes/bindings.ts';
import { cloudIdentities } from '../kubernetes/cloud-identities.ts';
import { accountTurns } from '../kubernetes/gitops-turns.ts';
import { objectName } from '../kubernetes/places.ts';
import { accountHits } from '../kubernetes/pod-accounts.ts';
import { referenceHits } from '../kubernetes/reference-grants.ts';
import { EVERYTHING, roleGrants } from '../kubernetes/role-grants.ts';
import type { Grant } from '../kubernetes/role-grants.ts';
import { childOf, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { flagOf } from '../kubernetes/flags.ts';
import { textOf } from '../values.ts';

export const k8sRbacEscalation: ChangeRule = {
  on: 'change',
  id: 'k8s-rbac-escalation',
  title: 'Rights in a cluster that lead to more',
  severity: 'high',
  confidence: 'high',
  why: 'Some rights in a cluster are the way to all others: reading Secrets, running commands in pods, making tokens, binding or escalating roles, acting as another user. A role of everybody, or cluster-admin for one more subject, is the same in fewer words, and a cloud identity carries them out of the cluster.',
  remedy:
    'List the resources, verbs and names that are needed, bind the role in one namespace to one service account, and keep cluster-admin for people who log in.',
  check: (change) => {
    if (change.after === null) return [];
    return [
      ...newGrants(change),
      ...newBindings(change),
      ...newAggregation(change),
      ...newIdentities(change),
      ...newSnippets(change),
      ...newMasters(change),
      ...accountHits(change),
      ...referenceHits(change),
      ...accountTurns(change).map(({ what, ...at }) => ({
        message: `${objectName(change)} ${what}.`,
        ...at,
      })),
      ...newArgoRights(change).map(({ what, ...at }) => ({ message: `${what}.`, ...at })),
    ];
  },
};

function newMasters(change: ParsedChange): readonly Hit[] {
  return newAdministrators(change).map(({ who, line }) => ({
    message: `${objectName(change)} makes ${who ?? 'somebody of AWS'} an administrator of the cluster (system:masters).`,
    line,
  }));
}

function isClusterWide({ type, after }: ParsedChange): boolean {
  const manifest = ['manifest', 'yaml_body'].map((name) => childOf(treeOf(after), name));
  const kind = manifest.map((node) => textOf(node && childOf(node, 'kind'))).find((one) => one !== null);
  return !/^(?:kubernetes)?role(?:binding)?(?:v1)?$/.test(foldName(kind ?? type ?? ''));
}

/** One sentence per rule of a role. */
function newGrants(change: ParsedChange): readonly Hit[] {
  const wide = isClusterWide(change);
  const old = roleGrants(treeOf(change.before), wide);
  const fresh = roleGrants(treeOf(change.after), wide).filter(
    (grant) => !old.some((one) => covers(one, grant)),
  );
  return [...Map.groupBy(fresh, ({ line }) => line)].map(([line, grants]) => ({
    message: `${objectName(change)} can now ${[...new Set(grants.map(({ what }) => what))].join(', ')}${wide || grants.every(({ what }) => what.endsWith(' in its namespace')) ? '' : ', in its namespace'}.`,
    line,
    severity: worst(grants),
  }));
}

function covers(old: Grant, grant: Grant): boolean {
  if (EVERYTHING.some((everything) => everything === old.what)) return true;
  return old.what === grant.what && (!old.limited || grant.limited);
}

function worst(grants: readonly Grant[]): Severity {
  const place = grants.reduce((most, { severity }) => Math.max(most, SEVERITIES.indexOf(severity)), 0);
  return SEVERITIES[place] ?? 'high';
}

function newBindings(change: ParsedChange): readonly Hit[] {
  const old = new Set(bindingsIn(treeOf(change.before)).map(keyOf));
  return bindingsIn(treeOf(change.after))
    .filter((binding) => !old.has(keyOf(binding)))
    .flatMap((binding) => hitOfBinding(change, binding));
}

function keyOf({ role, subject }: Binding): string {
  return `${role ?? ''} ${subject}`;
}

function hitOfBinding(change: ParsedChange, { role, subject, line }: Binding): readonly Hit[] {
  const broad = broadSubject(subject);
  const power = powerOf(role ?? '', isClusterWide(change));
  if (broad !== null && !isPublicRole(role ?? ''))
    return [
      {
        message: `${objectName(change)} gives the role ${role ?? '(computed)'} to ${broad} (${subject}).`,
        line,
      },
    ];
  if (subject === 'Group system:masters')
    return [{ message: `${objectName(change)} names system:masters, which no role can hold back.`, line }];
  if (power === null) return [];
  return [
    {
      message: `${subject} ${power.what}: ${objectName(change)} binds ${role}.`,
      line,
      severity: power.severity,
    },
  ];
}

/** Labels that add a role to others, and roles that take in others. */
function newAggregation(change: ParsedChange): readonly Hit[] {
  const old = new Set(aggregations(treeOf(change.before)).map(({ what }) => what));
  return aggregations(treeOf(change.after))
    .filter(({ what }) => !old.has(what))
    .map(({ what, line }) => ({ message: `${objectName(change)} ${what}.`, line, severity: 'medium' }));
}

function aggregations(tree: Node): readonly { readonly what: string; readonly line: number }[] {
  const labels = walk(tree).flatMap((node) => {
    const role = /^rbac\.authorization\.k8s\.io\/aggregate-to-(.+)$/.exec(node.name)?.[1];
    if (role === undefined || ['off', 'absent'].includes(flagOf(node))) return [];
    return [{ what: `adds its rights to everybody who holds ${role} (aggregated role)`, line: node.line }];
  });
  const rule = childOf(tree, 'aggregationRule');
  if (rule === undefined) return labels;
  return [
    ...labels,
    { what: 'takes in the rights of every role that has its labels (aggregation rule)', line: rule.line },
  ];
}

function newIdentities(change: ParsedChange): readonly Hit[] {
  const old = new Set(cloudIdentities(treeOf(change.before)).map(({ key }) => key));
  return cloudIdentities(treeOf(change.after))
    .filter(({ key }) => !old.has(key))
    .map(({ what, line }) => ({
      message: `Pods with ${objectName(change)} now act in the cloud as ${what}.`,
      line,
      severity: 'medium',
    }));
}

/** Configuration of the ingress controller, which reads every Secret that it serves (CVE-2021-25742). */
function newSnippets(change: ParsedChange): readonly Hit[] {
  const snippets = (tree: Node): readonly Node[] =>
    walk(tree).filter(({ name }) => /nginx\.(?:ingress\.kubernetes\.io|org)\/[\w-]*snippets?$/.test(name));
  const old = new Set(
    snippets(treeOf(change.before)).map(({ name, value }) => JSON.stringify([name, value])),
  );
  return snippets(treeOf(change.after))
    .filter(({ name, value }) => !old.has(JSON.stringify([name, value])))
    .map(({ name, line }) => ({
      message: `${objectName(change)} puts configuration of its own into the ingress controller, which can read Secrets of other namespaces (${name}).`,
      line,
    }));
}
