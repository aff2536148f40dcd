// Writes the JSON Schemas of policy, facts and decision into `schemas/`. Run by hand: `node scripts/build-schemas.ts`.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { decisionSchema, factsSchema, policySchema } from '../src/policy/index.ts';

const SCHEMAS = { aigov: policySchema, facts: factsSchema, decision: decisionSchema };

/** File name to text, as a test compares it with what is committed. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12' }), null, 2)}\n`,
    ]),
  );
}

if (import.meta.main) {
  for (const [file, text] of schemaFiles()) {
    writeFileSync(new URL(`../schemas/${file}`, import.meta.url), text);
    console.log(`schemas/${file}`);
  }
}
