// A local repository and a facts document become the same Gathered value that the App gathers. Called by the command line.
import { LIMITS } from '../../config/limits.ts';
import { UNKNOWN_FACTS, type Facts } from '../../model/facts.ts';
import { Fault } from '../../model/failure.ts';
import type { FileChange } from '../../model/files.ts';
import { NO_PULL } from '../../model/gathered.ts';
import type { Around, Gathered, WantsBeyond } from '../../model/gathered.ts';
import { CODE_OWNERS_PATHS, parseCodeOwners } from '../../syntax/index.ts';
import { openLocalRepository } from './local-repository.ts';
import type { LocalRepository } from './local-repository.ts';
import { policyAt } from './policy-at.ts';
import { policyFromDisk } from './policy-from-disk.ts';

export type LocalRequest = {
  /** Directory of the repository. */
  readonly repo: string;
  /** Revisions. */
  readonly base: string;
  readonly head: string;
  /** Policy file instead of `.aigov.yml` at the base tip. */
  readonly policyPath: string | null;
  readonly floorPath: string | null;
  readonly facts: Facts | null;
  readonly wants: (path: string) => boolean;
  /** Is the text of this path looked over where no format reads it? */
  readonly scans: (path: string) => boolean;
  /** Which unchanged files matter beside these changed ones; null: none. */
  readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
  readonly wantsBeyond?: WantsBeyond;
  /** Is this `Name <address>` of a commit one that an agent writes? */
  readonly isAgentIdent: (ident: string) => boolean;
  /** Globs of the files that belong to a policy text. */
  readonly namedFiles: (text: string) => readonly string[];
};

/** Throws Fault GIT_FAILED with git's own words, or USAGE for a policy file that cannot be read. */
export async function gatherLocal(request: LocalRequest): Promise<Gathered> {
  const repository = openLocalRepository(request.repo);
  try {
    const base = await repository.resolve(request.base);
    const head = await repository.resolve(request.head);
    const mergeBase = await repository.mergeBase(base, head);
    const name = request.facts?.repository?.full_name ?? null;
    const files = await repository.diff({ ...request, from: mergeBase, to: head });
    return {
      base,
      mergeBase,
      head,
      layers: {
        floor:
          request.floorPath === null
            ? { kind: 'absent' }
            : await policyFromDisk(request.floorPath, { ...request, option: '--floor' }),
        repository:
          request.policyPath === null
            ? await policyAt(repository, { commit: base, fullName: name, namedFiles: request.namedFiles })
            : await policyFromDisk(request.policyPath, { ...request, option: '--policy' }),
      },
      facts: await localFacts(repository, { ...request, base, head }),
      files,
      around: await aroundOf(repository, { base, files, wants: request }),
      pull: NO_PULL,
    };
  } finally {
    repository.close();
  }
}

/** The files of an earlier head against the same base; null for a commit that this repository does not have. */
export async function gatherLocalHead(
  request: Pick<LocalRequest, 'repo' | 'base' | 'wants' | 'scans' | 'wantsAround' | 'wantsBeyond'> & {
    readonly sha: string;
  },
): Promise<Pick<Gathered, 'files' | 'around'> | null> {
  const repository = openLocalRepository(request.repo);
  try {
    const { base } = request;
    const head = await known(repository.resolve(request.sha));
    const mergeBase = head === null ? null : await known(repository.mergeBase(base, head));
    if (head === null || mergeBase === null) return null;
    const files = await repository.diff({ ...request, from: mergeBase, to: head });
    return { files, around: await aroundOf(repository, { base, files, wants: request }) };
  } finally {
    repository.close();
  }
}

async function known<T>(answer: Promise<T>): Promise<T | null> {
  return await answer.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'GIT_FAILED') return null;
    throw error;
  });
}

/** At the tip that the change merges into, less what changed. */
async function aroundOf(
  repository: LocalRepository,
  request: {
    readonly base: string;
    readonly files: readonly FileChange[];
    readonly wants: Pick<LocalRequest, 'wantsAround' | 'wantsBeyond'>;
  },
): Promise<Around> {
  const { base, files } = request;
  const changed = new Set(
    files.flatMap(({ before, after }) => [before, after]).flatMap((side) => side?.path ?? []),
  );
  const { wantsAround, wantsBeyond } = request.wants;
  const near = await unchanged(wantsAround([...changed]), LIMITS.aroundFiles);
  const known = new Set(near.files.map(({ path }) => path));
  const further = wantsBeyond?.({ files, around: near.files }) ?? null;
  const beyond = await unchanged(further, LIMITS.beyondFiles, known);
  return { files: [...near.files, ...beyond.files], gap: near.gap ?? beyond.gap };

  async function unchanged(
    wanted: ((path: string) => boolean) | null,
    most: number,
    read: ReadonlySet<string> = new Set(),
  ): Promise<Around> {
    if (wanted === null) return { files: [], gap: null };
    const isWanted = (path: string): boolean => !changed.has(path) && !read.has(path) && wanted(path);
    const found = await repository.tree(base, isWanted);
    const why = `${found.length} files stand around the change, at most ${most} are read`;
    return { files: found.slice(0, most), gap: found.length <= most ? null : why };
  }
}

/** Null where there is no such file: who owns what was not told, and nobody's silence is an answer. */
async function codeOwnersAt(repository: LocalRepository, commit: string): Promise<Facts['code_owners']> {
  for (const path of CODE_OWNERS_PATHS) {
    const file = await repository.file(commit, path);
    if (file === null) continue;
    const { mode, content } = file;
    const regular = mode === '100644' || mode === '100755';
    if (!regular || content.kind !== 'text' || content.text.length > LIMITS.codeOwnersBytes) return null;
    return parseCodeOwners(content.text).map(({ pattern, owners }) => ({ pattern, owners }));
  }
  return null;
}

/** What the document leaves open is local authorship and the base's CODEOWNERS, or unknown. `HEAD` in it stands for the head. */
async function localFacts(
  repository: LocalRepository,
  request: Pick<LocalRequest, 'facts' | 'base' | 'head' | 'isAgentIdent'>,
): Promise<Facts> {
  const { base, head, isAgentIdent } = request;
  const facts = request.facts ?? UNKNOWN_FACTS;
  const shaOf = (sha: string): string => (sha === 'HEAD' ? head : sha);
  return {
    ...facts,
    code_owners: facts.code_owners ?? (await codeOwnersAt(repository, base)),
    commits:
      facts.commits?.map((commit) => ({ ...commit, sha: shaOf(commit.sha) })) ??
      (await repository.commits({ base, head, isAgentIdent })),
    reviews: facts.reviews.map((review) => ({ ...review, commit_id: shaOf(review.commit_id) })),
    checks: facts.checks.map((check) => ({ ...check, head_sha: shaOf(check.head_sha) })),
  };
}
