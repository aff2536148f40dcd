// `require.signed_commits`: every commit of the pull request vouched for by its author. In the registry of requirements.
import { makeReason } from '../make-reason.ts';
import type { Requirement } from './requirement.ts';

/** Shown of many. */
const SHOWN = 3;

/**
 * Binds everybody. A signature says who wrote a commit, as `assurance` does of an agent: the same code. What nobody knows
 * the commits of is not signed, and a head without commits of its own proves nothing.
 */
export const signedCommits: Requirement = ({ rule: { name, rule }, input: { facts } }) => {
  if (rule.require?.signed_commits === undefined) return [];
  const { commits } = facts;
  const unsigned = (commits ?? []).filter(({ verified }) => !verified).map(({ sha }) => sha);
  const satisfied = commits !== null && commits.length > 0 && unsigned.length === 0;
  return [
    makeReason({
      code: 'ASSURANCE_LOW',
      rule: name,
      satisfied,
      need: { signed_commits: true },
      have: { commits: commits?.length ?? null, unsigned },
      message: satisfied
        ? `Every commit has a verified signature of its author.`
        : unsigned.length === 0
          ? 'Nothing is known of the signatures of the commits.'
          : `${unsigned.length} of ${commits?.length ?? 0} commits have no verified signature of their author: ${namesOf(unsigned)}.`,
      remediation: satisfied
        ? 'Nothing to do.'
        : "Sign them with a key that GitHub knows as the author's, and push them again.",
    }),
  ];
};

function namesOf(shas: readonly string[]): string {
  const shown = shas.slice(0, SHOWN).map((sha) => (sha === '' ? 'one without an id' : sha.slice(0, 8)));
  const more = shas.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
