// Readings as bytes: how they leave a worker and how the cache keeps them. Used by the worker and the pool.
import { deserialize, serialize } from 'node:v8';
import type { FileReading } from '../../formats/index.ts';

/** Bytes have a size that can be bounded, and no garbage collector looks into them: as objects they take three times the memory. */
export function packReadings(readings: readonly FileReading[]): Uint8Array {
  return serialize(readings);
}

/** Only ever given what `packReadings` made in this process. */
export function unpackReadings(packed: Uint8Array): readonly FileReading[] {
  return deserialize(packed) as readonly FileReading[];
}
