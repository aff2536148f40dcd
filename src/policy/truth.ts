// Three-valued logic for `when`: null is "cannot be known", because a file was not understood.

export type Truth = boolean | null;

export function allOf(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

export function anyOf(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}

export function negate(value: Truth): Truth {
  return value === null ? null : !value;
}
