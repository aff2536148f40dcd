// The JSON Schemas of the documents that people and programs write and read, as editors take them. Printed by `aigov policy schema`.
import { z } from 'zod';
import { decisionSchema } from './decision-schema.ts';
import { factsSchema } from './facts-schema.ts';
import { approverForms, approverRead } from './schema/approver.ts';
import { policySchema } from './schema/policy-schema.ts';
import { LISTS_OF_ONE } from './schema/words.ts';

/** `aigov` is the policy file. */
export const DOCUMENTS = ['aigov', 'facts', 'decision'] as const;

const SCHEMAS = { aigov: policySchema, facts: factsSchema, decision: decisionSchema };

/** Text of the schema (draft 2020-12), the same byte for byte in every version that reads the same language. */
export function jsonSchemaOf(document: (typeof DOCUMENTS)[number]): string {
  const schema = z.toJSONSchema(SCHEMAS[document], { target: 'draft-2020-12', override: asWritten });
  return `${JSON.stringify(schema, null, 2)}\n`;
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
