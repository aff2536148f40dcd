// Finding rule: a file that steers this gate or the agents themselves has changed. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';

export const governanceFileChanged: ChangeRule = {
  on: 'change',
  id: 'governance-file-changed',
  title: 'Governance file changed',
  severity: 'medium',
  confidence: 'high',
  why: 'Policy files, CODEOWNERS and the instructions and tool lists of agents decide what later changes need and what agents do. Whoever edits them edits the rules, so any byte counts, comments included.',
  remedy: 'Keep the change in a pull request of its own and have one of the policy owners approve it.',
  check: ({ type }, { kinds }) => {
    // A cloud resource may be of kind governance as well (an organisation policy); it has a type and is no such file.
    if (type !== null || !kinds.includes('governance')) return [];
    return [{ message: 'This file governs what changes need or what agents do.', line: null }];
  },
};
