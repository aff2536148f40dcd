// What stands where a policy should be.
import { describe, expect, it } from 'vitest';
import { blobOid } from '../../src/facts/blob-oid.ts';
import type { EntryReading, PolicyReading } from '../../src/facts/needs.ts';
import { floorLayer, floorPlace, repositoryLayer } from '../../src/facts/policy-file.ts';

const COMMIT = 'c'.repeat(40);
const place = { owner: 'acme', name: 'infra', path: '.aigov.yml' };
const text = 'version: 1\n';
const now = Date.parse('2026-11-21T12:00:00Z');
const NEVER = { place, known: null, now };
const ONCE = { place, known: { repositoryId: 7, lastGood: null }, now };
const blob = { size: text.length, binary: false, truncated: false, text };
const good: EntryReading = { mode: '100644', oid: blobOid(text, COMMIT), blob };
const source = 'acme/infra:.aigov.yml';
const at = `acme/infra@${COMMIT}:.aigov.yml`;
const unavailable = (why: string) => ({ kind: 'unavailable', source, why, seenBefore: false });

describe('repositoryLayer', () => {
  it.each<{ name: string; reading: PolicyReading; expected: object }>([
    {
      name: 'a regular file',
      reading: { kind: 'entry', repositoryId: 7, commit: COMMIT, entry: good },
      expected: { kind: 'file', source: at, text },
    },
    {
      name: 'an executable file',
      reading: { kind: 'entry', repositoryId: 7, commit: COMMIT, entry: { ...good, mode: '100755' } },
      expected: { kind: 'file', source: at, text },
    },
    {
      name: 'a symlink',
      reading: { kind: 'entry', repositoryId: 7, commit: COMMIT, entry: { ...good, mode: '120000' } },
      expected: { kind: 'not-regular', source: at, why: 'a symlink stands here' },
    },
    {
      name: 'a submodule',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, mode: '160000', blob: null },
      },
      expected: { kind: 'not-regular', source: at, why: 'a submodule stands here' },
    },
    {
      name: 'a directory',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, mode: '040000', blob: null },
      },
      expected: { kind: 'not-regular', source: at, why: 'a directory stands here' },
    },
    {
      name: 'a cut text',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, blob: { ...blob, truncated: true } },
      },
      expected: unavailable('the host gave only a part of it'),
    },
    {
      name: 'a binary',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, blob: { ...blob, binary: true, text: null } },
      },
      expected: unavailable('it is binary'),
    },
    {
      name: 'a text that is not the object’s',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, blob: { ...blob, text: 'version: 2\n' } },
      },
      expected: unavailable('it is not UTF-8 text'),
    },
    {
      name: 'too much text',
      reading: {
        kind: 'entry',
        repositoryId: 7,
        commit: COMMIT,
        entry: { ...good, blob: { ...blob, size: 262_145 } },
      },
      expected: unavailable('it has 262145 bytes, at most 262144 are read'),
    },
    {
      name: 'no content',
      reading: { kind: 'entry', repositoryId: 7, commit: COMMIT, entry: { ...good, blob: null } },
      expected: unavailable('the host gave no content'),
    },
    { name: 'no file', reading: { kind: 'no-file', commit: COMMIT }, expected: { kind: 'absent' } },
    { name: 'an empty repository', reading: { kind: 'empty' }, expected: { kind: 'absent' } },
    {
      name: 'a failure',
      reading: { kind: 'failed', why: 'GitHub: TIMEOUT', passing: false },
      expected: unavailable('GitHub: TIMEOUT'),
    },
    {
      name: 'a repository that vanished',
      reading: { kind: 'not-found' },
      expected: unavailable('the host says that it does not exist'),
    },
  ])('$name', ({ reading, expected }) => {
    expect(repositoryLayer(reading, NEVER)).toEqual(expected);
  });
});

describe('POL-05: a policy file that is gone', () => {
  const readings: readonly PolicyReading[] = [{ kind: 'no-file', commit: COMMIT }, { kind: 'empty' }];
  it.each(readings)('$kind: absent where it never was, unavailable where it was seen', (reading) => {
    expect(repositoryLayer(reading, NEVER)).toEqual({ kind: 'absent' });
    expect(repositoryLayer(reading, ONCE)).toEqual({
      ...unavailable('it was on the default branch before and is gone; put it back'),
      seenBefore: true,
    });
  });
});

describe('POL-05: floorLayer', () => {
  const absent = { kind: 'absent' };
  it.each<{ name: string; reading: PolicyReading; unseen: object; seen: object }>([
    {
      name: 'not found',
      reading: { kind: 'not-found' },
      unseen: absent,
      seen: { ...unavailable('the repository was readable before and is not found now'), seenBefore: true },
    },
    {
      name: 'no file',
      reading: { kind: 'no-file', commit: COMMIT },
      unseen: absent,
      seen: {
        ...unavailable(
          'the file was there before and is gone; set AIGOV_ORG_POLICY to none if it was given up',
        ),
        seenBefore: true,
      },
    },
    {
      name: 'failed',
      reading: { kind: 'failed', why: 'GitHub: FORBIDDEN', passing: false },
      unseen: unavailable('GitHub: FORBIDDEN'),
      seen: { ...unavailable('GitHub: FORBIDDEN'), seenBefore: true },
    },
    {
      name: 'there',
      reading: { kind: 'entry', repositoryId: 7, commit: COMMIT, entry: good },
      unseen: { kind: 'file', source: at, text },
      seen: { kind: 'file', source: at, text },
    },
  ])('$name', ({ reading, unseen, seen }) => {
    expect(floorLayer(reading, NEVER)).toEqual(unseen);
    expect(floorLayer(reading, ONCE)).toEqual(seen);
  });
});

describe('floorPlace', () => {
  it.each([
    { value: '<owner>/.github//aigov.yml', expected: { owner: 'acme', name: '.github', path: 'aigov.yml' } },
    { value: 'corp/policy//floors/a.yml', expected: { owner: 'corp', name: 'policy', path: 'floors/a.yml' } },
    { value: 'none', expected: null },
  ])('$value', ({ value, expected }) => {
    expect(floorPlace(value, 'acme')).toEqual(expected);
  });

  it('anything else is a configuration error', () => {
    expect(() => floorPlace('acme/policy/aigov.yml', 'acme')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: 'AIGOV_ORG_POLICY must be owner/repository//path, or none.',
      }),
    );
  });
});
