// What an edit of a Cedar file gives away, in words and with lines. Called by the pipeline beside `loosenedBy`.
import type { Mark } from '../../model/change.ts';
import { readCedar } from '../cedar/read-cedar.ts';
import type { CedarPolicy } from '../cedar/read-cedar.ts';
import type { PolicyEdit } from '../loosened-by.ts';
import { listed } from './loss.ts';

/**
 * Total. Two conditions cannot be compared for what they let through, so one that reads otherwise is told as just that. A
 * text that is no policy refuses everything once merged, and a base that is none gave nothing: both loosen nothing.
 */
export function cedarLoosenedBy({ file, before, after }: PolicyEdit): readonly Mark[] {
  const base = { rule: 'policy-loosened', file, confidence: 'high' } as const;
  const old = before === null ? null : readCedar(before);
  if (old?.kind !== 'ok') return [];
  if (after === null) {
    const names = listed(old.policies.map(({ rule }) => rule.id));
    const message = `The Cedar file is gone from here, and with it what it forbids: ${names}.`;
    return [{ ...base, line: 1, message, severity: 'high' }];
  }
  const now = readCedar(after);
  if (now.kind !== 'ok') return [];
  return old.policies
    .flatMap((policy) => lossOf(policy, now.policies))
    .map((loss) => ({ ...base, ...loss }))
    .toSorted((a, b) => a.line - b.line);
}

type CedarLoss = Pick<Mark, 'line' | 'message' | 'severity'>;

function lossOf(old: CedarPolicy, kept: readonly CedarPolicy[]): readonly CedarLoss[] {
  const { id, mode } = old.rule;
  const now = kept.find(({ rule }) => rule.id === id);
  if (now === undefined) {
    return [{ line: 1, message: `The Cedar policy ${id} is no longer in this file.`, severity: 'high' }];
  }
  const { line } = now;
  if (mode !== 'observe' && now.rule.mode === 'observe') {
    const message = `The Cedar policy ${id} only observes: it holds nothing any more.`;
    return [{ line, message, severity: 'high' }];
  }
  if (now.text === old.text) return [];
  const message = `The Cedar policy ${id} reads otherwise: what it matches, says or asks for may be less.`;
  return [{ line, message, severity: 'medium' }];
}
