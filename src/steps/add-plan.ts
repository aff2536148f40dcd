// A Terraform plan beside a diff: nothing says who made it, so it may only add. Called by the command line.
import { crossCheck, readPlan } from '../formats/index.ts';
import type { Discrepancy } from '../formats/index.ts';
import { digestOf } from '../model/canonical.ts';
import type { Diff, FileFact, Mark, ParsedChange } from '../model/change.ts';
import type { Action } from '../model/words.ts';

export type GivenPlan = {
  /** Path as given, which changes of the plan carry. */
  readonly name: string;
  readonly text: string;
};

/** The diff with the changes of the plan, and a mark for each thing the two say differently. A plan that cannot be read is unreadable. */
export function addPlan(diff: Diff, { name, text }: GivenPlan): Diff {
  const lines = text.replace(/\n$/, '').split('\n').length;
  const plan = readPlan(text, { file: name, lines });
  const fact: FileFact = {
    path: name,
    previousPath: null,
    status: 'added',
    format: 'terraform-plan',
    blob: digestOf(text),
    previousBlob: null,
  };
  const files = [...diff.files, fact];
  if (plan.kind === 'problem')
    return { ...diff, files, unreadable: [...diff.unreadable, { file: name, ...plan.problem }] };
  const usedIn = configurationOf(diff);
  return {
    ...diff,
    files,
    changes: [...diff.changes, ...plan.changes.map((change) => ({ ...change, usedIn }))],
    marks: [...diff.marks, ...crossCheck(plan, diff.changes).map(markOf)],
  };
}

/** A plan says nothing of the folder it was made in: it belongs wherever the configuration that changes belongs. */
function configurationOf({ changes }: Diff): readonly string[] {
  const written = changes.filter(({ format }) => format === 'terraform');
  return [...new Set(written.flatMap(({ file, usedIn }) => [file, ...usedIn]))].toSorted();
}

function markOf(found: Discrepancy): Mark {
  const { file, startLine } = found.change;
  const confidence = found.certain ? 'high' : 'low';
  return {
    rule: 'plan-differs',
    file,
    line: startLine,
    message: messageOf(found),
    severity: 'medium',
    confidence,
  };
}

function messageOf({ only, address, planned, written }: Discrepancy): string {
  const name = plainText(address);
  switch (only) {
    case 'plan':
      return `The plan ${verb(planned)} ${name}, which the diff does not show.`;
    case 'diff':
      return `The diff ${verb(written)} ${name}, of which the plan knows nothing.`;
    case 'both':
      return `The diff ${verb(written)} ${name}, and the plan ${planned === null ? 'leaves it as it is' : `${verb(planned)} it`}.`;
  }
}

function verb(action: Action | null): string {
  return action === null || action === 'unknown' ? 'does something to' : `${action}s`;
}

/** A plan is anybody's text: one line of it, and not too much. */
function plainText(address: ParsedChange['address']): string {
  return address.replaceAll(/\s+/g, ' ').slice(0, 200);
}
