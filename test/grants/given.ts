// Governed content made of one role change per file. Used by the grant tests.
import type { GovernedContent } from '../../src/grants/compare-merge.ts';
import { digestOf } from '../../src/model/canonical.ts';
import type { DecisionChange } from '../../src/model/decision.ts';
import { change } from '../sessions/given.ts';

export function content(...files: readonly string[]): GovernedContent {
  const changes = files.map((file) => changeIn(file, 'true'));
  return { changeDigest: digestOf(files), changes, unreadable: [] };
}

export function changeIn(file: string, value: string): DecisionChange {
  const {
    previousFile: _name,
    opaque: _opaque,
    ...shown
  } = change('aws_iam_role', 'update', { description: value }, { file });
  return shown;
}
