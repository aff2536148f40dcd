// Finding rule: a secret stands in what the pull request adds. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const secretInDiff: MarkRule = {
  on: 'mark',
  id: 'secret-in-diff',
  title: 'Secret in the diff',
  severity: 'high',
  confidence: 'high',
  why: 'What is pushed is read by everyone who can read the repository, and by its forks, caches and bots, and stays in the history when a later commit takes it away. Known forms of keys and tokens are told for certain; a value under a name such as `password` is told by how random it is. The value itself is never shown.',
  remedy:
    'Change the secret where it is used, now; then keep it in a secret store and refer to it by name, and take it out of the history.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
