// What an action consists of: one part for each key of its top level; called by `github-action`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';
import { joinPath } from '../state.ts';
import { member } from '../tree.ts';
import { membersOf } from './entries.ts';
import { pairKeys } from './pair-keys.ts';
import { linesOf } from './parts.ts';
import type { PartPair, Side } from './parts.ts';
import { pairSteps } from './steps.ts';

/** Both sides of every part; the steps of a composite action are paired. */
export function actionParts(roots: Pair<SyntaxNode>): readonly PartPair[] {
  const names = pairSteps(runsOf(roots.before), runsOf(roots.after));
  const side = (entry: SyntaxEntry | null): Side | null =>
    entry === null ? null : { ...linesOf(entry), entries: membersOf([entry], { names }), around: [] };
  return pairKeys(roots).map(({ before, after }) => ({
    address: joinPath('', (after ?? before)?.key ?? ''),
    type: 'action',
    before: side(before),
    after: side(after),
  }));
}

function runsOf(root: SyntaxNode | null): SyntaxNode | undefined {
  return root === null ? undefined : member(root, 'runs');
}
