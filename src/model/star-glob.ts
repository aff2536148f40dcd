// Globs of letters, `*` and `**` alone, decided step by step without going back more than one star. Called by `quickGlob`.

/** One step of a name, which stands in it from here to there; null stands for `**`, any number of steps. */
type Step = ((name: string, from: number, end: number) => boolean) | null;

/** Says of a plain name what minimatch says. Time grows with name times pattern at most. */
export function starGlob(pattern: string): (name: string) => boolean {
  const steps = pattern.split('/').map((step) => (step === '**' ? null : stepTest(step)));
  return (name) => matches(steps, name);
}

/**
 * Each `**` takes as little as it can, and one more step where what follows fails. The name is read where it stands: many globs are
 * asked of many names.
 */
function matches(steps: readonly Step[], name: string): boolean {
  let [step, at, star, from] = [0, 0, -1, 0];
  while (at <= name.length) {
    const test = steps[step];
    const end = endOfStep(name, at);
    if (test === null) {
      // At the end it stands for what is inside of a folder: one step at least.
      if (step === steps.length - 1) return true;
      [star, from] = [step, at];
      step += 1;
    } else if (test?.(name, at, end) === true) {
      step += 1;
      at = end + 1;
    } else if (star >= 0) {
      from = endOfStep(name, from) + 1;
      [step, at] = [star + 1, from];
    } else return false;
  }
  return step === steps.length;
}

function endOfStep(name: string, from: number): number {
  const slash = name.indexOf('/', from);
  return slash === -1 ? name.length : slash;
}

/** `*` alone is any step, and none is empty. */
function stepTest(pattern: string): (name: string, from: number, end: number) => boolean {
  const [first = '', ...others] = pattern.split(/\*+/);
  const last = others.pop();
  if (last === undefined)
    return (name, from, end) => end - from === first.length && name.startsWith(first, from);
  const least = first.length + last.length;
  return (name, from, end) => {
    if (end - from < least || !name.startsWith(first, from) || !name.endsWith(last, end)) return false;
    let at = from + first.length;
    for (const piece of others) {
      const found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= end - last.length;
  };
}
