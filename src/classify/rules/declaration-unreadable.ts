// Finding rule: the `aigov` block of the description says something that cannot be read. Listed in registry.ts.
import type { DeclaredRule } from '../finding.ts';

export const declarationUnreadable: DeclaredRule = {
  on: 'declared',
  id: 'declaration-unreadable',
  title: 'Declaration that cannot be read',
  severity: 'medium',
  confidence: 'high',
  why: 'The `aigov` block of the description holds what the author says of scope, tools, prompt and plan. This one cannot be read, so the pull request is judged as if it declared nothing: no scope narrows what reviewers expect, and tools and prompt are unknown.',
  remedy: 'Correct the block in the description, or take it out; docs/agents.md shows what may stand in it.',
  check: (things, { problem }) => {
    const [thing] = things;
    if (problem === null || thing === undefined) return [];
    return [{ thing, message: `The aigov block of the description cannot be read: ${problem}.`, line: null }];
  },
};
