// Expressions that read as they did over something that changed, as formats mark them (formats/with-doubt.ts). Called by the rules.

const DOUBT = / \(what it refers to changed\)/g;

/** The text as it is written in the file. */
export function withoutDoubt(source: string): string {
  return source.replace(DOUBT, '');
}

/** Whether it is written as before and may all the same be something else now. */
export function isDoubted(source: string): boolean {
  return source !== withoutDoubt(source);
}
