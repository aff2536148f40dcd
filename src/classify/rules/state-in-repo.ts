// Finding rule: a Terraform state comes into the repository. Listed in registry.ts.
import type { DiffRule } from '../finding.ts';

export const stateInRepo: DiffRule = {
  on: 'diff',
  id: 'state-in-repo',
  title: 'Terraform state in the repository',
  severity: 'high',
  confidence: 'high',
  why: 'A state holds every attribute of what it manages in clear text: passwords, private keys, tokens. In a repository it is read by everyone who can read the code and stays in the history after it is deleted, and whoever edits it decides what Terraform believes to exist.',
  remedy:
    'Keep the state in a backend, take the file out of the history, and change every secret that stands in it.',
  // A state that leaves is what is wanted.
  check: ({ files }) =>
    files
      .filter(({ path, status }) => status !== 'removed' && /\.tfstate(?:\.[^/]*)?$/i.test(path))
      .map(({ path, status }) => ({
        message: `A Terraform state is ${status === 'added' ? 'added' : 'changed'}: ${path} holds every secret of what it manages in clear text.`,
        line: null,
        file: path,
        address: null,
      })),
};
