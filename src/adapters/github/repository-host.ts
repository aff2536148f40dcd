// The facts stage's port over GitHub. Made once by main.ts.
import type { RepositoryHost } from '../../facts/needs.ts';
import type { GitHubClients } from './clients.ts';
import { readBundle } from './read-bundle.ts';
import { readPolicies } from './read-policies.ts';
import { readFolder } from './read-folder.ts';
import { readPull } from './read-pull.ts';
import {
  branchTip,
  compare,
  openPulls,
  pullsOfCommit,
  readBlob,
  readParents,
  readTree,
  repositoryByName,
  workflowRun,
} from './read-rest.ts';
import { artifacts, workflowRuns } from './read-runs.ts';

/** `appId` tells our own check runs from those of others. */
export function createRepositoryHost(options: {
  readonly clients: GitHubClients;
  readonly appId: number;
}): RepositoryHost {
  const { clients, appId } = options;
  const of = ({ installationId }: { readonly installationId: number }) =>
    clients.installation(installationId);
  return {
    readPull: (request) => readPull(of(request.pull.repository), { ...request, appId }),
    compare: (request) => compare(of(request.repository), request),
    readTree: (request) => readTree(of(request.repository), request),
    readFolder: (request) => readFolder(of(request.repository), request),
    readBundle: (request) => readBundle(of(request.repository), request),
    readPolicies: (request) => readPolicies(of(request.repository), request),
    readBlob: (request) => readBlob(of(request.repository), request),
    readParents: (request) => readParents(of(request.repository), request),
    branchTip: (request) => branchTip(of(request.repository), request),
    workflowRun: (request) => workflowRun(of(request.repository), request),
    workflowRuns: (request) => workflowRuns(of(request.repository), request),
    artifacts: (request) => artifacts(of(request.repository), request),
    pullsOfCommit: (request) => pullsOfCommit(of(request.repository), request),
    openPulls: (repository) => openPulls(of(repository), repository),
    repositoryByName: (owner, repo) => repositoryByName(clients, { owner, repo }),
  };
}
