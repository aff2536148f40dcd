// Face of the formats stage: changed files in, changes or unreadable files out.
export { FORMATS, mayBeInfrastructure } from './registry.ts';
export { OPAQUE_TABLE } from './opaque-table.ts';
export { readFile, readProject, unread } from './read-file.ts';
export { wantedAround } from './around.ts';
export { wantedBeyond } from './beyond.ts';
export { newDeployments } from './kubernetes/deployments.ts';
export type { Deployment } from './kubernetes/deployments.ts';
export { planProjects } from './project.ts';
export type { Project } from './project.ts';
export { referencesOf, ranByWorkflows, unreadableUsedIn, usedIn, usersOf } from './references.ts';
export { asStandingPipeline, connectedPipelines } from './github/connected-pipelines.ts';
export { asStanding, namedDocuments } from './standing-documents.ts';
export { copiersAmong, deployedFrom, isKustomization, reachOf } from './kustomize/reach.ts';
export type { ChangedKustomization, ReachSide } from './kustomize/reach.ts';
export {
  givesToOthers,
  hasPlaces,
  holderNames,
  holdsKustomization,
  sourceNames,
  substitutes,
} from './flux/substituting-files.ts';
export { withInputs } from './inputs.ts';
export { withRootPaths } from './root-paths.ts';
export { assembleDiff } from './assemble-diff.ts';
export type { FileReading } from './format.ts';
export { readPlan } from './terraform-plan/read-plan.ts';
export { crossCheck } from './terraform-plan/cross-check.ts';
export type { Discrepancy } from './terraform-plan/cross-check.ts';
