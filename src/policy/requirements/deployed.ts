// `require.deployed`: the same change has run elsewhere before. In the registry of requirements.
import type { Reason } from '../../model/decision.ts';
import type { DeploymentFact, Facts } from '../../model/facts.ts';
import { environmentDigest } from '../environment-digest.ts';
import { makeReason } from '../make-reason.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';
import { durationSeconds } from '../schema/words.ts';
import { matched } from '../when/match-rule.ts';
import type { Asked, Requirement } from './requirement.ts';

type Wanted = NonNullable<NonNullable<RuleDocument['require']>['deployed']>;

/** One reason for each environment that the rule is about: all that changes there must be the same. */
export const deployed: Requirement = (asked) => {
  const wanted = asked.rule.rule.require?.deployed;
  if (wanted === undefined) return [];
  const { policy, original, facts } = asked.input;
  return placesOf(asked, wanted).map((place) => {
    const digest = environmentDigest(original, place, policy.environments);
    const same = (facts.deployments ?? []).filter(
      ({ environment, change_digest, status }) =>
        environment === wanted.environment && change_digest === digest && status === 'success',
    );
    return reasonOf({ rule: asked.rule.name, wanted, place, digest, same, now: facts.now });
  });
};

/**
 * A change to the environment itself is that deployment, and what means nothing outside of all environments is never
 * deployed: of neither can it be asked.
 */
function placesOf({ subjects, match }: Asked, { environment }: Wanted): readonly (string | null)[] {
  const places = matched(subjects, match)
    .filter((subject) => subject.environment !== null || subject.tiers.some((tier) => tier !== 'none'))
    .map((subject) => subject.environment);
  return [...new Set(places)].filter((place) => place !== environment);
}

function reasonOf(given: {
  readonly rule: string;
  readonly wanted: Wanted;
  readonly place: string | null;
  readonly digest: string;
  readonly same: readonly DeploymentFact[];
  readonly now: Facts['now'];
}): Reason {
  const { rule, wanted, place, digest, same, now } = given;
  const { environment, for: time = null } = wanted;
  const ends = same.map(({ at }) => Date.parse(at ?? '')).filter((at) => !Number.isNaN(at));
  const first = ends.length === 0 ? null : Math.min(...ends);
  const ready = time === null || first === null ? null : first + (durationSeconds(time) ?? Infinity) * 1000;
  const satisfied = time === null ? same.length > 0 : ready !== null && Date.parse(now ?? '') >= ready;
  const where = place === null ? 'what changes outside of all environments' : `the change to ${place}`;
  const until = ready === null ? null : new Date(ready).toISOString();
  return makeReason({
    code: 'NOT_DEPLOYED_YET',
    rule,
    satisfied,
    need: { deployed: { environment, ...(time === null ? {} : { for: time }) }, place, change: digest },
    have: { deployed: same.map(({ at }) => at), until },
    ...wordsOf({ satisfied, environment, where, time, until }),
  });
}

function wordsOf(given: {
  readonly satisfied: boolean;
  readonly environment: string;
  readonly where: string;
  readonly time: string | null;
  readonly until: string | null;
}): Pick<Reason, 'message' | 'remediation'> {
  const { satisfied, environment, where, time, until } = given;
  const Where = `${where[0]?.toUpperCase() ?? ''}${where.slice(1)}`;
  if (satisfied)
    return { message: `${Where} has been deployed to ${environment} before.`, remediation: 'Nothing to do.' };
  if (until !== null && time !== null)
    return {
      message: `${Where} has been deployed to ${environment} and must have run there for ${time}: until ${until}.`,
      remediation: 'Wait until then.',
    };
  return {
    message: `${Where} has not been deployed to ${environment} yet in the same form.`,
    remediation: `Merge and deploy the same change to ${environment} first.`,
  };
}
