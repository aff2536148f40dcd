// Changes of files as their formats read them, and what one rule says of them: for rules about workflows and agents.
import type { ChangeRule, RuleContext } from '../../src/classify/finding.ts';
import { kindsOf } from '../../src/classify/kinds.ts';
import { formatFile } from '../../src/formats/format-file.ts';
import type { FormatFile } from '../../src/formats/format-file.ts';
import { recognise } from '../../src/formats/registry.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import { contextOf, diffOf } from './example-change.ts';

/** `null`: the side has no such file. Only for formats that need no parser beside the syntax trees. */
export type Sides = { readonly path: string; readonly before: string | null; readonly after: string | null };

export function readChanges(sides: Sides): readonly ParsedChange[] {
  return readParts(sides).filter(({ standing }) => standing !== true);
}

/** With the parts that stand as they stood. */
function readParts({ path, before, after }: Sides): readonly ParsedChange[] {
  const file = (text: string | null, blob: string): FormatFile | null =>
    text === null ? null : formatFile({ path, blob, text });
  const input = { path, previousPath: null, before: file(before, 'b1'), after: file(after, 'b2') };
  const found = recognise(input.after ?? input.before ?? formatFile({ path, blob: '', text: '' }));
  const result = found?.format.parse(input, found.id);
  if (result?.kind !== 'parsed')
    throw new Error(result === undefined ? 'nobody reads it' : result.problem.message);
  return result.changes;
}

/** `severity line message` for each hit; `-` for a hit on the whole change. */
export function hitsOf(rule: ChangeRule, sides: Sides, given: Partial<RuleContext> = {}): readonly string[] {
  const parts = readParts(sides);
  const changes = parts.filter(({ standing }) => standing !== true);
  const diff = diffOf({ changes, standing: parts.filter((part) => !changes.includes(part)) });
  return changes.flatMap((change) =>
    rule
      .check(change, contextOf(kindsOf(change).kinds, { diff, ...given }))
      .map(({ severity = rule.severity, line, message }) => `${severity} ${line ?? '-'} ${message}`),
  );
}

const WORKFLOW = '.github/workflows/deploy.yml';

/** The same for a workflow. */
export function hitsOfWorkflow(
  rule: ChangeRule,
  before: string | null,
  after: string | null,
  given: Partial<RuleContext> = {},
): readonly string[] {
  return hitsOf(rule, { path: WORKFLOW, before, after }, given);
}

/** A workflow with one job, `lines` being that job's, and `top` what stands above `jobs`. */
export function workflow(lines: string, top = 'on: push'): string {
  const job = lines
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
  return `${top}\njobs:\n  deploy:\n${job}`;
}
