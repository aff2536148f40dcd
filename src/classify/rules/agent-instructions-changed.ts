// Finding rule: what an agent is told has changed. Listed in registry.ts.
import { governanceFile } from '../../model/governance-files.ts';
import type { ChangeRule } from '../finding.ts';

export const agentInstructionsChanged: ChangeRule = {
  on: 'change',
  id: 'agent-instructions-changed',
  title: 'Agent instructions changed',
  severity: 'medium',
  confidence: 'high',
  why: 'Agents follow these files as if the person in front of them had written them. A sentence in here steers every later session: what it builds, what it ignores, whom it asks, also in ways that no reader of its pull requests will see.',
  remedy: 'Read the text as a command to somebody with your rights, hidden characters and links included.',
  check: ({ file, type, action }, { kinds }) => {
    const found = governanceFile(file);
    if (type !== null || found?.role !== 'instructions' || !kinds.includes('governance')) return [];
    const what = action === 'create' ? 'is new and is' : action === 'delete' ? 'is gone; it was' : 'is';
    return [{ message: `This file ${what} read as instructions by ${found.reader}.`, line: null }];
  },
};
