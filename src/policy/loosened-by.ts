// What an edit of the policy file gives away, in words and with lines: for the people who approve it. Called by the pipeline.
import type { Mark } from '../model/change.ts';
import { locate } from './locate.ts';
import { accountLosses } from './loosened/account-losses.ts';
import { actorLosses } from './loosened/actor-losses.ts';
import { deployLosses } from './loosened/deploy-losses.ts';
import { ruleLosses } from './loosened/rule-losses.ts';
import { scopeLosses } from './loosened/scope-losses.ts';
import { parsePolicy } from './parse-policy.ts';

export type PolicyEdit = {
  readonly file: string;
  /** Text at the base, null where there was no policy: then nothing can be given away. */
  readonly before: string | null;
  /** Text at the head, null where the file is deleted. */
  readonly after: string | null;
};

/** Total. A text that is no policy refuses everything once merged, and a base that is none gave nothing: both loosen nothing. */
export function loosenedBy({ file, before, after }: PolicyEdit): readonly Mark[] {
  const base = { rule: 'policy-loosened', file, confidence: 'high' } as const;
  const old = before === null ? null : parsePolicy(before);
  if (old?.kind !== 'ok') return [];
  if (after === null) {
    const message = 'The policy is deleted: all of its rules, environments and limits are gone.';
    return [{ ...base, line: 1, message, severity: 'high' }];
  }
  const now = parsePolicy(after);
  if (now.kind !== 'ok') return [];
  const losses = [scopeLosses, actorLosses, accountLosses, ruleLosses, deployLosses].flatMap((find) =>
    find(old.document, now.document),
  );
  return losses
    .map(({ path, message, severity }) => ({ ...base, line: locate(now.root, path).line, message, severity }))
    .toSorted((a, b) => a.line - b.line);
}
