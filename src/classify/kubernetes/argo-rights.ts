// What Argo CD lets people do, in its ConfigMaps and in values of its chart: called by rules/k8s-rbac-escalation.ts.
// https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isExpression } from '../expression.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { flagOf } from './flags.ts';

export type ArgoRight = {
  /** A sentence. */
  readonly what: string;
  /** 1-based in the head file: of the setting. */
  readonly line: number;
  readonly severity: Severity;
};

/** Switches that are on only where nobody has to log in, or people work inside of pods. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ['users.anonymous.enabled', 'Argo CD now takes whoever reaches it as a user, without a login'],
  ['exec.enabled', 'Argo CD now opens shells in pods for those who may use them'],
  ['server.disable.auth', 'Argo CD now lets whoever reaches it do everything, without a login'],
]);
/** Flags of the build that run programs of whoever writes a kustomization, or read files beside it. */
const BUILD_FLAGS: ReadonlyMap<RegExp, readonly [string, Severity]> = new Map([
  [/--enable-(?:exec|alpha-plugins)\b/, ['Argo CD now runs the programs that kustomizations name', 'high']],
  [
    /LoadRestrictionsNone/,
    ['Argo CD now lets kustomizations read any file of its repository server', 'medium'],
  ],
]);
const BUILD_OPTIONS = /^kustomize\.buildOptions(?:\.[\w.-]+)?$/;

/** Objects that make rights of their own: accounts, and where deployments go or come from. */
const POWERFUL = ['accounts', 'certificates', 'clusters', 'gpgkeys', 'projects', 'repositories'];
const READS = ['get', ''];

/** Keys with these dotted names are Argo CD's own, wherever they stand. */
export function newArgoRights(change: ParsedChange): readonly ArgoRight[] {
  const [before, after] = [treeOf(change.before), treeOf(change.after)];
  const old = new Set(rightsIn(before).map(({ what }) => what));
  return [...rightsIn(after).filter(({ what }) => !old.has(what)), ...noLongerDenied(before, after)];
}

/** A line that denies wins over all that allow. Where the whole setting is gone, nothing is allowed by it either. */
function noLongerDenied(before: Node, after: Node): readonly ArgoRight[] {
  const kept = policiesIn(after);
  const still = new Set(kept.flatMap((node) => linesOf(node).map((words) => words.join(', '))));
  const [home] = kept;
  if (home === undefined) return [];
  return policiesIn(before).flatMap((node) =>
    linesOf(node).flatMap((words): readonly ArgoRight[] => {
      const [type, who = '', what = '', action = '', object = '', effect] = words;
      if (type !== 'p' || effect !== 'deny' || still.has(words.join(', '))) return [];
      const said = `Argo CD no longer denies ${who} to ${action === '*' ? 'change' : action} ${what} ${object} (${node.name})`;
      return [right(home, said, 'high')];
    }),
  );
}

const POLICY_LINES = /^policy(?:\.[\w-]+)?\.csv$/;

function policiesIn(tree: Node): readonly Node[] {
  return walk(tree).filter(({ name }) => POLICY_LINES.test(name));
}

function rightsIn(tree: Node): readonly ArgoRight[] {
  return walk(tree).flatMap((node): readonly ArgoRight[] => {
    if (node.name === 'policy.default') return ofEverybody(node);
    if (POLICY_LINES.test(node.name)) return ofLines(node);
    if (BUILD_OPTIONS.test(node.name)) return ofBuild(node);
    const open = OPEN.get(node.name);
    return open === undefined || ['off', 'absent'].includes(flagOf(node)) ? [] : [right(node, open, 'high')];
  });
}

function ofBuild(node: Node): readonly ArgoRight[] {
  return [...BUILD_FLAGS].flatMap(([flag, [what, severity]]) =>
    flag.test(textOf(node)) ? [right(node, `${what} (${node.name})`, severity)] : [],
  );
}

/** What those have who are in no line. */
function ofEverybody(node: Node): readonly ArgoRight[] {
  const role = isExpression(node.value) ? 'a computed role' : textOf(node);
  if (role === '' || role === 'role:readonly') return [];
  const severity = role === 'role:admin' ? 'high' : 'medium';
  return [right(node, `Everybody who logs in to Argo CD now has ${role} (policy.default)`, severity)];
}

function ofLines(node: Node): readonly ArgoRight[] {
  return linesOf(node).flatMap((words) => ofLine(node, words));
}

function linesOf(node: Node): readonly (readonly string[])[] {
  return textOf(node)
    .split('\n')
    .map((line) => line.split(',').map((word) => word.trim()));
}

/** `g, who, role` and `p, who, resource, action, object, effect`. */
function ofLine(node: Node, words: readonly string[]): readonly ArgoRight[] {
  const [type, who = '', what = '', action = '', , effect = 'allow'] = words;
  if (type === 'g' && what === 'role:admin')
    return [right(node, `${who} is now an administrator of Argo CD (${node.name})`, 'high')];
  if (type !== 'p' || effect === 'deny') return [];
  if (what === 'exec' && !READS.includes(action))
    return [right(node, `${who} may now run commands in pods through Argo CD (${node.name})`, 'high')];
  if (what.includes('*') && !READS.includes(action))
    return [right(node, `${who} may now ${doing(action)} everything in Argo CD (${node.name})`, 'high')];
  return POWERFUL.includes(what) && !READS.includes(action)
    ? [right(node, `${who} may now ${doing(action)} ${what} of Argo CD (${node.name})`, 'medium')]
    : [];
}

function doing(action: string): string {
  return action.includes('*') ? 'create, change and delete' : action;
}

function right({ line }: Node, what: string, severity: Severity): ArgoRight {
  return { what, line, severity };
}

function textOf({ value }: Node): string {
  return typeof value === 'string' ? value.trim() : '';
}
