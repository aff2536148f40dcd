// Finding rule: not everything that uses what changed could be read. Listed in registry.ts.
import type { DiffRule } from '../finding.ts';

export const callersUnknown: DiffRule = {
  on: 'diff',
  id: 'callers-unknown',
  title: 'Where the change takes effect is not known',
  severity: 'low',
  confidence: 'high',
  why: 'A local module, a Kustomize base or a local action takes effect where it is used. In a very large repository, or when the host does not show all of it, not every user can be read, so each change is judged in every environment.',
  remedy:
    'Keep infrastructure in a repository small enough to be read whole, or change what is used in one environment only.',
  check: ({ changes, aroundGap }) => {
    const [first] = changes;
    if (aroundGap === null || first === undefined) return [];
    const message = `What uses the changed files could not all be read (${aroundGap}), so each change is judged in every environment.`;
    return [{ message, line: first.startLine, file: first.file, address: null }];
  },
};
