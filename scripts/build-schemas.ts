// Writes the JSON Schemas of policy, facts and decision, and Cedar's own, into `schemas/`. Run by hand: `node scripts/build-schemas.ts`.
import { writeFileSync } from 'node:fs';
import { CEDAR_LANGUAGE, DOCUMENTS, jsonSchemaOf } from '../src/policy/index.ts';

/** File name to text, as a test compares it with what is committed. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...DOCUMENTS.map((name) => [`${name}.schema.json`, jsonSchemaOf(name)] as const),
    ['aigov.cedarschema', CEDAR_LANGUAGE] as const,
  ]);
}

if (import.meta.main) {
  for (const [file, text] of schemaFiles()) {
    writeFileSync(new URL(`../schemas/${file}`, import.meta.url), text);
    console.log(`schemas/${file}`);
  }
}
