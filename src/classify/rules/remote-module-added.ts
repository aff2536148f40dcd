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
  const version = after.version === null ? 'no version' : `version ${after.version}`;
  if (before?.source === after.source) {
    const old = before.version === null ? 'no version' : before.version;
    const message = `${address} goes from ${old} to ${version} of ${after.source}: what changes in it does not show here.`;
    return { message, line: after.versionLine };
  }
  const message = `${address} takes its code from ${after.source}, ${version}: what it brings does not show here.`;
  return { message, line: after.line };
}
