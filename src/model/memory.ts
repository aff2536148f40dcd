// What was worked out about things of one piece of work, kept until the next begins. Used where many ask the same of a tree, a diff or a block.

/** As a WeakMap, but that it may forget: only ever what can be worked out again. */
export type Memory<Key extends object, Value> = {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
};

let work = {};

/**
 * A WeakMap that lives long keeps its values through every minor collection, dead keys or not, and with them all that they
 * hold: V8 then moves whole pull requests to the old generation, and collects them there at many times the price. So each
 * piece of work (a project that is read, a diff that is classified, a policy that is evaluated) begins with empty tables.
 */
export function forgetAll(): void {
  work = {};
}

export function memory<Key extends object, Value>(): Memory<Key, Value> {
  let [table, own] = [new WeakMap<Key, Value>(), work];
  const current = (): WeakMap<Key, Value> => {
    if (own !== work) [table, own] = [new WeakMap<Key, Value>(), work];
    return table;
  };
  return {
    get: (key) => current().get(key),
    set: (key, value) => void current().set(key, value),
  };
}

/** The same of texts, and of no more than `most`: then all are forgotten at once. */
export function memoryOfTexts<Value>(most: number): {
  readonly get: (text: string) => Value | undefined;
  readonly set: (text: string, value: Value) => void;
} {
  let [table, own] = [new Map<string, Value>(), work];
  const current = (): Map<string, Value> => {
    if (own !== work || table.size >= most) [table, own] = [new Map<string, Value>(), work];
    return table;
  };
  return {
    get: (text) => current().get(text),
    set: (text, value) => void current().set(text, value),
  };
}

/** The same function, which makes its answer at the first call. */
export function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = memory<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
