// Finding rule: the text of a changed file could not be searched. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const unscannedFile: MarkRule = {
  on: 'mark',
  id: 'unscanned-file',
  title: 'File was not searched',
  severity: 'low',
  confidence: 'high',
  why: 'The text of every changed file is searched for secrets and for characters that do not show. Programs and archives, files beyond the limits, and what is past the room for one pull request are not: nothing is known of them. Pictures, sound, films and fonts under their usual names are not told.',
  remedy: 'Look at the file yourself, or keep it out of the repository.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
