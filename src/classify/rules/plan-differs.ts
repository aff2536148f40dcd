// Finding rule: a Terraform plan and the diff of the configuration disagree. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const planDiffers: MarkRule = {
  on: 'mark',
  id: 'plan-differs',
  title: 'Plan and diff disagree',
  severity: 'medium',
  confidence: 'high',
  why: 'Reviewers read the diff, and the plan is what will be done. What only the plan does comes from somewhere they have not seen: drift, a variable, a module that moved on. What only the diff has means that the plan is old, partial, or of another workspace.',
  remedy:
    'Plan again from the head of this pull request with its own variables, and find out where the rest comes from.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
