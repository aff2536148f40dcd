// What a message says of a text of strangers that becomes a program. Used by workflow-untrusted-trigger and new-text-flows.ts.
import type { Injection } from './injections.ts';
import { short } from './parts.ts';

/** Behind the title of a step. */
export function wayOf(found: Injection): string {
  const input = short(found.input);
  switch (found.kind) {
    case 'pasted':
      return `pastes \`${input}\`, which strangers write, into a script`;
    case 'run':
      return `runs what strangers write (\`${input}\`) as a program (\`${short(found.by)}\`)`;
    case 'told':
      return `lets an AI agent (\`${short(found.by)}\`) act on what strangers write (\`${input}\`)`;
    case 'forged':
      return `writes \`${input}\`, which strangers write, into \`${found.file}\`, so that they set what later steps run`;
  }
}

/** The same where the text was named before. */
export function followingOf(found: Injection): string {
  switch (found.kind) {
    case 'pasted':
      return 'pastes it into a script';
    case 'run':
      return `runs it as a program (\`${short(found.by)}\`)`;
    case 'told':
      return `lets an AI agent (\`${short(found.by)}\`) act on it`;
    case 'forged':
      return `writes it into \`${found.file}\`, so that they set what later steps run`;
  }
}
