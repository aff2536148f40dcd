// What an edit of the policy gives away, as marks of the diff: kept with it, so that a recorded decision replays whole. Called by read-diff.ts.
import type { Mark } from '../model/change.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import { loosenedBy } from '../policy/index.ts';

/** The edit of a policy is judged by the policy as it stands, and shown with what it gives away. */
export function policyEdits({ before, after }: FileChange): readonly Mark[] {
  if (before?.path !== POLICY_PATH) return [];
  const textOf = (side: FileSide): string | null => (side.content.kind === 'text' ? side.content.text : null);
  const moved = after === null || after.path !== POLICY_PATH;
  return loosenedBy({ file: POLICY_PATH, before: textOf(before), after: moved ? null : textOf(after) });
}
