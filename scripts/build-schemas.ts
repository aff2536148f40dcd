// Writes the JSON Schemas of policy, facts and decision, and Cedar's own, into `schemas/`. Run by hand: `node scripts/build-schemas.ts`.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CEDAR_LANGUAGE, decisionSchema, factsSchema, policySchema } from '../src/policy/index.ts';
import { approverForms, approverRead } from '../src/policy/schema-approver.ts';

const SCHEMAS = { aigov: policySchema, facts: factsSchema, decision: decisionSchema };

/** File name to text, as a test compares it with what is committed. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(SCHEMAS).map(
      ([name, schema]) =>
        [
          `${name}.schema.json`,
          `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12', override: asWritten }), null, 2)}\n`,
        ] as const,
    ),
    ['aigov.cedarschema', CEDAR_LANGUAGE] as const,
  ]);
}

/** An approver is read into one word; editors must know the forms in which it is written. */
function asWritten(seen: {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (seen.zodSchema !== approverRead) return;
  delete seen.jsonSchema.type;
  seen.jsonSchema.anyOf = z.toJSONSchema(approverForms).anyOf ?? [];
}

if (import.meta.main) {
  for (const [file, text] of schemaFiles()) {
    writeFileSync(new URL(`../schemas/${file}`, import.meta.url), text);
    console.log(`schemas/${file}`);
  }
}
