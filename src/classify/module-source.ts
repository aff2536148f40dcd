// Whether a module source names fixed content, by the forms Terraform documents: called by rules/mutable-module-source.ts.
import type { Severity } from '../model/words.ts';

export type SourceProblem = { readonly message: string; readonly severity: Severity };

/** Null where the content cannot change unseen. `version` is null where absent. The source itself may hold credentials and is never quoted. */
export function mutableSource(source: string, version: string | null): SourceProblem | null {
  if (/^\.{1,2}(?:\/|$)/.test(source)) return null;
  if (isRegistry(source)) return registryProblem(version);
  const query = new URLSearchParams(source.includes('?') ? source.slice(source.indexOf('?') + 1) : '');
  if (isGit(source)) return gitProblem(query.getAll('ref'));
  if (/^oci:/i.test(source))
    return pinned(query.getAll('digest'), /^sha256:[0-9a-f]{64}$/i) ? null : of('image tag');
  if (pinned(query.getAll('checksum'), /^(sha256|sha512):[0-9a-f]{64,128}$/i)) return null;
  if (/^https?:/i.test(source)) return of('archive address without a sha256 or sha512 checksum');
  return of('place without a checksum');
}

/** `namespace/name/provider`, with a host before it and a folder behind it. */
function isRegistry(source: string): boolean {
  const [address = ''] = source.split('//');
  if (/^(github\.com|bitbucket\.org)\//i.test(address)) return false;
  return /^([\w.-]+\.[\w-]+(:\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+$/.test(address) && !source.includes('?');
}

function registryProblem(version: string | null): SourceProblem | null {
  if (version === null) return of('registry module without a version');
  if (/^\s*=?\s*v?\d+\.\d+\.\d+([-+][\w.+-]+)?\s*$/.test(version)) return null;
  return {
    message: 'The module version is a range: the newest version in it is taken at init.',
    severity: 'low',
  };
}

function isGit(source: string): boolean {
  return /^(git::|git@|ssh:|(github\.com|bitbucket\.org)\/)|\.git(\/\/|\?|$)/i.test(source);
}

function gitProblem(refs: readonly string[]): SourceProblem | null {
  if (pinned(refs, /^([0-9a-f]{40}|[0-9a-f]{64})$/i)) return null;
  const [ref] = refs;
  if (ref === undefined) return of('git repository without a commit, so its default branch');
  if (/^v?\d+(\.\d+)+([-+][\w.+-]+)?$/.test(ref)) {
    return {
      message: 'The module is pinned to a tag of a git repository, and a tag can be moved.',
      severity: 'low',
    };
  }
  return of('branch or tag of a git repository');
}

/** Of several values of one parameter nobody knows which is taken: all of them must be fixed. */
function pinned(values: readonly string[], fixed: RegExp): boolean {
  return values.length > 0 && values.every((value) => fixed.test(value));
}

function of(what: string): SourceProblem {
  return {
    message: `The module comes from a ${what}: its content can change after review.`,
    severity: 'medium',
  };
}
