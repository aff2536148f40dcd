// Logic with a third value: what nobody knows may be true and may be false. Used by the conditions.
export type Truth = true | false | 'unknown';

export function both(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

export function either(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes('unknown') ? 'unknown' : false;
}

export function opposite(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : !truth;
}
