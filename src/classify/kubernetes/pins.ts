// How firmly a revision names content: called by `sourcesIn` and `imagesIn`.
import { isComputed } from './flags.ts';

/** From content that cannot change to content that changes by itself. `computed`: only a later step tells. */
export const PINS = ['fixed', 'version', 'tag', 'computed', 'moving'] as const;
export type Pin = (typeof PINS)[number];

const VERSION = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Of a git repository: a whole commit id, a tag that looks like a version and can be moved, else a branch. */
export function gitPin(revision: string | null): Pin {
  if (revision === null) return 'moving';
  if (isComputed(revision)) return 'computed';
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision)) return 'fixed';
  return VERSION.test(revision.replace(/^refs\/tags\//, '')) ? 'tag' : 'moving';
}

/** Of a chart or package in a registry: one version, or a range of which the newest is taken. */
export function versionPin(version: string | null): Pin {
  if (version === null) return 'moving';
  if (isComputed(version)) return 'computed';
  return VERSION.test(version) ? 'version' : 'moving';
}

/** Of an image or an artefact in an OCI registry. */
export function imagePin(reference: string): Pin {
  if (/@sha256:[0-9a-f]{64}$/i.test(reference)) return 'fixed';
  if (isComputed(reference)) return 'computed';
  const tag = /:([^/:@]+)$/.exec(reference)?.[1] ?? null;
  return tag === null || MOVING_TAGS.test(tag) ? 'moving' : 'tag';
}

/** Tags that are made to move. */
const MOVING_TAGS = /^(?:latest|main|master|head|edge|nightly|canary|stable|dev|develop|devel|snapshot)$/i;

/** Registry and repository of an image, without tag and digest; the name Docker stands in front of a short one. */
export function imageRepository(reference: string): string {
  const [path = ''] = reference.split('@');
  const plain = path.replace(/:[^/:]*$/, '');
  const [host = ''] = plain.split('/');
  return plain.includes('/') && /[.:]|^localhost$/.test(host) ? plain : `docker.io/${plain}`;
}

export function imageRegistry(reference: string): string {
  return imageRepository(reference).split('/')[0] ?? '';
}
