// Manifests as their format reads them, judged by one rule: how the tests of the Kubernetes rules are written.
import { kindsOf } from '../../../src/classify/kinds.ts';
import type { ChangeRule } from '../../../src/classify/finding.ts';
import { readFile } from '../../../src/formats/index.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { textChange } from '../../formats/cases.ts';
import { contextOf, diffOf } from '../example-change.ts';

/** The changes of a file from one text to another; null: the file is not there. */
export function changesOf(
  before: string | null,
  after: string | null,
  path = 'k8s/a.yaml',
): readonly ParsedChange[] {
  const reading = readFile(textChange(path, before, after));
  if (reading.kind !== 'parsed') throw new Error(JSON.stringify(reading));
  return reading.changes;
}

/** `line severity message` of each hit. */
export function hitsOf(
  rule: ChangeRule,
  before: string | null,
  after: string | null,
  path?: string,
): readonly string[] {
  return judged(rule, changesOf(before, after, path));
}

export function judged(rule: ChangeRule, changes: readonly ParsedChange[]): readonly string[] {
  const diff = diffOf({ changes });
  return changes.flatMap((change) =>
    rule
      .check(change, contextOf(kindsOf(change).kinds, { diff }))
      .map(({ line, severity = rule.severity, message }) => `${line ?? '-'} ${severity} ${message}`),
  );
}
