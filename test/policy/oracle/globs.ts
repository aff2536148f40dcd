// Globs by minimatch alone. What tightens looks past case and forms of accents, what relaxes takes the letters as they are.
import { minimatch } from 'minimatch';

const OPTIONS = { dot: true, nonegate: true, nocomment: true };

/** A name with brackets in it is matched by itself before it is read as a glob. */
export function globMatches(glob: string, text: string, relaxing: boolean): boolean {
  const [pattern, subject] = relaxing ? [glob, text] : [fold(glob), fold(text)];
  return pattern === subject || minimatch(subject, pattern, { ...OPTIONS, nocase: !relaxing });
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
