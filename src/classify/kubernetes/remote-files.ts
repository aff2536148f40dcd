// Single files over http that a kustomization takes: where they stand, and in which revision. Called by sources.ts and rules/k8s-objects-dropped.ts.
import { isComputed } from './flags.ts';
import { gitPin } from './pins.ts';
import type { Pin } from './pins.ts';

export type RemoteFile = {
  /** Repository and file, without the revision: equal for two revisions of one file. */
  readonly place: string;
  /** Tag, commit or branch; null: the newest release. */
  readonly revision: string | null;
  readonly pin: Pin;
};

type Form = { readonly pattern: RegExp; readonly read: (parts: readonly string[]) => RemoteFile };

/**
 * Files of releases (https://docs.github.com/repositories/releasing-projects-on-github/linking-to-releases) and raw files of
 * repositories on GitHub and GitLab. A branch with a slash in its name reads as a branch and a folder.
 */
const FORMS: readonly Form[] = [
  {
    pattern: /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/releases\/download\/([^/]+)\/([^/]+)$/,
    read: ([owner = '', name = '', tag = '', file = '']) => ({
      place: `https://github.com/${owner}/${name}, file ${withoutTag(file, tag)}`,
      revision: tag,
      // Whatever it is called, a release has a tag.
      pin: isComputed(tag) ? 'computed' : 'tag',
    }),
  },
  {
    pattern: /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/releases\/latest\/download\/([^/]+)$/,
    read: ([owner = '', name = '', file = '']) => ({
      place: `https://github.com/${owner}/${name}, file ${file}`,
      revision: null,
      pin: 'moving',
    }),
  },
  {
    pattern:
      /^https:\/\/raw\.githubusercontent\.com\/([^/]+)\/([^/]+)\/(?:refs\/(?:heads|tags)\/)?([^/]+)\/(.+)$/,
    read: onGitHub,
  },
  {
    pattern: /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/raw\/(?:refs\/(?:heads|tags)\/)?([^/]+)\/(.+)$/,
    read: onGitHub,
  },
  {
    pattern: /^https:\/\/gitlab\.com\/([^?]+)\/-\/raw\/([^/]+)\/(.+)$/,
    read: ([project = '', revision = '', file = '']) => ({
      place: `https://gitlab.com/${project}, file ${file}`,
      revision,
      pin: gitPin(revision),
    }),
  },
];

/** Null for whatever is no file of a known form: its address is all that is known of it. */
export function remoteFile(entry: string): RemoteFile | null {
  for (const { pattern, read } of FORMS) {
    const found = pattern.exec(entry);
    if (found !== null) return read(found.slice(1));
  }
  return null;
}

function onGitHub([owner = '', name = '', revision = '', file = '']: readonly string[]): RemoteFile {
  return { place: `https://github.com/${owner}/${name}, file ${file}`, revision, pin: gitPin(revision) };
}

/** `app-v1.2.3.yaml` of the release v1.2.3 is one file with the next release's. */
function withoutTag(file: string, tag: string): string {
  const bare = tag.replace(/^v(?=\d)/, '');
  return bare.length < 3 ? file : file.replaceAll(tag, '*').replaceAll(bare, '*');
}
