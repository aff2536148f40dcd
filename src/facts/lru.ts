// A cache bounded by weight, for answers that can never change. Used by caches.ts.

export type Lru<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
};

/** Keeps the most recently used values while the sum of their weights stays at or below `capacity`. */
export function createLru<Value>(capacity: number, weigh: (value: Value) => number): Lru<Value> {
  const held = new Map<string, { readonly value: Value; readonly weight: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= held.get(key)?.weight ?? 0;
    held.delete(key);
  };
  return {
    get(key) {
      const entry = held.get(key);
      if (entry === undefined) return undefined;
      held.delete(key);
      held.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      const weight = weigh(value);
      if (weight > capacity) return;
      held.set(key, { value, weight });
      total += weight;
      for (const oldest of held.keys()) {
        if (total <= capacity) break;
        drop(oldest);
      }
    },
  };
}
