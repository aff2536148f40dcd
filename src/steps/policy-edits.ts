// What an edit of the policy gives away or breaks, as marks of the diff: kept with it, so that a recorded decision replays whole. Called by read-diff.ts.
import type { Mark } from '../model/change.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import { cedarLoosenedBy, loosenedBy, spoiledBy } from '../policy/index.ts';
import { isSharedPolicy } from './shared-policy.ts';

/** Case folds as the policy's own globs do. */
const CEDAR = /^\.aigov\/.*\.cedar$/i;

/** The edit of a policy is judged by the policy as it stands, and shown with what it gives away and what it breaks. */
export function policyEdits(change: FileChange): readonly Mark[] {
  return [...lossesOf(change), ...spoiledOf(change)];
}

function lossesOf({ before, after }: FileChange): readonly Mark[] {
  if (before === null) return [];
  const file = before.path;
  if (file === POLICY_PATH) {
    const moved = after?.path !== POLICY_PATH;
    return loosenedBy({ file, before: textOf(before), after: moved ? null : textOf(after) });
  }
  if (isSharedPolicy(before)) {
    const moved = after?.path !== file;
    return loosenedBy({ file, before: textOf(before), after: moved ? null : textOf(after) });
  }
  if (!CEDAR.test(file)) return [];
  const moved = after === null || !CEDAR.test(after.path) || folderOf(after.path) !== folderOf(file);
  return cedarLoosenedBy({
    file: after?.path ?? file,
    before: textOf(before),
    after: moved ? null : textOf(after),
  });
}

function spoiledOf({ before, after }: FileChange): readonly Mark[] {
  if (after === null) return [];
  const isRead = after.path === POLICY_PATH || CEDAR.test(after.path);
  // Of another file nobody here knows who reads it: it counts as read while it holds a policy.
  const held = before !== null && before.path === after.path && isSharedPolicy(before) && isSound(before);
  if (!isRead && !held) return [];
  const text = textOf(after);
  return text === null ? [] : spoiledBy({ file: after.path, text });
}

function isSound(side: FileSide): boolean {
  return spoiledBy({ file: side.path, text: textOf(side) ?? '' }).length === 0;
}

function textOf({ content }: FileSide): string | null {
  return content.kind === 'text' ? content.text : null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
