// Which objects decide what a cluster admits, and in which words they say less than before: called by rules/k8s-admission-weakened.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { childOf, fingerprint, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { locate, unwrapBlocks } from './places.ts';

const KINDS =
  /^(?:kubernetes)?(?:(?:validating|mutating)webhookconfiguration|(?:validating|mutating)admissionpolicy(?:binding)?|podsecuritypolicy|securitycontextconstraints)(?:v1|v1beta1)?$/;
const GROUPS = /^(?:(?:constraints|templates|config)\.gatekeeper\.sh|(?:policies\.)?kyverno\.io)\//;
const NETWORK =
  /^(?:kubernetes)?(?:(?:cilium|ciliumclusterwide|global|admin|baselineadmin|cluster)?networkpolicy)(?:v1)?$/;
const MESH = /^(?:authorizationpolicy|peerauthentication)$/;

/** What a deletion of such an object lets in; null for an object that guards nothing. An exception is no guard. */
export function guardOf({ type, address }: Pick<ParsedChange, 'type' | 'address'>): {
  readonly lost: string;
  readonly severity: Severity;
} | null {
  const kind = foldName(type ?? '');
  if (kind === 'policyexception') return null;
  if (KINDS.test(kind) || GROUPS.test(address))
    return { lost: 'what it refused or changed is admitted as it comes', severity: 'high' };
  if (NETWORK.test(kind))
    return { lost: 'the pods that it held apart may reach each other again', severity: 'medium' };
  return MESH.test(kind) && address.startsWith('security.istio.io/')
    ? { lost: 'callers that it kept out are let in', severity: 'medium' }
    : null;
}

/** Whether it decides what the cluster admits, and so has the words of such a policy. */
export function isAdmission({ type, address }: Pick<ParsedChange, 'type' | 'address'>): boolean {
  return KINDS.test(foldName(type ?? '')) || GROUPS.test(address);
}

/** Whether a kind alone is that of a guard: of a patch that removes it, which has no address. */
export function isGuardKind(kind: string): boolean {
  return KINDS.test(foldName(kind)) || NETWORK.test(foldName(kind));
}

export type Weakening = { readonly what: string; readonly line: number | null; readonly severity: Severity };

/** Between two sides of an object that is a guard. */
export function weakenings(before: Node, after: Node): readonly Weakening[] {
  const [old, now] = [before, after].map((tree) => byPath(unwrapBlocks(tree)));
  if (old === undefined || now === undefined) return [];
  return [
    ...[...now].flatMap(([path, node]) => weakerWord(old.get(path), node, old.has(parentOf(path)))),
    ...[...now].flatMap(([path, node]) =>
      isScope(path) && old.has(parentOf(path)) ? otherScope(old.get(path), node) : [],
    ),
    ...[...old].flatMap(([path, node]) => (now.has(path) ? [] : goneScope(node, now.get(parentOf(path))))),
    ...[...old].flatMap(([path, node]) => goneCheck(path, node, now)),
    ...[...now].flatMap(([path, node]) => otherCheck(path, old.get(path), node)),
    ...noLongerEnforced(old, now),
  ];
}

type Paths = ReadonlyMap<string, Node>;

function byPath(tree: Node): Paths {
  return new Map(
    locate(tree).map(({ node, above }) => [
      [...above, node].map(({ name }) => foldName(name)).join('/'),
      node,
    ]),
  );
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Members whose value says whether something is refused at all. Absent means refused. */
const WORDS: ReadonlyMap<string, { readonly weak: RegExp; readonly what: string }> = new Map([
  [
    'failurepolicy',
    { weak: /^ignore$/i, what: 'lets everything in when it cannot be asked (failurePolicy Ignore)' },
  ],
  [
    'enforcementaction',
    { weak: /^(?:dryrun|warn|scoped)$/i, what: 'no longer refuses, it only reports (enforcementAction)' },
  ],
]);

function weakerWord(old: Node | undefined, now: Node, hadParent: boolean): readonly Weakening[] {
  const word = WORDS.get(foldName(now.name));
  if (word === undefined || saysWeak(old, word.weak)) return [];
  if (saysWeak(now, word.weak))
    return [{ what: word.what, line: now.line, severity: hadParent ? 'high' : 'low' }];
  const computed = textsOf(now).unknown.length > 0 && textsOf(old).unknown.length === 0;
  return computed
    ? [{ what: `may refuse less, as its ${now.name} is computed`, line: now.line, severity: 'low' }]
    : [];
}

function saysWeak(node: Node | undefined, weak: RegExp): boolean {
  return textsOf(node).known.some((text) => weak.test(text));
}

/** Members that choose what is looked at. Whether the new choice is smaller nobody can tell for sure. */
const SCOPES =
  /\/(?:namespaceselector|objectselector|matchconditions?|match|exclude|matchresources|matchconstraints|excludednamespaces|excludedgroups|paramref)$|\/webhooks?\/[^/]+\/rules?$/;

/** The outermost of nested choices speaks for all of them. */
function isScope(path: string): boolean {
  return SCOPES.test(path) && !SCOPES.test(parentOf(path));
}

function otherScope(old: Node | undefined, now: Node): readonly Weakening[] {
  if (old !== undefined && fingerprint(old) === fingerprint(now)) return [];
  return [{ what: `looks at other objects than before (${now.name})`, line: now.line, severity: 'medium' }];
}

/** A choice that is gone looks at more, save one that named what to look at by a condition or a parameter. */
function goneScope(node: Node, parent: Node | undefined): readonly Weakening[] {
  if (parent === undefined || foldName(node.name) !== 'paramref') return [];
  return [{ what: 'checks without its parameters (paramRef)', line: parent.line, severity: 'medium' }];
}

/** An element of a list of checks that is gone, where the list had names for them. */
function goneCheck(path: string, node: Node, now: Paths): readonly Weakening[] {
  const list = foldName(parentOf(path).split('/').at(-1) ?? '');
  if (!/^(?:webhooks?|rules|validations)$/.test(list) || now.has(path)) return [];
  const isNamed = childOf(node, 'name') !== undefined;
  return isNamed ? [{ what: `no longer has the check ${node.name}`, line: null, severity: 'high' }] : [];
}

/**
 * What is asked of an object, and who is asked: patterns and parameters, expressions, the policy of a binding, the service of a
 * webhook. Whether other words ask less nobody can tell for sure.
 */
const CHECKS =
  /\/(?:validate|verifyimages|parameters|validations?|policyname|clientconfig|rego|targets|variables|preconditions)$/;

function otherCheck(path: string, old: Node | undefined, now: Node): readonly Weakening[] {
  if (!CHECKS.test(path) || CHECKS.test(parentOf(path)) || isUnderCheck(path)) return [];
  if (old === undefined || asked(old) === asked(now)) return [];
  const what =
    foldName(now.name) === 'clientconfig'
      ? `asks another place than before (${now.name})`
      : `asks other things than before (${now.name})`;
  return [{ what, line: now.line, severity: 'medium' }];
}

function isUnderCheck(path: string): boolean {
  const above = parentOf(path);
  return above !== '' && (CHECKS.test(above) || isUnderCheck(above));
}

/** Words for people, certificates that are renewed and the action, which is told by itself, ask nothing. */
function asked(node: Node): string {
  const isAside = ({ name }: Node): boolean =>
    /^(?:message|messageexpression|reason|cabundle|failureaction|failureactionoverrides)$/.test(
      foldName(name),
    );
  const strip = (one: Node): Node => ({
    ...one,
    children: one.children.filter((child) => !isAside(child)).map(strip),
  });
  return fingerprint(strip(node));
}

/** Actions of Kyverno and of admission policies: one word in one of several places says that something is refused. */
function noLongerEnforced(old: Paths, now: Paths): readonly Weakening[] {
  if (!refuses(old) || refuses(now)) return [];
  const line = [...now.values()].find(({ name }) => ACTIONS.test(foldName(name)))?.line ?? null;
  return [{ what: 'no longer refuses, it only reports', line, severity: 'high' }];
}

const ACTIONS = /^(?:validationfailureaction|failureaction|validationactions)$/;

function refuses(paths: Paths): boolean {
  const actions = [...paths.values()].filter(({ name }) => ACTIONS.test(foldName(name)));
  return actions.some((node) => textsOf(node).known.some((text) => /^(?:enforce|deny)$/i.test(text)));
}
