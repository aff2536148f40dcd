// A value that is made when it is first asked for. Used where most callers never ask.
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
