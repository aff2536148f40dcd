// Writes docs/findings/<id>.md from the fields of each finding rule: node scripts/build-finding-docs.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_RULES } from '../src/classify/index.ts';
import { findingPage } from '../src/classify/finding-page.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'findings');

mkdirSync(FOLDER, { recursive: true });
for (const rule of FINDING_RULES) writeFileSync(join(FOLDER, `${rule.id}.md`), findingPage(rule));
process.stdout.write(`docs/findings: ${FINDING_RULES.length} pages\n`);
