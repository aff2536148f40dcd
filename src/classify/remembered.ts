// A question about a thing that never changes, answered once: used for the trees that every rule looks at.

/** The same function, which makes its answer at the first call; it lives as long as what it was asked about. */
export function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
