// Port: grants and the deployments they led to.
import type { Grant } from '../model/deploy.ts';

/** One change that an environment got by a session whose run succeeded. */
export type DeployedChange = {
  readonly repositoryId: number;
  readonly environment: string;
  /** With the environment left out: the same change has the same one in every environment. */
  readonly changeDigest: string;
  /** Epoch milliseconds: when the run was seen to have ended. */
  readonly at: number;
};

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
  /** The change has been deployed there; the first time stands. */
  recordChange(deployed: DeployedChange): Promise<void>;
  /** Which of these changes have been deployed to any of these environments; in no order. */
  deployedChanges(asked: {
    readonly repositoryId: number;
    readonly environments: readonly string[];
    readonly changeDigests: readonly string[];
  }): Promise<readonly DeployedChange[]>;
}
