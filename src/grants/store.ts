// Port: grants and the deployments they led to.
import type { Grant } from '../model/deploy.ts';

export interface GrantStore {
  /** Insert, or return the grant that (repositoryId, target, mergeSha) already has: opening is idempotent. */
  open(grant: Grant): Promise<Grant>;
  find(repositoryId: number, target: string, mergeSha: string): Promise<Grant | null>;
  byId(id: string): Promise<Grant | null>;
  ofPull(repositoryId: number, pull: number): Promise<readonly Grant[]>;
  /** Merge sha of the last successful deployment of a target, null before the first. */
  lastDeployed(repositoryId: number, target: string): Promise<string | null>;
  recordDeployed(repositoryId: number, target: string, mergeSha: string, at: number): Promise<void>;
}
