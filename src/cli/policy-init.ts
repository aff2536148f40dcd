// `aigov policy init`: a starter policy from what a repository shows, on stdout.
import { listAddresses, listPaths, openLocalRepository } from '../adapters/git/index.ts';
import { mayBeInfrastructure } from '../formats/index.ts';
import { starterPolicy } from '../policy/index.ts';
import { CODE_OWNERS_PATHS, parseCodeOwners, type OwnerRule } from '../syntax/index.ts';
import { optionalOption, parseOptions, refuseWords } from './arguments.ts';
import type { Command } from './command.ts';

/** Commits of the history that are looked through for agents. */
const HISTORY = 1_000;

export const policyInitCommand: Command = {
  usage: 'aigov policy init [--repo DIR] [--base REV]',
  summary:
    'Print a policy to start with: environments from paths, owners from CODEOWNERS, agents seen in the history. Writes nothing.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, { repo: 'string', base: 'string' });
    refuseWords(words);
    const dir = optionalOption(options, 'repo') ?? terminal.cwd;
    const repository = openLocalRepository(dir);
    try {
      const commit = await repository.resolve(optionalOption(options, 'base') ?? 'HEAD');
      const [paths, addresses, codeOwners] = await Promise.all([
        listPaths(dir, commit),
        listAddresses(dir, commit, HISTORY),
        codeOwnersAt((path) => repository.file(commit, path)),
      ]);
      terminal.out(
        starterPolicy({ paths: paths.filter((path) => mayBeInfrastructure(path)), addresses, codeOwners }),
      );
      return 0;
    } finally {
      repository.close();
    }
  },
};

async function codeOwnersAt(
  file: (
    path: string,
  ) => Promise<{ readonly content: { readonly kind: string; readonly text?: string } } | null>,
): Promise<readonly OwnerRule[]> {
  for (const path of CODE_OWNERS_PATHS) {
    const found = await file(path);
    if (found !== null) return parseCodeOwners(found.content.text ?? '');
  }
  return [];
}
