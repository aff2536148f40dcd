// What is asked for beside the rules, from the words about `standard`, `light` and `none`.
import type { Actor } from '../../../src/model/decision.ts';
import { BASELINES } from '../../../src/model/words.ts';
import type { Baseline } from '../../../src/model/words.ts';
import { actingAgents } from './actors.ts';
import { judgeApprovals } from './approvals.ts';
import type { Approver, Case } from './document.ts';
import { everyLayer, layersOf } from './document.ts';
import { topTier } from './subjects.ts';
import type { Subject } from './subjects.ts';

const WEIGHTY = ['identity', 'network', 'firewall', 'secrets', 'governance', 'pipeline'];

export type Verdict = {
  readonly code: string;
  readonly rule: string;
  readonly satisfied: boolean;
  /** The part of the policy that is counted for itself. */
  readonly key?: string;
};

export function baselineReasons(
  question: Case,
  actor: Actor,
  { subjects, more }: { readonly subjects: readonly Subject[]; readonly more: number },
): readonly Verdict[] {
  const approved = (count: number, from: readonly Approver[] | null = null) =>
    judgeApprovals(question, [
      { groups: [{ count: count + more, from }], permission: 'write', stale: 'head', age: 0 },
    ]);
  const verdicts: Verdict[] = [];
  const count = Math.max(0, ...subjects.map((subject) => humansFor(question, actor, subject)));
  if (count > 0 && isFreeLane(question, actor, subjects))
    verdicts.push({ code: 'APPROVALS', rule: 'baseline', satisfied: true });
  else if (count > 0) verdicts.push({ ...approved(count), rule: 'baseline' });
  const unread = subjects.filter(({ isUnderstood }) => !isUnderstood);
  for (const file of new Set(unread.map(({ paths }) => paths[0]))) {
    const same = unread.filter(({ paths }) => paths[0] === file);
    const humans = Math.max(...same.map((subject) => humansFor(question, actor, subject)));
    if (same.some(({ environment }) => baselinesOf(question, environment).includes('none')))
      verdicts.push({ code: 'UNREADABLE_REFUSED', rule: 'baseline', satisfied: false });
    else verdicts.push({ code: 'UNREADABLE', rule: 'baseline', satisfied: approved(humans).satisfied });
  }
  if (subjects.some(({ isFile, kinds }) => isFile && kinds.includes('governance')))
    for (const { policy, prefix } of everyLayer(question))
      if (policy.owners !== undefined)
        verdicts.push({ ...approved(1, policy.owners), rule: `${prefix}owners` });
  return verdicts;
}

/** What each layer chose: a floor that says nothing leaves it to the repository, which has a default. Others add to that. */
function baselinesOf(question: Case, environment: string | null): readonly Baseline[] {
  const chosen = layersOf(question).flatMap(({ layer, policy }) => {
    const own = environment === null ? undefined : policy.environments?.[environment]?.baseline;
    return own ?? policy.baseline ?? (layer === 'floor' ? [] : ['standard' as const]);
  });
  const added = everyLayer(question).flatMap(({ policy, isExtended }) =>
    isExtended ? (policy.baseline ?? []) : [],
  );
  return [...(chosen.length === 0 ? (['standard'] as const) : chosen), ...added];
}

function humansFor(question: Case, actor: Actor, subject: Subject): number {
  const { environment, kinds, isUnreadable, isUnderstood } = subject;
  const tier = topTier(subject);
  if (tier === 'none' && !isUnreadable) return 0;
  const strictest = Math.max(...baselinesOf(question, environment).map((each) => BASELINES.indexOf(each)));
  const baseline = BASELINES[strictest];
  if (baseline === 'none') return 0;
  if (baseline === 'light' || actor.class === 'human' || actor.class === 'automation') return 1;
  const isGrave = tier === 'critical' || !isUnderstood || kinds.some((kind) => WEIGHTY.includes(kind));
  return isGrave ? 2 : 1;
}

/** An autonomous listed agent of authenticated id, in what is small and without a finding. */
function isFreeLane(question: Case, actor: Actor, subjects: readonly Subject[]): boolean {
  const acting = actingAgents(question, actor);
  const ids = acting.flatMap(({ limits }) => limits.identities.flatMap(({ github }) => github ?? []));
  const isOwn = (id: number | null | undefined): boolean => typeof id === 'number' && ids.includes(id);
  const { pull_request, commits, pushers } = question.facts;
  const listedIn = (layer: string): boolean =>
    actor.agents.every((name) => acting.some((each) => each.name === name && each.layer === layer));
  const floorHasBaseline = everyLayer(question)
    .filter(({ layer }) => layer === 'floor')
    .some(({ policy }) =>
      [policy, ...Object.values(policy.environments ?? {})].some(({ baseline }) => baseline !== undefined),
    );
  return (
    actor.class === 'agent' &&
    isOwn(pull_request?.author?.id) &&
    // A text, too, may say that somebody else had a part in it.
    actor.agents.every((name) => acting.some((each) => each.name === name)) &&
    acting.every(({ limits }) => limits.autonomy === 'autonomous') &&
    // Whoever sets the baseline says who is free of it.
    (!floorHasBaseline || listedIn('floor')) &&
    // Authenticated means that nobody else's work stands under its name: pushes are GitHub's word, else signatures.
    commits !== null &&
    commits.length > 0 &&
    ((pushers !== null && pushers.length > 0) || commits.every(({ verified }) => verified)) &&
    commits.every(
      ({ author, committer }) => isOwn(author?.id) && (committer === null || isOwn(committer.id)),
    ) &&
    (pushers ?? []).every(({ id }) => isOwn(id)) &&
    subjects.every((subject) => subject.isUnderstood && ['none', 'low'].includes(topTier(subject))) &&
    question.classified.findings.every(({ severity }) => severity === 'info')
  );
}
