// What is installed: each package by its hash, and none may run code on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');

it('TEN-06: every package is pinned by its hash, and none runs a script when it is installed', () => {
  const packages: readonly [string, { readonly integrity?: string; readonly version?: string }][] =
    Object.entries(lock.packages);
  const installed = packages.filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([]);
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true');
  expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).not.toMatch(/npm (?:install|i)\b/);
});
