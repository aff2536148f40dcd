// What the settings of package managers newly say of where packages come from and what runs when they are installed; called by `readFile` for every changed file.
import type { Mark } from '../../model/change.ts';
import { filePath } from '../../model/files.ts';
import type { FileChange, FileSide } from '../../model/files.ts';
import { cappedMarks } from './capped-marks.ts';
import { newInstallScripts } from './install-scripts.ts';
import { newGuards } from './package-guards.ts';
import { newSources } from './package-sources.ts';
import { readerOf } from './read-settings.ts';
import type { Setting } from './read-settings.ts';

/** A file under another name is another file to the manager. Total. */
export function packageMarks(change: FileChange): readonly Mark[] {
  const file = filePath(change);
  const { before, after } = change;
  // Packages that stand here as they were installed are not installed from here.
  if (/(?:^|\/)node_modules\//i.test(file)) return [];
  if (readerOf(file) === null && (before === null || readerOf(before.path) === null)) return [];
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const sources = [...newSources(old, now), ...newGuards(old, now)];
  const scripts = after === null ? [] : newInstallScripts(file, old, now);
  const marks = [
    ...sources.map((mark): Mark => ({ ...mark, file, rule: 'package-source-changed' })),
    ...scripts.map((mark): Mark => ({ ...mark, file, rule: 'install-script-changed' })),
  ];
  return cappedMarks(marks.toSorted((a, b) => a.line - b.line));
}

function settingsOf(side: FileSide | null): readonly Setting[] {
  if (side?.content.kind !== 'text') return [];
  return readerOf(side.path)?.(side.content.text) ?? [];
}
