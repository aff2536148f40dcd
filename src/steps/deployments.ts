// Where a change has been deployed before, for `require.deployed`: told by the runs of our own sessions. Called by judge-pull.ts.
import { classify } from '../classify/index.ts';
import type { Classified, Diff } from '../model/change.ts';
import type { DeploymentFact } from '../model/facts.ts';
import type { Gathered } from '../model/gathered.ts';
import {
  compilePolicy,
  earlierEnvironments,
  environmentDigest,
  landscapeOf,
  resolveActor,
} from '../policy/index.ts';
import type { Ports } from '../ports.ts';

/** The facts with each deployment of the same change to an environment that some rule names. Nothing is read where none does. */
export async function withDeployments(
  { grants }: Pick<Ports, 'grants'>,
  given: { readonly repositoryId: number; readonly gathered: Gathered; readonly diff: Diff },
): Promise<Gathered> {
  const { repositoryId, gathered, diff } = given;
  const { facts, layers } = gathered;
  const policy = compilePolicy(layers);
  const environments = earlierEnvironments(policy);
  if (environments.length === 0) return gathered;
  const actor = resolveActor(policy, facts);
  const agentInvolved = actor.class !== 'human' && actor.class !== 'automation';
  const landscape = landscapeOf(policy);
  const classified = classify({ diff, landscape, agentInvolved });
  const changeDigests = placesOf(classified).map((place) =>
    environmentDigest(classified, place, landscape.environments),
  );
  const found = await grants.deployedChanges({ repositoryId, environments, changeDigests });
  const deployments = found
    .map(({ environment, changeDigest, at }): DeploymentFact => ({
      environment,
      change_digest: changeDigest,
      at: new Date(at).toISOString(),
      status: 'success',
    }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { ...gathered, facts: { ...facts, deployments } };
}

function placesOf({ changes, unreadable }: Classified): readonly (string | null)[] {
  const places = [
    ...changes.map(({ environment }) => environment),
    ...unreadable.flatMap(({ environments }) => (environments.length === 0 ? [null] : environments)),
  ];
  return [...new Set(places)];
}

function keyOf({ environment, change_digest: digest }: DeploymentFact): string {
  return `${environment} ${digest}`;
}
