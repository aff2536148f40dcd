// Which keys the schema knows at a path: the candidates of "did you mean". Called by `explainIssues`.
import { z } from 'zod';
import type { Path } from '../locate.ts';

/** Keys of the object that `schema` has at `path`; empty where it has none. */
export function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const [step, ...rest] = path;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(inner.shape);
    const member: unknown = inner.shape[String(step)];
    return member instanceof z.ZodType ? keysAt(member, rest) : [];
  }
  if (inner instanceof z.ZodRecord && step !== undefined) return keysAt(inner.valueType, rest);
  if (inner instanceof z.ZodArray && step !== undefined) return keysAt(inner.element, rest);
  return [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.out);
  return schema;
}
