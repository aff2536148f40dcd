// Finding rule: a file that steers this gate or the agents themselves has changed. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { governanceFile } from '../../model/governance-files.ts';
import { POLICY_PATH, isPolicyLookAlike } from '../../model/policy-source.ts';
import { ownersWeakened } from '../code-owners.ts';
import type { ChangeRule } from '../finding.ts';

export const governanceFileChanged: ChangeRule = {
  on: 'change',
  id: 'governance-file-changed',
  title: 'Governance file changed',
  severity: 'medium',
  confidence: 'high',
  why: 'Policy files, CODEOWNERS and the tool lists of agents decide what later changes need and what agents may do. Whoever edits them edits the rules, so any byte counts, comments included. Instructions of agents have a finding of their own (`agent-instructions-changed`).',
  remedy: 'Keep the change in a pull request of its own and have one of the policy owners approve it.',
  check: (change, { kinds, diff }) => {
    const { type, file } = change;
    // A cloud resource may be of kind governance as well (an organisation policy); it has a type and is no such file.
    if (type !== null || !kinds.includes('governance')) return [];
    const role = governanceFile(file)?.role;
    // `agent-instructions-changed` says the same of them, and by whom they are read.
    if (role === 'instructions') return [];
    const weakened = role === 'owners' ? ownersWeakened(change, otherOwners(change, diff)) : [];
    if (weakened.length > 0) return weakened;
    return [{ message: messageFor(change), line: null }];
  },
};

function messageFor({ file, action }: ParsedChange): string {
  if (isPolicyLookAlike(file) && action !== 'delete')
    return `This file is never read as a policy: the policy is ${POLICY_PATH} in the root, written exactly so.`;
  const found = governanceFile(file);
  switch (found?.role) {
    case 'policy':
      return 'This file says what changes need.';
    case 'owners':
      return 'This file says whose review GitHub asks for.';
    case 'tools':
      return `This file holds settings of ${found.reader}.`;
    case 'instructions':
    case undefined:
      return 'This file governs what changes need or what agents do.';
  }
}

function otherOwners({ file }: ParsedChange, diff: Diff): readonly ParsedChange[] {
  return diff.changes.filter((other) => other.file !== file && governanceFile(other.file)?.role === 'owners');
}
