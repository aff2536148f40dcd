// Finding rule: a stack no longer gives other stacks a value. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule } from '../finding.ts';
import { placesOf } from '../settings/grade.ts';
import { treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export const stackExportRemoved: ChangeRule = {
  on: 'change',
  id: 'stack-export-removed',
  title: 'A stack exports less',
  severity: 'low',
  confidence: 'high',
  why: 'Other stacks import what a stack exports, by its name alone, and nothing in the template says which. CloudFormation refuses to take an export away while somebody imports it, so the update fails half-way; where nobody does at that moment, the next deployment of the other stack fails.',
  remedy:
    'Keep the export until every stack that imports it has been changed, and look for its name in other repositories.',
  check: (change) => {
    const { before, after, startLine } = change;
    if (change.type !== 'output' || before === null) return [];
    const has = new Set(exportsIn(after));
    return exportsIn(before)
      .filter((name) => !has.has(name))
      .map((name) => ({
        message: `The stack no longer exports ${name}: a stack that imports it cannot be deployed any more.`,
        line: after === null ? null : startLine,
      }));
  },
};

function exportsIn(state: ParsedChange['after']): readonly string[] {
  return placesOf(treeOf(state), 'Export.Name').flatMap((node) => {
    const { known, unknown } = textsOf(node);
    return [...known, ...unknown];
  });
}
