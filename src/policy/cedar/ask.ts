// Every change and the pull request as a whole through the Cedar policies of each layer, once for a decision. Called by `prepare`.
import type { AuthorizationAnswer, EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import { LIMITS } from '../../config/limits.ts';
import type { Layer } from '../layers/layer.ts';
import type { RuleMatch } from '../when/match-rule.ts';
import type { RuleInput } from '../rule-input.ts';
import type { Subject } from '../when/subject.ts';
import { askEngine, preparedSet } from './engine.ts';
import type { CedarSet } from './compile-cedar.ts';
import { AUTHOR, RESOURCE, authorEntity, changeEntity, situation } from './request.ts';

export type CedarVerdict = {
  readonly match: RuleMatch;
  /** Why it could not be evaluated for something, the first time; null: it could for everything. */
  readonly trouble: { readonly what: string; readonly why: string } | null;
};

export type CedarAnswers = {
  /** By rule name; a rule that is not here is none of Cedar's. */
  readonly verdicts: ReadonlyMap<string, CedarVerdict>;
  /** Layers whose policies could not be asked at all: nothing may pass then. */
  readonly failures: readonly { readonly layer: Layer; readonly why: string }[];
};

export const NO_CEDAR: CedarAnswers = { verdicts: new Map(), failures: [] };

export function askCedar(
  input: Omit<RuleInput, 'cedar'>,
  views: (layer: Layer) => readonly Subject[],
): CedarAnswers {
  const answers = input.policy.cedar.map(({ layer, set }) => {
    const rules = input.policy.rules.filter((rule) => rule.layer === layer && rule.cedar !== undefined);
    return { layer, rules, answer: askLayer({ layer, set, subjects: views(layer) }, input) };
  });
  return {
    verdicts: new Map(
      answers.flatMap(({ rules, answer }) =>
        rules.map(({ name, rule: { id } }) => [name, verdictOf(id, answer)] as const),
      ),
    ),
    failures: answers.flatMap(({ layer, answer }) =>
      answer.kind === 'failed' ? [{ layer, why: answer.why }] : [],
    ),
  };
}

/** What the policies say of one change, or of the pull request. */
type Said = {
  readonly what: string;
  readonly hits: ReadonlySet<string>;
  readonly errors: ReadonlyMap<string, string>;
};

type LayerAnswer =
  | { readonly kind: 'said'; readonly changes: readonly Said[]; readonly whole: Said }
  | { readonly kind: 'failed'; readonly why: string };

function askLayer(
  {
    set,
    layer,
    subjects,
  }: { readonly set: CedarSet; readonly layer: Layer; readonly subjects: readonly Subject[] },
  input: Omit<RuleInput, 'cedar'>,
): LayerAnswer {
  if (subjects.length > LIMITS.cedarChanges)
    return failed(
      `Cedar is asked about at most ${LIMITS.cedarChanges} changes, these are ${subjects.length}`,
    );
  const policies = { ...set.texts, [BASE_ID]: BASE };
  const prepared = preparedSet(set.digest, policies);
  if (prepared === null) return failed('the engine did not take the policies');
  const context = situation(input, { layer, subjects });
  const author = authorEntity(input.actor, input.facts);
  const ask = (action: keyof typeof RESOURCE, resource: EntityJson): AuthorizationAnswer | null => {
    const answer = askEngine((cedar) =>
      cedar.statefulIsAuthorized({
        principal: AUTHOR,
        action: { type: 'Action', id: action },
        resource: resource.uid,
        context,
        entities: [author, resource],
        preparsedPolicySetId: prepared,
      }),
    );
    return answer.kind === 'ok' ? answer.value : null;
  };
  const changes = subjects.map((subject, index) =>
    saidOf(ask('change', changeEntity(subject, String(index))), nameOf(subject)),
  );
  const pull: EntityJson = { uid: { type: RESOURCE.merge, id: 'pull' }, attrs: {}, parents: [] };
  const whole = saidOf(ask('merge', pull), 'the pull request');
  const wrong = [...changes, whole].find((said) => 'why' in said);
  if (wrong !== undefined && 'why' in wrong) return failed(wrong.why);
  return { kind: 'said', changes: changes as readonly Said[], whole: whole as Said };
}

/** Everything is permitted but what a policy forbids: a file can only take away. */
const BASE = 'permit (principal, action, resource);';
const BASE_ID = '(base)';

function saidOf(answer: AuthorizationAnswer | null, what: string): Said | { readonly why: string } {
  if (answer === null) return { why: 'the engine failed' };
  if (answer.type === 'failure')
    return { why: answer.errors[0]?.message ?? 'the engine refused the request' };
  const { decision, diagnostics } = answer.response;
  const hits = decision === 'deny' ? diagnostics.reason : [];
  // Denied by nobody: not even the base was applied.
  if (decision === 'deny' && hits.length === 0) return { why: 'the engine denied without a reason' };
  return {
    what,
    hits: new Set(hits),
    errors: new Map(diagnostics.errors.map(({ policyId, error }) => [policyId, error.message])),
  };
}

function verdictOf(id: string, answer: LayerAnswer): CedarVerdict {
  if (answer.kind === 'failed') return { match: { kind: 'no', places: [], whole: false }, trouble: null };
  const { changes, whole } = answer;
  const places = [...changes.keys()].filter((index) => changes[index]?.hits.has(id) === true);
  const isWhole = whole.hits.has(id);
  // A policy that errs is skipped by the engine, which then allows: here it refuses.
  const erring = [...changes, whole].find(({ errors }) => errors.has(id));
  return {
    match: { kind: isWhole || places.length > 0 ? 'yes' : 'no', places, whole: isWhole },
    trouble: erring === undefined ? null : { what: erring.what, why: erring.errors.get(id) ?? '' },
  };
}

function nameOf({ addresses, paths, environment }: Subject): string {
  const name = addresses[0] ?? paths[0] ?? 'a change';
  return environment === null ? name : `${name} in ${environment}`;
}

function failed(why: string): LayerAnswer {
  return { kind: 'failed', why };
}
