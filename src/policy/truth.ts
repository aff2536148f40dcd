// Three-valued logic for `when`: null is "cannot be known", because a file was not understood.

export type Truth = boolean | null;

/** Asks no further than the answer needs: most of what a rule is about is ruled out by its first key. */
export function allOf<Item>(items: readonly Item[], ask: (item: Item) => Truth): Truth {
  let answer: Truth = true;
  for (const item of items) {
    const each = ask(item);
    if (each === false) return false;
    if (each === null) answer = null;
  }
  return answer;
}

export function anyOf<Item>(items: readonly Item[], ask: (item: Item) => Truth): Truth {
  const every = allOf(items, (item) => negate(ask(item)));
  return negate(every);
}

export function negate(value: Truth): Truth {
  return value === null ? null : !value;
}
