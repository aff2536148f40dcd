// Terraform plans in JSON that stand in the repository, found by content: what they plan is added to what the files say.
import { canonicalJson } from '../model/canonical.ts';
import type { ParsedChange } from '../model/change.ts';
import { toValue } from '../syntax/index.ts';
import { hasKeys } from './tree.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { isObject } from './kubernetes/objects.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
import { readPlan } from './terraform-plan/read-plan.ts';
import type { ReadPlan } from './terraform-plan/read-plan.ts';
import { countedFile, opaqueFile } from './whole-file.ts';

export const terraformPlan: Format = {
  id: 'terraform-plan',
  title: 'Terraform plans in JSON',
  claims: (path) => (/\.json$/i.test(path) ? 'content' : 'none'),
  recognise,
  recogniseData: recognise,
  sameAfterRename: () => true,
  parse,
};

/** `format_version` beside one of the two; a state in JSON has only the first. What a cluster takes is an object of it. */
function recognise(file: FormatFile): string | null {
  const [root] = file.syntax().documents;
  if (root === undefined || !hasKeys(root, 'format_version') || isObject(root)) return null;
  return hasKeys(root, 'resource_changes') || hasKeys(root, 'planned_values') ? 'terraform-plan' : null;
}

/** Of a plan that changes, what it plans now and did not plan before; one that goes plans nothing any more. */
function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after);
  if (problem !== null) return { kind: 'unreadable', problem };
  const { before, after, path } = input;
  if (after === null) return { kind: 'parsed', changes: [countedFile(input, 'terraform-plan')] };
  const now = planOf(after, path);
  if (now.kind === 'problem') return { kind: 'unreadable', problem: now.problem };
  const old = before === null ? null : planOf(before, path);
  if (old?.kind === 'problem') return { kind: 'unreadable', problem: inBase(old.problem) };
  const known = new Set((old?.changes ?? []).map(meaningOf));
  const planned = now.changes
    .filter((change) => !known.has(meaningOf(change)))
    .map((change) => ({ ...change, previousFile: input.previousPath }));
  const isMore = beside(after) !== '' && (before === null || beside(before) !== beside(after));
  return {
    kind: 'parsed',
    changes: isMore ? [...planned, opaqueFile(input, 'terraform-plan')] : planned,
  };
}

/** https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
const MEMBERS: readonly string[] =
  `format_version provider_format_version terraform_version variables planned_values resource_drift resource_changes
  deferred_changes output_changes prior_state configuration relevant_attributes checks timestamp applyable complete errored
  timeouts action_invocations deferred_action_invocations`.split(/\s+/);

/** What no plan has, for which another tool may read the same file: equal for equal meaning, empty where there is none. */
function beside(file: FormatFile): string {
  const [root] = file.syntax().documents;
  const others = root?.kind === 'map' ? root.entries.filter(({ key }) => !MEMBERS.includes(key)) : [];
  return others.length === 0 ? '' : canonicalJson(others.map(({ key, value }) => [key, toValue(value)]));
}

function planOf(file: FormatFile, path: string): ReadPlan {
  return readPlan(file.text, { file: path, lines: file.lines });
}

function meaningOf({ startLine: _start, endLine: _end, ...change }: ParsedChange): string {
  return canonicalJson(change);
}
