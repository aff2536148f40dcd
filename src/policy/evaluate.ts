// The decision: pure and total. Policy, facts and classified changes in, one document out. Called by pipeline and CLI.
import { forgetAll } from '../model/memory.ts';
import type { Classified } from '../model/change.ts';
import type { Actor, Decision, Reason } from '../model/decision.ts';
import type { Facts } from '../model/facts.ts';
import { agentReasons, isExempt } from './agents/agent-reasons.ts';
import { objectionReasons, validatorAccounts } from './approvals/objections.ts';
import { baselineReasons } from './baseline-reasons.ts';
import { openReasons, shownGlass } from './break-glass.ts';
import { buildDecision } from './build-decision.ts';
import type { DecisionParts } from './build-decision.ts';
import type { CompiledPolicy, PolicyResult } from './compiled.ts';
import { executorReasons } from './agents/executors.ts';
import { inheritedPrivileges } from './agents/inherited-privileges.ts';
import { prepare } from './prepare.ts';
import { refuseWhole } from './refuse-whole.ts';
import { ruleReasons } from './rule-reasons.ts';
import {
  failureReasons,
  incompleteReasons,
  scopeReasons,
  spoiledReasons,
  unsupportedReasons,
} from './surrounding-reasons.ts';
import type { Scope } from './surrounding-reasons.ts';
import { toolReasons } from './agents/tool-reasons.ts';

export type Question = {
  readonly policy: PolicyResult;
  readonly facts: Facts;
  /** From `resolveActor` with the same policy and facts. */
  readonly actor: Actor;
  readonly classified: Classified;
  /** Commit the policy was read at. */
  readonly base: string;
  readonly head: string;
  /** What narrowing says of each deploy target; empty without a `deploy` section. */
  readonly scopes: readonly Scope[];
};

/** Never throws and never passes by accident: an internal failure becomes a blocked decision that says so. */
export function evaluate(question: Question): Decision {
  try {
    return buildDecision(judge(question));
  } catch {
    return refuseWhole(question);
  }
}

/** All that is asked and whether it is there; `evaluate` makes the document of it. May throw. */
export function judge(question: Question): DecisionParts {
  forgetAll();
  return question.policy.kind === 'ok'
    ? judgeBy(question.policy.policy, question)
    : judgeWithoutPolicy(question);
}

function judgeWithoutPolicy({ policy, facts, actor, classified, base, head }: Question): DecisionParts {
  const failures = policy.kind === 'invalid' ? policy.problems : [];
  const identity = policy.kind === 'invalid' ? policy.identity : policy.policy.identity;
  const reasons = [...failureReasons(failures), ...incompleteReasons(facts)];
  return {
    mode: 'enforce',
    base,
    head,
    policy: identity,
    actor,
    classified,
    reasons,
    observed: [],
    exceptions: [],
  };
}

function judgeBy(policy: CompiledPolicy, question: Question): DecisionParts {
  const { facts, actor, base, head } = question;
  const prepared = prepare(question, policy);
  const { classified, reviews, owners, extra, exceptions, glass } = prepared;
  const inherited = inheritedPrivileges(policy.targets, classified, facts.repository?.full_name ?? null);
  const agents = { agents: policy.agents, actor, facts, classified, inherited };
  const asked: readonly Reason[] = [
    ...incompleteReasons(facts),
    ...spoiledReasons(classified),
    ...unsupportedReasons(policy.unsupported),
    ...agentReasons(agents),
    ...toolReasons(agents),
    ...executorReasons({ policy, classified, facts }),
    ...baselineReasons({
      policy,
      classified,
      actor,
      reviews,
      owners,
      extra,
      exempt: isExempt(agents, policy.freedBy),
    }),
    ...ruleReasons(prepared, 'enforce'),
    ...objectionReasons(reviews, validatorAccounts(policy.agents)),
    ...scopeReasons(question.scopes),
  ];
  const { mode, identity } = policy;
  const reasons = openReasons(asked, { glass, hasFloor: identity.floor !== null });
  return {
    mode,
    base,
    head,
    policy: identity,
    actor,
    classified,
    reasons,
    observed: ruleReasons(prepared, 'observe'),
    exceptions: exceptions.shown,
    ...shownGlass(glass, reasons),
  };
}
