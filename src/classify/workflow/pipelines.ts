// The workflows and actions of one side of a diff, changed or standing, by their paths, and which of them a step or a job calls. Read by text-flows.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { childOf, segmentsOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { aroundOf, isPipelinePart, memberText, ownTree } from './parts.ts';

/** A job, or a part of the top level, of one side. */
export type Part = { readonly change: ParsedChange; readonly tree: Node; readonly around: Node | undefined };

export type Pipelines = ReadonlyMap<string, Pipeline>;

export type Pipeline = {
  readonly path: string;
  /** By their ids in small letters. */
  readonly jobs: ReadonlyMap<string, Part>;
  /** Of a workflow `on`; of an action `inputs`, `outputs`, `runs`. */
  readonly tops: ReadonlyMap<string, Part>;
};

/** Those with parts that hand values on, by path. */
export function pipelinesOf(diff: Diff, side: 'before' | 'after'): ReadonlyMap<string, Pipeline> {
  const parts = [...diff.changes, ...(diff.standing ?? [])].filter(
    (change) => isPipelinePart(change) && !change.opaque && change[side] !== null,
  );
  const byPath = Map.groupBy(parts, (change) =>
    side === 'before' ? (change.previousFile ?? change.file) : change.file,
  );
  return new Map([...byPath].map(([path, own]) => [path, pipelineOf(path, own, side)]));
}

function pipelineOf(path: string, parts: readonly ParsedChange[], side: 'before' | 'after'): Pipeline {
  const jobs = new Map<string, Part>();
  const tops = new Map<string, Part>();
  for (const change of parts) {
    const state = change[side];
    const part = { change, tree: ownTree(state), around: aroundOf(state) };
    const [first = '', id = ''] = segmentsOf(change.address);
    // A job that is called otherwise on the other side carries its own name.
    if (change.type === 'workflow_job') jobs.set((memberText(part.tree, 'id') || id).toLowerCase(), part);
    else tops.set(first, part);
  }
  return { path, jobs, tops };
}

/** Names of the events that start a workflow; none for an action. */
export function eventsOf({ tops, jobs }: Pipeline): readonly string[] {
  const on = tops.get('on');
  if (on !== undefined) return childOf(on.tree, 'on')?.children.map(({ name }) => name) ?? [];
  const around = [...jobs.values()][0]?.around;
  const names = around === undefined ? undefined : childOf(around, 'on')?.value;
  return Array.isArray(names) ? names.map(String) : [];
}

/**
 * What `uses` names: `./path` of the checkout, wherever in it that lies, `$/path`, or a workflow of a repository by its full name,
 * which may be this one.
 */
export function calledBy(uses: string, pipelines: ReadonlyMap<string, Pipeline>): Pipeline | undefined {
  const remote = /^[^./\s][^/\s]*\/[^/\s]+\/(\.github\/workflows\/[^/@\s]+)@/.exec(uses)?.[1];
  if (remote !== undefined) return pipelines.get(remote);
  if (!/^[.$]\//.test(uses)) return undefined;
  const segments = uses
    .split('/')
    .slice(1)
    .filter((segment) => segment !== '' && segment !== '.');
  for (let from = 0; from < Math.max(1, segments.length); from += 1) {
    const path = segments.slice(from).join('/');
    const folder = path === '' ? '' : `${path}/`;
    for (const name of [path, `${folder}action.yml`, `${folder}action.yaml`]) {
      const found = pipelines.get(name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
