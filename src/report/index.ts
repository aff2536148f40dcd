// Face of the report stage: decisions as check runs, reviewer requests, terminal text and SARIF. Pure.
export type { Annotation, CheckRunReport, Publisher, RepositoryRef } from './publisher.ts';
export { renderCheckRun } from './render-check-run.ts';
export type { Preview } from './render-previews.ts';
export { type Reviewers, reviewersToRequest } from './reviewers-to-request.ts';
export { type Chain, renderChain } from './render-chain.ts';
export { type ExplainedRule, renderExplanation } from './render-explanation.ts';
export { renderDecisionText } from './render-decision-text.ts';
export { type DiffDocument, renderDiffText } from './render-diff-text.ts';
export type { PolicyEdit, PolicyReplay } from './policy-edit.ts';
export type { ShownProblem } from './policy-problem.ts';
export { renderProblems, renderWorkflowCommands } from './render-problems.ts';
export { renderProblemsSarif } from './render-problems-sarif.ts';
export { renderSarif } from './render-sarif.ts';
export { visible } from './escape.ts';
