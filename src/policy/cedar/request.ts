// What Cedar is asked: the author, one change or the pull request, and what stands around it. Called by `askCedar`.
import type { CedarValueJson, Context, EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import type { Actor } from '../../model/decision.ts';
import type { Facts } from '../../model/facts.ts';
import { TIERS } from '../../model/words.ts';
import type { Tier } from '../../model/words.ts';
import { isAgentLike } from '../baseline-reasons.ts';
import { fillEntries } from '../approvals/fill-entries.ts';
import type { Layer } from '../layers/layer.ts';
import type { Count } from '../when/pull-view.ts';
import type { RuleInput } from '../rule-input.ts';
import { checkReason } from '../requirements/checks.ts';
import { hasProvenance } from '../requirements/provenance.ts';
import { PROVENANCE_WORDS } from '../schema/rule.ts';
import type { Subject } from '../when/subject.ts';

export const AUTHOR: TypeAndId = { type: 'Actor', id: 'author' };
export const RESOURCE = { change: 'Change', merge: 'PullRequest' } as const;

type Attributes = { readonly [name: string]: CedarValueJson | undefined };

/** Null and undefined are unknown, and unknown is absent: Cedar has no null. */
function known(attributes: Attributes): { [name: string]: CedarValueJson } {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );
}

export function authorEntity(actor: Actor, facts: Facts): EntityJson {
  const unknownDelegator = isAgentLike(actor) && actor.delegator === null;
  return {
    uid: AUTHOR,
    parents: [],
    attrs: known({
      class: actor.class,
      assurance: actor.assurance,
      agents: [...actor.agents],
      login: facts.pull_request?.author?.login,
      delegator: unknownDelegator ? undefined : (actor.delegator ?? ''),
    }),
  };
}

export function changeEntity(subject: Subject, id: string): EntityJson {
  const { understood } = subject;
  return {
    uid: { type: RESOURCE.change, id },
    parents: [],
    attrs: known({
      format: subject.format[0] ?? '',
      paths: [...subject.paths],
      environment: subject.environment ?? '',
      data: [...subject.data],
      ...tierOf(subject.tiers.at(-1)),
      unread: !understood,
      ...(understood
        ? {
            address: subject.addresses[0] ?? '',
            type: subject.types[0] ?? '',
            action: subject.actions[0] ?? 'unknown',
            kinds: [...subject.kinds],
            findings: distinct(subject.findings.map((finding) => finding.id)),
            attributes: distinct(subject.attributes.map(({ path }) => dotted(path))),
          }
        : {}),
    }),
  };
}

/** `ingress[0].cidr_blocks` is `ingress.0.cidr_blocks`, as the schema spells it. */
function dotted(path: string): string {
  return path
    .replaceAll(/\[["']?/g, '.')
    .replaceAll(/["']?\]/g, '')
    .replace(/^\./, '');
}

/** The same for every request about one pull request, as the rules of one layer see its changes. */
export function situation(
  input: Omit<RuleInput, 'cedar'>,
  { layer, subjects }: { readonly layer: Layer; readonly subjects: readonly Subject[] },
): Context {
  const { facts, reviews, classified } = input;
  const pull = input.pull(layer);
  const understood = subjects.every((subject) => subject.understood);
  const [anyone] = fillEntries([{ count: 1, from: null }], reviews);
  const approvers = [...(anyone?.counted ?? [])];
  return known({
    now: momentOf(pull.now),
    repository: pull.repository?.[0],
    baseBranch: pull.baseBranch?.[0],
    headBranch: facts.pull_request?.head_branch ?? undefined,
    draft: pull.draft ?? undefined,
    fork: pull.fork ?? undefined,
    labels: pull.labels === null ? undefined : [...pull.labels],
    ...tierOf(classified.tier),
    kinds: understood ? distinct(subjects.flatMap(({ kinds }) => kinds)) : undefined,
    findings: understood
      ? distinct(subjects.flatMap(({ findings }) => findings.map(({ id }) => id)))
      : undefined,
    environments: distinct(subjects.map(({ environment }) => environment ?? '')),
    changes: understood ? countOf(pull.changes()) : undefined,
    files: countOf(pull.files),
    deletes: understood ? countOf(pull.deletes()) : undefined,
    approvers,
    approvals: approvers.length,
    checks: succeeded(input),
    provenance: PROVENANCE_WORDS.filter((word) => hasProvenance(facts.provenance, word)),
    purpose: pull.purpose === null ? undefined : (pull.purpose[0] ?? ''),
  });
}

/** Where it is not known what becomes of some resources, nobody knows how many are deleted. */
function countOf({ least, most }: Count): number | undefined {
  return least === most ? least : undefined;
}

function tierOf(tier: Tier = 'critical'): Attributes {
  return { tier, tierLevel: TIERS.indexOf(tier) };
}

/** Cedar reads no time that is written otherwise than this. */
function momentOf(now: string | null): CedarValueJson | undefined {
  const time = Date.parse(now ?? '');
  if (Number.isNaN(time)) return undefined;
  return { __extn: { fn: 'datetime', arg: new Date(time).toISOString() } };
}

function succeeded({ facts: { checks }, reviews: { head } }: Pick<RuleInput, 'facts' | 'reviews'>): string[] {
  return distinct(
    checks.flatMap(({ name, app_id }) => {
      if (app_id === null) return [];
      const { satisfied } = checkReason({ name, app_id }, { rule: '', checks, head });
      return satisfied ? [`${name}@${app_id}`] : [];
    }),
  );
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)].toSorted();
}
