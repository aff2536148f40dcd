// What the resource `*` stands for in a sentence. Called by tell-witness.ts and rules/iam-deny-removed.ts.
import type { PolicyUse } from './policy-document.ts';

/** In the policy of one resource `*` is that resource; a ceiling is about all that goes through it. */
export function starResource(use: PolicyUse, action: string): 'this resource' | 'every resource' {
  return use === 'resource' && !OF_ALL.test(action) ? 'this resource' : 'every resource';
}

/** What the one policy of an account for all its log groups, catalogues or repositories allows. */
const OF_ALL = /^(?:logs:|glue:|ecr:(?:replicateimage|createrepository|batchimportupstreamimage)$)/i;
