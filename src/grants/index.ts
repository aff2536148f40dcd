// Face of the grants stage: what merged against what was approved, and the right to deploy it.
export { openGrant } from './issue.ts';
export type { GrantStore } from './store.ts';
export type { GrantOpening, GrantRefusal, GrantRefusalCode, OpenGrantInput } from './issue.ts';
export { compareMerge } from './compare-merge.ts';
export type { GovernedContent, MergeComparison } from './compare-merge.ts';
export { accountForCommits } from './account-commits.ts';
export type { Accounting, BaseCommit } from './account-commits.ts';
