// Where jobs run, and containers that reach out of themselves; read by workflow-self-hosted-runner.
import type { JsonValue } from '../../model/json.ts';
import { childOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';

/** `computed`: an expression that the matrix of the job does not resolve. */
export type Runner = {
  readonly kind: 'label' | 'group' | 'computed';
  readonly name: string;
  readonly line: number;
};

/** https://docs.github.com/en/actions/reference/runners/github-hosted-runners */
const HOSTED =
  /^(?:ubuntu|windows|macos)-(?:latest|slim|\d{2,4}(?:\.\d{2})?)(?:-(?:arm|intel|large|xlarge|vs\d{4}|slim))?$/i;

/** The runners of a job that are none of GitHub's standard ones. */
export function foreignRunners(job: Node): readonly Runner[] {
  const runsOn = childOf(job, 'runs-on');
  if (runsOn === undefined) return [];
  const group = childOf(runsOn, 'group');
  const labels = childOf(runsOn, 'labels') ?? runsOn;
  const groups = textsOf(group).known.map((name): Runner => ({
    kind: 'group',
    name,
    line: group?.line ?? 0,
  }));
  const { known, unknown } = childOf(runsOn, 'labels') === undefined ? ownTextsOf(labels) : textsOf(labels);
  const line = labels.line;
  return [
    ...groups,
    ...known.flatMap((name) => labelOf(name, line)),
    ...unknown.flatMap((source) => resolved(source, job, line)),
  ];
}

function labelOf(name: string, line: number): readonly Runner[] {
  return HOSTED.test(name) ? [] : [{ kind: 'label', name, line }];
}

/** `${{ matrix.os }}` is any value that the matrix gives it, in its list or in `include`. */
function resolved(source: string, job: Node, line: number): readonly Runner[] {
  const key = /^\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*$/.exec(source)?.[1];
  const strategy = childOf(job, 'strategy');
  const matrix = strategy === undefined ? undefined : childOf(strategy, 'matrix');
  const holders =
    key === undefined || matrix === undefined ? [] : walk(matrix).filter(({ name }) => name === key);
  const { known, unknown } = joined(holders);
  if (known.length === 0 || unknown.length > 0 || isComputed(matrix?.value))
    return [{ kind: 'computed', name: source.trim(), line }];
  return known.flatMap((name) => labelOf(name, line));
}

function joined(nodes: readonly Node[]): ReturnType<typeof textsOf> {
  const all = nodes.map(textsOf);
  return { known: all.flatMap(({ known }) => known), unknown: all.flatMap(({ unknown }) => unknown) };
}

function isComputed(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

export type Escape = { readonly what: string; readonly line: number };

/** Containers with rights over the machine they run on. */
export function escapesIn(job: Node): readonly Escape[] {
  const services = childOf(job, 'services')?.children ?? [];
  return [childOf(job, 'container'), ...services].flatMap((container) =>
    container === undefined
      ? []
      : [...optionsOf(childOf(container, 'options')), ...mountsOf(childOf(container, 'volumes'))],
  );
}

/** Of the capabilities those by which a container gets out, or into the network of its machine. */
const OPTION =
  /--(?:privileged|cap-add[= ](?:cap_)?(?:all|bpf|dac_read_search|mknod|net_admin|net_raw|sys_[a-z]{1,20})|device|security-opt|pid[= ]host|ipc[= ]host|userns[= ]host|network[= ]host|net[= ]host)\b/gi;

function optionsOf(node: Node | undefined): readonly Escape[] {
  if (node === undefined) return [];
  const { known, unknown } = textsOf(node);
  const found = [...known, ...unknown].flatMap((text) => text.match(OPTION) ?? []);
  return [...new Set(found)].map((option) => ({ what: `the option \`${option}\``, line: node.line }));
}

function mountsOf(node: Node | undefined): readonly Escape[] {
  const mounts = textsOf(node).known.filter((text) =>
    /docker\.sock|^\/(?:etc|proc|sys|var\/run|root|home)?(?:\/|:)/.test(text),
  );
  return mounts.map((mount) => ({
    what: `the mount \`${mount.split(':')[0] ?? ''}\``,
    line: node?.line ?? 0,
  }));
}
