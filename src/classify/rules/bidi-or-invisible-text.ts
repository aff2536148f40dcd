// Finding rule: what stands in a line is not what it shows. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const bidiOrInvisibleText: MarkRule = {
  on: 'mark',
  id: 'bidi-or-invisible-text',
  title: 'Text that shows as something else',
  severity: 'high',
  confidence: 'high',
  why: 'Characters that turn the direction of text, that do not show, or that look like letters of another alphabet let a reviewer read one thing while a program does another, and carry words to an agent that no human sees. Emoji and the spelling of scripts that need joiners are left out.',
  remedy:
    'Type the line anew without the character, or write it as an escape where it is meant; ask where it came from.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
