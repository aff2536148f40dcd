// Freezes gathered values to the bottom, so that no later stage can change a fact. Used by the gather functions.

/** The same value, frozen with everything that it holds. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}
