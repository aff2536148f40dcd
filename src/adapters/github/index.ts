// The face of the GitHub adapter.
export { branchRules, type PinState } from './branch-rules.ts';
export {
  baseOf,
  createClients,
  type ClientOptions,
  type GitHubClient,
  type GitHubClients,
} from './clients.ts';
export { failedDeliveries, redeliver, type FailedDelivery } from './deliveries.ts';
export { createPinWatch, type PinWatch } from './pin-watch.ts';
export { createPublisher } from './publisher.ts';
export { createReadAccess, type ReadAccess } from './read-access.ts';
export { createRepositoryHost } from './repository-host.ts';
