// Which files beside a policy belong to it, for those who read files. Part of the face of the policy stage.
import { isCedarPattern } from '../cedar/pattern.ts';
import { parsePolicy } from '../parse-policy.ts';

/** Globs of files that must be read from the same commit; none of a text that is no policy. */
export function namedFiles(text: string): readonly string[] {
  const parsed = parsePolicy(text);
  return parsed.kind === 'ok' ? (parsed.document.policies ?? []).filter(isCedarPattern) : [];
}
