// Runs the rules over one change or one unreadable file: called by classify.ts.
import type { Finding, ParsedChange, Unreadable } from '../model/change.ts';
import type { Kind } from '../model/words.ts';
import type { FindingRule, Hit } from './finding.ts';
import { FINDING_RULES } from './registry.ts';

export function findingsOfChange(change: ParsedChange, kinds: readonly Kind[]): readonly Finding[] {
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'change' ? rule.check(change, kinds) : [];
    return hits.map((hit) => findingOf(rule, hit, placeOf(change, hit.line)));
  });
}

export function findingsOfUnreadable(unreadable: Unreadable): readonly Finding[] {
  const line = unreadable.line ?? 1;
  const place = { file: unreadable.file, startLine: line, endLine: line, address: null };
  return FINDING_RULES.flatMap((rule) => {
    const hits = rule.on === 'unreadable' ? rule.check(unreadable) : [];
    return hits.map((hit) => findingOf(rule, hit, place));
  });
}

type Place = Pick<Finding, 'file' | 'startLine' | 'endLine' | 'address'>;

/** A line of the change where the rule knows one, else all of the change. */
function placeOf(change: ParsedChange, line: number | null): Place {
  const { file, address } = change;
  if (line === null) return { file, startLine: change.startLine, endLine: change.endLine, address };
  return { file, startLine: line, endLine: line, address };
}

function findingOf(rule: FindingRule, hit: Hit, place: Place): Finding {
  return {
    id: rule.id,
    severity: hit.severity ?? rule.severity,
    confidence: hit.confidence ?? rule.confidence,
    ...place,
    message: hit.message,
    fix: rule.remedy,
  };
}
