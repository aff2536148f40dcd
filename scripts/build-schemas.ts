// Writes the JSON Schemas of policy, facts and decision, and Cedar's own, into `schemas/`. Run by hand: `node scripts/build-schemas.ts`.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CEDAR_LANGUAGE, decisionSchema, factsSchema, policySchema } from '../src/policy/index.ts';
import { approverForms, approverRead } from '../src/policy/schema/approver.ts';
import { LISTS_OF_ONE } from '../src/policy/schema/words.ts';

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

/** Editors must know the forms in which a policy is written: an approver as a map, one value instead of a list. */
function asWritten(seen: {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { zodSchema, jsonSchema } = seen;
  if (zodSchema === approverRead) {
    delete jsonSchema.type;
    jsonSchema.anyOf = z.toJSONSchema(approverForms).anyOf ?? [];
  }
  if (LISTS_OF_ONE.has(zodSchema)) {
    const { type, minItems, items, ...rest } = jsonSchema;
    for (const key of ['type', 'minItems', 'items'] as const) delete jsonSchema[key];
    const list = { type, minItems, items } as z.core.JSONSchema.BaseSchema;
    Object.assign(jsonSchema, rest, { anyOf: [list, ...singleForms(items)] });
  }
}

/** Only a plain value stands for a list of one; a map does where the list holds nothing else. */
function singleForms(items: z.core.JSONSchema.BaseSchema['items']): readonly z.core.JSONSchema.BaseSchema[] {
  if (typeof items !== 'object' || Array.isArray(items)) return [];
  const forms = items.anyOf ?? [items];
  return forms.length === 1 ? [items] : forms.filter((form) => form.type !== 'object');
}

if (import.meta.main) {
  for (const [file, text] of schemaFiles()) {
    writeFileSync(new URL(`../schemas/${file}`, import.meta.url), text);
    console.log(`schemas/${file}`);
  }
}
