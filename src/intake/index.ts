// The face of the intake stage.
export { receiveWebhook, type WebhookRequest } from './receive.ts';
export {
  checkRunTriggers,
  checkSuiteTriggers,
  installationTriggers,
  pullRequestTriggers,
  pushTriggers,
  reviewTriggers,
  workflowRunTriggers,
  type RepositoryKey,
  type Trigger,
} from './trigger.ts';
export { createWorker, type Worker, type WorkHandler, type WorkResult } from './worker.ts';
export type { Delivery, WorkItem, WorkQueue } from './work.ts';
