// Terraform plans in JSON that stand in the repository, found by content: what they plan is added to what the files say.
import { canonicalJson } from '../model/canonical.ts';
import type { ParsedChange } from '../model/change.ts';
import { hasKeys } from './tree.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
import { readPlan } from './terraform-plan/read-plan.ts';
import type { ReadPlan } from './terraform-plan/read-plan.ts';
import { countedFile } from './whole-file.ts';

export const terraformPlan: Format = {
  id: 'terraform-plan',
  title: 'Terraform plans in JSON',
  claims: (path) => (/\.json$/i.test(path) ? 'content' : 'none'),
  recognise,
  recogniseData: recognise,
  sameAfterRename: () => true,
  parse,
};

/** `format_version` beside one of the two; a state in JSON has only the first. */
function recognise(file: FormatFile): string | null {
  const [root] = file.syntax().documents;
  if (root === undefined || !hasKeys(root, 'format_version')) return null;
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
  return {
    kind: 'parsed',
    changes: now.changes
      .filter((change) => !known.has(meaningOf(change)))
      .map((change) => ({ ...change, previousFile: input.previousPath })),
  };
}

function planOf(file: FormatFile, path: string): ReadPlan {
  return readPlan(file.text, { file: path, lines: file.lines });
}

function meaningOf({ startLine: _start, endLine: _end, ...change }: ParsedChange): string {
  return canonicalJson(change);
}
