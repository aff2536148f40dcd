// Changes that say the same: a policy that only moved, and a local beside the resource that uses it. Called by documents-of.ts and rules/iam-access-grows.ts.
import { dirname } from 'node:path/posix';
import { canonicalJson } from '../../../model/canonical.ts';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import type { PolicyDocument, PolicyStatement } from '../policy-document.ts';
import { goneBeside } from './diff-index.ts';
import { writtenDocuments } from './written-documents.ts';
import type { Side } from './written-documents.ts';

/** The same thing under another name or in another file of its folder: equal documents of one type, one gone and one new. */
export function twinOf(change: ParsedChange, diff: Diff): ParsedChange | null {
  const gone = change.after === null ? [] : goneBeside(change, diff);
  if (gone.length === 0) return null;
  const said = saidBy(change, 'after', diff);
  return (
    gone.find(
      (one) =>
        one.address === change.address ||
        (said !== '[]' && isOfSameProvider(one, change) && saidBy(one, 'before', diff) === said),
    ) ?? null
  );
}

/** Another configuration of the provider is another account. */
function isOfSameProvider({ before }: ParsedChange, { after }: ParsedChange): boolean {
  const of = (state: ParsedChange['after']): string => canonicalJson(state?.['provider']?.value ?? null);
  return of(before) === of(after);
}

function saidBy(change: ParsedChange, side: Side, diff: Diff): string {
  return JSON.stringify(withoutLines(writtenDocuments(change, side, diff)));
}

/** Whether a resource of the diff has a statement of this change too: then it is judged there. */
export function isUsedInSight(change: ParsedChange, diff: Diff): boolean {
  const own = new Set(statementsOf(change, diff));
  return diff.changes.some(
    (one) =>
      one.type !== change.type &&
      dirname(one.file) === dirname(change.file) &&
      statementsOf(one, diff).some((statement) => own.has(statement)),
  );
}

function statementsOf(change: ParsedChange, diff: Diff): readonly string[] {
  return writtenDocuments(change, 'after', diff).flatMap(({ statements }) =>
    statements.map((statement) => JSON.stringify({ ...statement, line: 0 })),
  );
}

function withoutLines(documents: readonly PolicyDocument[]): readonly unknown[] {
  const bare = ({ line: _line, ...statement }: PolicyStatement): unknown => statement;
  return documents.map(({ use, version, statements, unknown }) => [
    use,
    version,
    statements.map(bare),
    unknown,
  ]);
}
