// Finding rule: an infrastructure file could not be read. Listed in registry.ts.
import type { UnreadableRule } from '../finding.ts';

export const unreadableFile: UnreadableRule = {
  on: 'unreadable',
  id: 'unreadable-file',
  title: 'Infrastructure file could not be read',
  severity: 'high',
  confidence: 'high',
  why: 'A file that a tool may apply but this gate cannot read can hold anything. It is never taken for "no change": it counts as critical in every environment its path belongs to.',
  remedy:
    'Repair the file, or make it smaller and simpler, so that it parses; otherwise people must read it.',
  check: ({ why, message }) => [
    {
      message: `This file could not be read (${why}): ${message}`,
      line: null,
      // What the pull request makes of the file may be fine: there is nothing to compare it with.
      ...(message.startsWith('in the base: ')
        ? { remedy: 'Have people read the whole file: what it was cannot be read.' }
        : {}),
    },
  ],
};
