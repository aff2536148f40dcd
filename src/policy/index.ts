// Face of the policy stage: text and facts in, one decision out. Pure; called by pipeline, CLI and adapters' callers.
export type { CompiledPolicy, PolicyFailure, PolicyResult } from './compiled.ts';
export { compilePolicy } from './compile-policy.ts';
export { decisionSchema } from './decision-schema.ts';
export { evaluate } from './evaluate.ts';
export type { Question } from './evaluate.ts';
export { factsSchema } from './facts-schema.ts';
export { parseFacts } from './parse-facts.ts';
export type { FactsProblem, ParsedFacts } from './parse-facts.ts';
export { accountsOf, landscapeOf, policyNeeds, targetsOf } from './policy-views.ts';
export type { PolicyNeeds } from './policy-views.ts';
export type { PolicyProblem } from './problem.ts';
export { resolveActor } from './resolve-actor.ts';
export { policySchema } from './schema.ts';
export type { Scope } from './surrounding-reasons.ts';
export { validatePolicy } from './validate-policy.ts';
