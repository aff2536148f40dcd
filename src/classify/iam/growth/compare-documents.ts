// Two sets of policy documents of one holder -> does the second allow anything that the first does not? Called by the IAM rules.
import { LIMITS } from '../../../config/limits.ts';
import { memoryOfTexts } from '../../../model/memory.ts';
import type { PolicyDocument, PolicyStatement, PolicyUse } from '../policy-document.ts';
import { comparePair } from './compare-pair.ts';
import type { Comparison } from './compare-pair.ts';
import type { Growth, GrowthVerdict } from './growth.ts';
import type { Pair } from './clause.ts';
import { pairOf } from './pair.ts';
import { whyUnknown } from './why-unknown.ts';
import { witnessesOf } from './witnesses.ts';

const USES: readonly PolicyUse[] = ['identity', 'trust', 'resource', 'ceiling'];

/**
 * Documents of one use are one policy: what any allows is allowed, what any denies is denied. Uses are compared one by one.
 * Never `same` or `shrinks` where something grew; what cannot be enumerated is `unknown`. Total.
 */
export function compareDocuments(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Growth {
  const parts = USES.map((use) =>
    compareUse(
      use,
      before.filter((document) => document.use === use),
      after.filter((document) => document.use === use),
    ),
  );
  const verdict = parts.map((part) => part.verdict).reduce(together, 'same');
  const telling = parts.filter((part) =>
    verdict === 'unknown' ? part.verdict === 'unknown' : ['grows', 'both'].includes(part.verdict),
  );
  return {
    verdict,
    witnesses: telling.flatMap(({ witnesses }) => witnesses).slice(0, LIMITS.growthWitnesses),
    why: verdict === 'unknown' ? (telling[0]?.why ?? null) : null,
  };
}

const SAME: Growth = { verdict: 'same', witnesses: [], why: null };

function compareUse(
  use: PolicyUse,
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Growth {
  if (before.length === 0 && after.length === 0) return SAME;
  const key = JSON.stringify([use, before, after]);
  const growth = known.get(key) ?? compared(use, before, after);
  if (key.length <= MOST_KEPT) known.set(key, growth);
  return growth;
}

/** Several rules ask of the same documents, and the same edit may stand in the same file of a thousand folders. */
const known = memoryOfTexts<Growth>(1_000);
/** In characters: both sides of a policy of some twenty statements. */
const MOST_KEPT = 20_000;

function compared(
  use: PolicyUse,
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Growth {
  if (statementCount(before) + statementCount(after) > LIMITS.growthStatements)
    return { verdict: 'unknown', witnesses: [], why: 'the documents have too many statements to compare' };
  const pair = pairOf(use, ceiling(use, before, after), ceiling(use, after, before));
  const ceilingGone = use === 'ceiling' && after.length === 0;
  return growthOf({ ...pair, ceilingGone }, comparePair(pair));
}

function growthOf(pair: Pair, comparison: Comparison): Growth {
  const { up, down, capped } = comparison;
  const grows = up.some(({ strength }) => strength === 'certain');
  const shrinks = down.some(({ strength }) => strength === 'certain');
  if (grows) return { verdict: shrinks ? 'both' : 'grows', witnesses: witnessesOf(pair, up), why: null };
  if (up.length > 0 || capped || pair.after.opaque.length > 0)
    return { verdict: 'unknown', witnesses: witnessesOf(pair, up), why: whyUnknown(pair, comparison) };
  return down.length > 0 || pair.before.opaque.length > 0 ? { ...SAME, verdict: 'shrinks' } : SAME;
}

function together(a: GrowthVerdict, b: GrowthVerdict): GrowthVerdict {
  const verdicts = [a, b];
  if (verdicts.includes('both')) return 'both';
  if (verdicts.includes('grows')) return verdicts.includes('shrinks') ? 'both' : 'grows';
  return (
    verdicts.find((verdict) => verdict === 'unknown') ??
    verdicts.find((verdict) => verdict === 'shrinks') ??
    'same'
  );
}

/** A ceiling that is not there holds nothing back. */
function ceiling(
  use: PolicyUse,
  documents: readonly PolicyDocument[],
  others: readonly PolicyDocument[],
): readonly PolicyDocument[] {
  if (use !== 'ceiling' || documents.length > 0) return documents;
  const line = others[0]?.line ?? 1;
  return [
    {
      use,
      version: null,
      statements: [{ ...EVERYTHING, line }],
      unknown: [],
      path: others[0]?.path ?? '',
      line,
    },
  ];
}

const EVERYTHING: Omit<PolicyStatement, 'line'> = {
  sid: null,
  effect: 'Allow',
  actions: { not: false, texts: [{ kind: 'known', text: '*' }] },
  resources: { not: false, texts: [{ kind: 'known', text: '*' }] },
  principals: null,
  conditions: [],
};

function statementCount(documents: readonly PolicyDocument[]): number {
  return documents.reduce((count, { statements }) => count + statements.length, 0);
}
