// "1 decision", "2 decisions": how a number and its noun are written for people. Called wherever a sentence counts.

/** `plural`: for nouns that take more than an "s". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
