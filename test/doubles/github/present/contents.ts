// Files, folders and tree entries as REST shows them.
import { LIMITS } from '../limits.ts';
import { blobAt, type TreeEntry } from '../objects.ts';
import type { Repository, State } from '../state.ts';
import { apiUrl, htmlUrl, type Json } from './links.ts';

export type ContentPlace = { readonly repository: Repository; readonly ref: string };

export function treeEntryJson(state: State, repository: Repository, entry: TreeEntry): Json {
  const { mode, sha, name } = entry;
  const shown = { path: name, mode, sha };
  if (mode === '160000') return { ...shown, type: 'commit' };
  const kind = mode === '040000' ? 'tree' : 'blob';
  const url = `${apiUrl(state, repository)}/git/${kind}s/${sha}`;
  const size = kind === 'blob' ? { size: blobAt(repository.store, sha).length } : {};
  return { ...shown, type: kind, url, ...size };
}

/** `entry.name` is the full path. Above 1 MB the content is empty and the encoding `none`. */
export function contentJson(state: State, at: ContentPlace, entry: TreeEntry): Json {
  if (entry.mode === '160000')
    return { ...placeJson(state, at, entry), type: 'submodule', submodule_git_url: '' };
  const bytes = blobAt(at.repository.store, entry.sha);
  const place = { ...placeJson(state, at, entry), size: bytes.length };
  if (entry.mode === '120000') return { ...place, type: 'symlink', target: bytes.toString('utf8') };
  const whole = bytes.length <= LIMITS.contentBytes;
  const content = whole ? bytes.toString('base64') : '';
  return { ...place, type: 'file', content, encoding: whole ? 'base64' : 'none' };
}

const TYPES = {
  '040000': 'dir',
  '120000': 'symlink',
  '160000': 'submodule',
  '100644': 'file',
  '100755': 'file',
} as const;

export function directoryJson(state: State, at: ContentPlace, entry: TreeEntry): Json {
  const isBlob = TYPES[entry.mode] === 'file' || TYPES[entry.mode] === 'symlink';
  const size = isBlob ? blobAt(at.repository.store, entry.sha).length : 0;
  return { ...placeJson(state, at, entry), size, type: TYPES[entry.mode] };
}

function placeJson(state: State, { repository, ref }: ContentPlace, entry: TreeEntry): Json {
  const path = encodeURI(entry.name);
  const [api, html] = [apiUrl(state, repository), htmlUrl(repository)];
  const kind = entry.mode === '040000' ? 'tree' : 'blob';
  const urls = {
    url: `${api}/contents/${path}?ref=${ref}`,
    git_url: `${api}/git/${kind}s/${entry.sha}`,
    html_url: `${html}/${kind}/${ref}/${path}`,
  };
  return {
    name: entry.name.replace(/^.*\//, ''),
    path: entry.name,
    sha: entry.sha,
    size: 0,
    ...urls,
    download_url: kind === 'blob' ? `${html}/raw/${ref}/${path}` : null,
    _links: { self: urls.url, git: urls.git_url, html: urls.html_url },
  };
}
