// The kinds tables as maps: read by kinds.ts. Built by scripts/build-kinds.ts, see data/README.md.
import { KINDS } from '../model/words.ts';
import type { Kind } from '../model/words.ts';
import cloudformation from './data/cloudformation-kinds.json' with { type: 'json' };
import kubernetes from './data/kubernetes-kinds.json' with { type: 'json' };
import terraform from './data/terraform-kinds.json' with { type: 'json' };

/** Kinds by Terraform resource type. A type that is not here is in no table. */
export const TERRAFORM_KINDS: ReadonlyMap<string, readonly Kind[]> = tableOf(terraform);

/** Kinds by CloudFormation type; built by scripts/build-cloudformation-data.ts. */
export const CLOUDFORMATION_KINDS: ReadonlyMap<string, readonly Kind[]> = tableOf(cloudformation);

/** Kinds by `group/Kind`; the core group is called `core`. */
export const KUBERNETES_KINDS: ReadonlyMap<string, readonly Kind[]> = tableOf(kubernetes);

function tableOf(words: Readonly<Record<string, string>>): ReadonlyMap<string, readonly Kind[]> {
  return new Map(Object.entries(words).map(([name, kinds]) => [name, kindsIn(kinds)]));
}

function kindsIn(words: string): readonly Kind[] {
  const said = words.split(' ');
  return KINDS.filter((kind) => said.includes(kind));
}
