// The docs page of a finding rule, made of its fields: written by scripts/build-finding-docs.ts, compared in a test.
import type { FindingRule } from './finding.ts';

/** Markdown of docs/findings/<id>.md. */
export function findingPage(rule: FindingRule): string {
  return `# ${rule.id}: ${rule.title}

Usual severity: ${rule.severity}. Usual confidence: ${rule.confidence}. A single finding may say less where the case is milder or
cannot be told for sure; \`high\` raises the tier of its change by one step.

## Why it matters
${rule.why}

## What to do
${rule.remedy}

## In a policy
\`\`\`yaml
rules:
  - id: no-${rule.id}
    when: { findings: [${rule.id}] }
    require: { approvals: [{ count: 2, from: ["@acme/security"] }] }
\`\`\`
`;
}
