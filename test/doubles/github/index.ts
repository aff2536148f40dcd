// A small GitHub that really works, on loopback: start it, seed it, point the app at its `url`. For tests, demo, bench.
export { startFakeGitHub, type FakeGitHubOptions } from './start.ts';
export type { FakeGitHub } from './face.ts';
export { ACTIONS_APP_ID, type NewApp, type NewInstallation } from './actions/apps.ts';
export type { NewAccount, NewRepository, NewRuleset, NewTeam } from './actions/seed.ts';
export type { NewCommit } from './actions/commits.ts';
export type { NewPull, NewReview, PullRef, ReviewEvent } from './actions/pulls.ts';
export type { NewCheckRun } from './actions/checks.ts';
export type { NewWorkflowRun } from './actions/workflow-runs.ts';
export type { MergeMethod } from './actions/merge.ts';
export type { Fault } from './faults.ts';
export type { Call } from './server.ts';
export { Refusal } from './refusal.ts';
export { signBody } from './webhooks.ts';
export type {
  Account,
  Annotation,
  App,
  CheckRun,
  Conclusion,
  Delivery,
  Installation,
  Permission,
  Pull,
  Repository,
  Review,
  Team,
  WorkflowRun,
} from './state.ts';
