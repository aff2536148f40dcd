// Finding rule: a pull request is larger than people can look through. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { DiffRule } from '../finding.ts';

/**
 * Measured on 1,200 commits of six public repositories: of two that run production 1 in 100 goes beyond one of these, of
 * collections of modules and examples 1 in 12.
 */
const MOST = { things: 200, deletions: 20, folders: 15 };

/** Beyond this many times as much nobody reads it at all. */
const FAR = 3;

export const scopeLarge: DiffRule = {
  on: 'diff',
  id: 'scope-large',
  title: 'Large pull request',
  severity: 'low',
  confidence: 'high',
  why: 'Attention is spent on the first files, so the one line that matters is easily put into a change of hundreds. Many deletions at once, or many folders, also mean that a mistake takes effect in many places before anybody notices.',
  remedy:
    'Split it: what is mechanical by itself, deletions by themselves, and one environment after the other.',
  check: (diff) => {
    const size = sizeOf(diff);
    const [first] = diff.changes;
    const told = Object.entries(MOST).filter(([what, most]) => size[what as keyof Size] > most);
    if (told.length === 0 || first === undefined) return [];
    const far = told.some(([what, most]) => size[what as keyof Size] > most * FAR);
    const going = size.deletions === 0 ? '' : ` and deletes ${size.deletions} of them`;
    const folders = size.folders === 1 ? 'one folder' : `${size.folders} folders`;
    const message = `This pull request changes ${size.things} things in ${folders}${going}: more than one review can take in.`;
    return [
      { message, line: first.startLine, file: first.file, address: null, severity: far ? 'medium' : 'low' },
    ];
  },
};

type Size = { readonly things: number; readonly deletions: number; readonly folders: number };

/** What a module makes in many places is written, and read, once. */
function sizeOf({ changes }: Diff): Size {
  return {
    things: placesOf(changes),
    deletions: placesOf(changes.filter(({ action }) => action === 'delete')),
    folders: new Set(changes.map(({ file }) => file.slice(0, file.lastIndexOf('/') + 1))).size,
  };
}

function placesOf(changes: readonly ParsedChange[]): number {
  return new Set(changes.map(({ file, startLine, action }) => `${file} ${startLine} ${action}`)).size;
}
