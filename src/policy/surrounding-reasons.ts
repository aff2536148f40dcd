// Reasons that come from around the changes: unusable policy, incomplete facts, unsupported keys, session scope.
import type { Classified } from '../model/change.ts';
import type { Reason } from '../model/decision.ts';
import type { Facts } from '../model/facts.ts';
import type { CompiledPolicy, PolicyFailure } from './compiled.ts';
import { nameIn } from './layers/layer.ts';
import { makeReason } from './make-reason.ts';

export type Scope = {
  readonly target: string;
  /** 0 exact … 4 not narrowed. */
  readonly level: number;
  readonly fits: boolean;
};

/** `file:line:column message`: what an editor or a log reader can jump to. */
export function failureReasons(failures: readonly PolicyFailure[]): readonly Reason[] {
  return failures.map(({ code, layer, source, problem }) =>
    makeReason({
      code,
      rule: nameIn(layer, 'policy'),
      satisfied: false,
      have: { source, line: problem.line, column: problem.column, problem: problem.code },
      message: `${source}:${problem.line}:${problem.column} ${problem.message}`,
      remediation: REMEDIES[code],
    }),
  );
}

const REMEDIES: { readonly [code in PolicyFailure['code']]: string } = {
  POLICY_INVALID: 'Correct the policy on the default branch; "aigov policy validate" shows every place.',
  FLOOR_UNAVAILABLE: 'Make the policy of the organisation readable again; until then nothing is let through.',
  FACTS_INCOMPLETE: 'Evaluate again once the policy can be read.',
};

/** An edit of the policy after which nothing could be decided any more. The policy as it stands says all else of it. */
export function spoiledReasons({ findings }: Pick<Classified, 'findings'>): readonly Reason[] {
  return findings
    .filter(({ id }) => id === 'policy-invalid')
    .map(({ file, startLine: line, message }) =>
      makeReason({
        code: 'POLICY_INVALID',
        rule: 'policy',
        satisfied: false,
        have: { source: file, line },
        message: `${file}:${line} ${message}`,
        remediation: 'Correct it in this pull request; "aigov policy validate" shows every place.',
      }),
    );
}

export function incompleteReasons({ incomplete }: Pick<Facts, 'incomplete'>): readonly Reason[] {
  return incomplete.map(({ what, why }) =>
    makeReason({
      code: 'FACTS_INCOMPLETE',
      rule: 'facts',
      satisfied: false,
      need: { what },
      message: `${what} could not be read in full: ${why}.`,
      remediation: 'Evaluate again; if a list is too long for the host, split the pull request.',
    }),
  );
}

export function unsupportedReasons(keys: CompiledPolicy['unsupported']): readonly Reason[] {
  return keys.map(({ key, line, source }) =>
    makeReason({
      code: 'KEY_NOT_SUPPORTED',
      rule: 'policy',
      satisfied: false,
      need: { key },
      have: { source, line },
      message: `${source}:${line} the key "${key}" is not supported by this version and is never ignored.`,
      remediation: `Remove "${key}" from the policy.`,
    }),
  );
}

/** A target that asks for narrowed sessions and whose changes do not fit into one. */
export function scopeReasons(scopes: readonly Scope[]): readonly Reason[] {
  return scopes
    .filter(({ fits }) => !fits)
    .map(({ target, level }) =>
      makeReason({
        code: 'SCOPE_DOES_NOT_FIT',
        rule: `deploy.${target}`,
        satisfied: false,
        need: { target },
        have: { level },
        message: `The target ${target} requires narrowed sessions, and what this change needs does not fit into one.`,
        remediation:
          'Split the pull request, or let the owners of the policy change "narrowing" of this target.',
      }),
    );
}
