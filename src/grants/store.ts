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
  /**
   * Where the record of a target starts: the last deployment, or what an earlier call set, or `sha`, set now. Whatever
   * comes onto the branch after it must be accounted for, also before the first deployment.
   */
  baseline(repositoryId: number, target: string, sha: string): Promise<string>;
  /** Number of the repository that a role belongs to: the first that asks for it, for good. */
  bindRole(roleArn: string, repositoryId: number): Promise<number>;
  /** `at`, epoch milliseconds, orders deployments: an older one does not replace a newer one. */
  recordDeployed(repositoryId: number, target: string, mergeSha: string, at: number): Promise<void>;
}
