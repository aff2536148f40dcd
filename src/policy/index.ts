// Face of the policy stage: text and facts in, one decision out. Pure; called by pipeline and CLI.
export type { CompiledPolicy, PolicyResult } from './compiled.ts';
export { CEDAR_LANGUAGE } from './cedar/language.ts';
export { compilePolicy } from './compile-policy.ts';
export { decisionSchema } from './decision-schema.ts';
export { evaluate } from './evaluate.ts';
export type { Question } from './evaluate.ts';
export { explainRules } from './explain-rules.ts';
export type { RuleTrace } from './explain-rules.ts';
export { isAgentIdent } from './agents/find-agent-parts.ts';
export { explainIssues } from './explain-issues.ts';
export { factsSchema } from './facts-schema.ts';
export { DOCUMENTS, jsonSchemaOf } from './json-schemas.ts';
export { nodeAt } from './locate.ts';
export type { Path } from './locate.ts';
export { inheritedPrivileges } from './agents/inherited-privileges.ts';
export { cedarLoosenedBy } from './loosened/cedar-losses.ts';
export { loosenedBy } from './loosened-by.ts';
export { spoiledBy } from './spoiled-by.ts';
export { missingLayers } from './layers/open-layers.ts';
export { namedFiles } from './layers/named-files.ts';
export { parseFacts } from './parse-facts.ts';
export { environmentDigest } from './environment-digest.ts';
export {
  accountsOf,
  asksFirstTime,
  countsEarlierHeads,
  earlierEnvironments,
  landscapeOf,
  plansOf,
  policyNeeds,
  targetsOf,
} from './policy-views.ts';
export { resolveActor } from './agents/resolve-actor.ts';
export { runRefusal } from './agents/run-refusal.ts';
export { policySchema } from './schema/policy-schema.ts';
export type { Scope } from './surrounding-reasons.ts';
export { starterPolicy } from './starter.ts';
export { PROBLEM_CODES } from './problem-codes.ts';
export type { Surroundings, Vocabulary } from './lint/lint.ts';
export { NOTHING_KNOWN } from './lint/lint.ts';
export { knownPeople } from './lint/known-people.ts';
export { validatePolicy } from './validate-policy.ts';
export type { SourcedProblem } from './validate-policy.ts';
