// What was worked out about things of one piece of work, kept until the next begins. Used where many ask the same of a tree, a diff or a block.

/** As a WeakMap, but that it may forget: only ever what can be worked out again. */
export type Memory<Key extends object, Value> = {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
};

/** Of the tables that hold something: how to empty each. */
let filled: (() => void)[] = [];

/**
 * A WeakMap that lives long keeps its values through every minor collection, dead keys or not, and with them all that they
 * hold: V8 then moves whole pull requests to the old generation, and collects them there at many times the price. So each
 * piece of work (a project that is read, a diff that is classified, a policy that is evaluated) begins with empty tables, and
 * none waits for its next use until it lets go.
 */
export function forgetAll(): void {
  for (const forget of filled) forget();
  filled = [];
}

/** What is made at its first use in a piece of work, and given up at the end of it. */
function ofThisWork<Table extends object>(make: () => Table): () => Table {
  let table: Table | null = null;
  return () => {
    if (table !== null) return table;
    filled.push(() => (table = null));
    return (table = make());
  };
}

export function memory<Key extends object, Value>(): Memory<Key, Value> {
  const table = ofThisWork(() => new WeakMap<Key, Value>());
  return {
    get: (key) => table().get(key),
    set: (key, value) => void table().set(key, value),
  };
}

/** The same of texts, and of no more than `most`: then all are forgotten at once. */
export function memoryOfTexts<Value>(most: number): {
  readonly get: (text: string) => Value | undefined;
  readonly set: (text: string, value: Value) => void;
} {
  const table = ofThisWork(() => new Map<string, Value>());
  return {
    get: (text) => table().get(text),
    set: (text, value) => {
      const known = table();
      if (known.size >= most) known.clear();
      known.set(text, value);
    },
  };
}

/** As many new answers, and those that nobody asked for since are given up. */
const RECENT = 100;

/**
 * The same function, which makes its answer at the first call. It keeps what was asked for lately, which is all that is asked of the
 * change at hand: the trees of a large pull request are not there all at once. What many changes ask of one thing belongs into a
 * `memory`, or it is made again for each.
 */
export function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const answers = ofThisWork(() => ({
    late: new WeakMap<Key, Value>(),
    early: new WeakMap<Key, Value>(),
    count: 0,
  }));
  return (key) => {
    const known = answers();
    const late = known.late.get(key);
    if (late !== undefined) return late;
    const answer = known.early.get(key) ?? make(key);
    if (known.count >= RECENT) {
      known.early = known.late;
      known.late = new WeakMap();
      known.count = 0;
    }
    known.late.set(key, answer);
    known.count += 1;
    return answer;
  };
}
