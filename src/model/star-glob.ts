// Globs of letters, `*` and `**` alone, decided step by step without going back more than one star. Called by `quickGlob`.

/** One step of a name, between two slashes; null stands for `**`, any number of steps. */
type Step = ((step: string) => boolean) | null;

/** Says of a plain name what minimatch says. Time grows with name times pattern at most. */
export function starGlob(pattern: string): (name: string) => boolean {
  const steps = pattern.split('/').map((step) => (step === '**' ? null : stepTest(step)));
  return (name) => matches(steps, name.split('/'));
}

/** Each `**` takes as little as it can, and one more step where what follows fails. */
function matches(steps: readonly Step[], name: readonly string[]): boolean {
  let [step, at, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    const test = steps[step];
    if (test === null) {
      // At the end it stands for what is inside of a folder: one step at least.
      if (step === steps.length - 1) return true;
      [star, from] = [step, at];
      step += 1;
    } else if (test?.(name[at] ?? '') === true) {
      step += 1;
      at += 1;
    } else if (star >= 0) {
      from += 1;
      [step, at] = [star + 1, from];
    } else return false;
  }
  return step === steps.length;
}

/** `*` alone is any step, and none is empty. */
function stepTest(pattern: string): (step: string) => boolean {
  const [first = '', ...others] = pattern.split(/\*+/);
  const last = others.pop();
  if (last === undefined) return (step) => step === first;
  const least = first.length + last.length;
  return (step) => {
    if (step.length < least || !step.startsWith(first) || !step.endsWith(last)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = step.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= step.length - last.length;
  };
}
