// Steps 2 to 5 for a pull request as it stands now: facts are gathered, the diff is read, then the pure part. Called by pipeline.ts and judge-merge.ts.
import { gatherPull, type PullRef } from '../facts/index.ts';
import { mayBeInfrastructure } from '../formats/index.ts';
import type { Diff } from '../model/change.ts';
import type { Gathered } from '../model/gathered.ts';
import { compilePolicy, policyNeeds } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { decide, type Verdict } from './decide.ts';
import { readDiff } from './read-diff.ts';

export type Judgement = Verdict & { readonly gathered: Gathered; readonly diff: Diff };

export async function judgePull(ports: Ports, pull: PullRef): Promise<Judgement> {
  const gathered = await gatherPull({
    ...ports,
    pull,
    now: () => new Date(ports.now()).toISOString(),
    wants: mayBeInfrastructure,
    needs: (layers) => policyNeeds(compilePolicy(layers)),
  });
  const diff = await readDiff({ files: gathered.files, read: ports.readFile });
  return { gathered, diff, ...decide({ gathered, diff }) };
}
