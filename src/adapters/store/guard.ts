// Turns driver errors into the one fault that callers know. Used by store.ts around every port.
import { Fault } from '../../model/failure.ts';

type Method = (...parameters: readonly unknown[]) => unknown;

/**
 * The same object, whose promises and streams reject with Fault STORE_UNAVAILABLE (the driver's error is its cause) where they
 * would reject with a driver's error. Faults and type errors, which are the caller's, pass. `except` names methods
 * that run foreign code.
 */
export function guardPort<T extends object>(port: T, except: readonly (keyof T & string)[] = []): T {
  const guarded = Object.entries(port).map(([name, member]) => {
    const plain = typeof member !== 'function' || except.includes(name as keyof T & string);
    return [name, plain ? member : guardMethod(member as Method)];
  });
  return Object.fromEntries(guarded) as T;
}

/** Storage failed: the caller may try again later. */
export function storeFault(cause: unknown): Fault {
  return new Fault('STORE_UNAVAILABLE', 'The database did not answer as it should.', { cause });
}

function guardMethod(method: Method): Method {
  return (...parameters) => {
    const result = method(...parameters);
    if (result instanceof Promise) return result.catch(rethrow);
    return isStream(result) ? guardStream(result) : result;
  };
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* guardStream(stream: AsyncIterable<unknown>): AsyncIterable<unknown> {
  try {
    yield* stream;
  } catch (error) {
    rethrow(error);
  }
}

function rethrow(error: unknown): never {
  if (error instanceof Fault || error instanceof TypeError) throw error;
  throw storeFault(error);
}
