// Writes docs/policy/reference.md from the schema of the policy, and problems.md from the list of problems: node scripts/build-policy-reference.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './build-schemas.ts';
import { problemsPage } from './policy-problems.ts';
import { policyReference } from './policy-reference.ts';

/** The page as a test compares it with what is committed. */
export function referencePage(): string {
  const schema = JSON.parse(schemaFiles().get('aigov.schema.json') ?? '{}') as Parameters<
    typeof policyReference
  >[0];
  return policyReference(schema);
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'docs', 'policy');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'reference.md'), referencePage());
  writeFileSync(join(folder, 'problems.md'), problemsPage());
  process.stdout.write('docs/policy/reference.md\ndocs/policy/problems.md\n');
}
