// Which edited files hold a policy under a name of their own: floors and layers that other repositories take in. Called by policy-edits.ts and edited-policy.ts.
import type { FileSide } from '../model/files.ts';
import { isPolicyText, mayBePolicy } from '../model/policy-text.ts';

/** By its content: what it is called is said elsewhere. */
export function isSharedPolicy({ path, content }: FileSide): boolean {
  return mayBePolicy(path) && content.kind === 'text' && isPolicyText(content.text);
}
