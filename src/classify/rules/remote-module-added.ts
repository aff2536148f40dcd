// Finding rule: code from outside of the repository comes in with a module. Listed in registry.ts.
import type { ChangeRule, Hit } from '../finding.ts';
import { remoteCodeOf } from '../supply/module-change.ts';
import type { ModuleCode } from '../supply/module-change.ts';

export const remoteModuleAdded: ChangeRule = {
  on: 'change',
  id: 'remote-module-added',
  title: 'Module from outside of the repository',
  severity: 'medium',
  confidence: 'high',
  why: 'A module from elsewhere brings resources, data sources and providers that do not show in the diff, and its data sources run with the plan. One line, even a new version alone, can change any resource behind it.',
  remedy: 'Read the module at exactly that version, or have a plan of this commit show what comes of it.',
  check: (change) => {
    const after = remoteCodeOf(change, 'after');
    if (after === null) return [];
    const before = remoteCodeOf(change, 'before');
    if (before !== null && isSame(before, after)) return [];
    return [hitOf(change.address, before, after)];
  },
};

function isSame(before: ModuleCode, after: ModuleCode): boolean {
  return before.source === after.source && before.version === after.version;
}

function hitOf(address: string, before: ModuleCode | null, after: ModuleCode): Hit {
  if (after.source === null) {
    const message = `${address} takes its code from a place that is computed: what it brings does not show here.`;
    return { message, line: after.line, confidence: 'medium' };
  }
  if (before?.source === after.source) {
    const message = `${address} goes from ${versionOf(before)} to ${versionOf(after)} of ${after.source}: what changes in it does not show here.`;
    return { message, line: after.versionLine };
  }
  const message = `${address} takes its code from ${after.source}, ${versionOf(after)}: what it brings does not show here.`;
  return { message, line: after.line };
}

/** Twelve digits of a commit tell it apart from every other, and leave a sentence that can be read. */
function versionOf({ version }: ModuleCode): string {
  if (version === null) return 'no version';
  return /^[0-9a-f]{40}$/.test(version) ? `commit ${version.slice(0, 12)}` : `version ${version}`;
}
