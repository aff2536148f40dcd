// What Cedar policies do to a decision, by the words about them: they deny or ask, and whatever they cannot tell denies.
import type { Actor } from '../../../src/model/decision.ts';
import { TIERS, maxTier } from '../../../src/model/words.ts';
import type { Verdict } from './baseline.ts';
import { judgeApprovals } from './approvals.ts';
import { meaning } from './cedar-language.ts';
import type { Forbid, Known, World } from './cedar-language.ts';
import { resourcesOf } from './conditions.ts';
import type { View } from './conditions.ts';
import { checkCode } from './checks.ts';
import { layersOf } from './document.ts';
import { demandOf } from './owners.ts';
import { countingApprovals, hasWriteAccess } from './people.ts';
import { topTier } from './subjects.ts';
import type { Subject } from './subjects.ts';

export function cedarVerdicts(view: View, more: number): readonly Verdict[] {
  const { question, layer, own } = view;
  if (own.isExtended) return [];
  return question.cedar[layer]
    .filter(({ mode }) => mode !== 'observe')
    .flatMap((forbid) =>
      verdictsOf(view, forbid, more).map((verdict) => ({
        ...verdict,
        rule: `${own.prefix}${forbid.id}`,
        key: 'cedar',
      })),
    );
}

type Said = Omit<Verdict, 'rule'>;

function verdictsOf(view: View, forbid: Forbid, more: number): readonly Said[] {
  const asked = forbid.action === 'merge' ? [null] : view.subjects;
  const answers = asked.map((subject) => matches(forbid, worldOf(view, subject)));
  const denied = { code: 'DENIED', satisfied: false };
  const failed = answers.includes('error') ? [denied] : [];
  if (!answers.includes(true)) return failed;
  if (forbid.require === undefined) return [denied];
  const matched = view.subjects.filter((_subject, index) => answers[index] === true);
  // One about the pull request is about all of its files.
  const when = forbid.action === 'merge' ? undefined : { paths: ['**'] };
  const ask = { view, when, matched, stale: undefined, age: undefined, more };
  const demands = forbid.require.map((entry) => demandOf(entry, ask));
  const isAsked = demands.some(({ groups }) => groups.length > 0);
  return isAsked ? [...failed, judgeApprovals(view.question, demands)] : failed;
}

function matches({ clause, condition }: Forbid, world: World): boolean | 'error' {
  const met = meaning(condition, world);
  return met === 'error' ? met : met === (clause === 'when');
}

function worldOf(view: View, subject: Subject | null): World {
  return {
    principal: principalOf(view),
    resource: subject === null ? {} : resourceOf(view, subject),
    context: contextOf(view),
  };
}

const isPerson = (actor: Actor): boolean => actor.class === 'human' || actor.class === 'automation';

function principalOf(view: View): Known {
  const { actor, question } = view;
  return {
    class: actor.class,
    assurance: actor.assurance,
    agents: actor.agents,
    login: question.facts.pull_request?.author?.login,
    // Nobody is asked for where a person writes; of an agent it may be unknown.
    delegator: actor.delegator ?? (isPerson(actor) ? '' : undefined),
  };
}

/** Of what was not understood the content is absent. */
function resourceOf({ question }: View, subject: Subject): Known {
  const { paths, environment, isUnderstood } = subject;
  const tier = topTier(subject);
  const data = layersOf(question).flatMap(({ policy }) =>
    environment === null ? [] : (policy.environments?.[environment]?.data ?? []),
  );
  const outside = {
    format: subject.format ?? '',
    paths,
    environment: environment ?? '',
    data,
    tier,
    tierLevel: TIERS.indexOf(tier),
    unread: !isUnderstood,
  };
  if (!isUnderstood) return outside;
  const { address, type, action, kinds, findings, attributes } = subject;
  return {
    ...outside,
    address: address ?? '',
    type: type ?? '',
    action,
    kinds,
    findings: findings.map(({ id }) => id),
    attributes: attributes.map(({ path }) => path.replaceAll(/\[(\w+)\]/g, '.$1')),
  };
}

function contextOf(view: View): Known {
  const { question, subjects } = view;
  const { facts, classified, head } = question;
  const pull = facts.pull_request;
  const isClear = subjects.every(({ isUnderstood }) => isUnderstood);
  const tier = subjects.map(topTier).reduce(maxTier, 'none');
  const labels = pull?.labels.filter(({ by }) => by !== null && hasWriteAccess(facts, by));
  const approving = countingApprovals(question, { stale: 'head', least: 'write', age: 0 });
  const runs = Map.groupBy(
    facts.checks.filter(({ head_sha }) => head_sha === head),
    ({ name, app_id }) => `${name}@${app_id}`,
  );
  const resources = resourcesOf(view);
  const lost = resources.filter(({ action }) => action === 'delete' || action === 'replace');
  const { provenance } = facts;
  const recorded = (['prompt', 'tools', 'plan'] as const).filter(
    (part) => (provenance?.[`${part}_digest`] ?? null) !== null,
  );
  const purpose = provenance?.purpose ?? null;
  const clear: Known = {
    changes: resources.length,
    // What may be deleted is not known to be or not to be.
    deletes: resources.some(({ action }) => action === 'unknown') ? undefined : lost.length,
    kinds: subjects.flatMap(({ kinds }) => kinds),
    findings: subjects.flatMap(({ findings }) => findings.map(({ id }) => id)),
  };
  return {
    now: facts.now ?? undefined,
    repository: facts.repository?.full_name ?? undefined,
    baseBranch: pull?.base_branch ?? undefined,
    headBranch: pull?.head_branch ?? undefined,
    draft: pull?.draft ?? undefined,
    fork: pull?.fork ?? undefined,
    labels: labels?.map(({ name }) => name),
    tier,
    tierLevel: TIERS.indexOf(tier),
    environments: subjects.flatMap(({ environment }) => environment ?? []),
    files: classified.files.length,
    approvers: approving.map(({ login }) => login),
    approvals: approving.length,
    provenance: [...recorded, ...(purpose === null ? [] : ['purpose'])],
    // People need declare none: theirs is none, and not unknown, if the floor alone takes them for such as well.
    purpose: purpose ?? (view.actors.every(isPerson) ? '' : undefined),
    checks: [...runs].flatMap(([name, those]) => (checkCode(those) === null ? [name] : [])),
    ...(isClear ? clear : {}),
  };
}
