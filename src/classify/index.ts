// The face of stage 4: what pipeline.ts, the CLI and the policy's editor tools may use of classification.
export { classify } from './classify.ts';
export type { Classification } from './classify.ts';
export type { FindingRule } from './finding.ts';
export { kindsOf } from './kinds.ts';
export type { KindsOf } from './kinds.ts';
export { CLOUDFORMATION_KINDS, TERRAFORM_KINDS } from './kinds-table.ts';
export { FINDING_RULES } from './registry.ts';
