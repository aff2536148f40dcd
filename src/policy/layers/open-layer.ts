// One layer as it was found: its document, nothing, or why there is none. Called by `openLayers`.
import type { PolicyFile } from '../../model/policy-source.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { compileCedar } from '../cedar/compile-cedar.ts';
import type { CedarRule, CedarSet } from '../cedar/compile-cedar.ts';
import type { PolicyFailure } from '../compiled.ts';
import { rankOf } from './layer.ts';
import type { Layer } from './layer.ts';
import { parsePolicy } from '../parse-policy.ts';
import type { PolicyProblem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';

export type ReadLayer = {
  readonly layer: Layer;
  readonly source: string;
  readonly text: string;
  readonly document: PolicyDocument;
  readonly root: SyntaxNode;
  /** Cedar policies that it names; `set` is null where there are none. */
  readonly cedar: { readonly rules: readonly CedarRule[]; readonly set: CedarSet | null };
};

export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly layer: ReadLayer }
  | { readonly kind: 'failed'; readonly failures: readonly PolicyFailure[] };

/** Total. A floor that cannot be read refuses, seen before or not: whether there is one cannot be known. */
export function openLayer(layer: Layer, file: PolicyFile): Opened {
  switch (file.kind) {
    case 'absent':
      return { kind: 'none' };
    case 'file': {
      const { source, text } = file;
      const parsed = parsePolicy(text);
      if (parsed.kind === 'invalid') return invalid({ layer, source }, parsed.problems);
      const { document, root } = parsed;
      const cedar = compileCedar({ source, document, root, parts: file.parts });
      return cedar.kind === 'ok'
        ? { kind: 'read', layer: { layer, source, text, document, root, cedar } }
        : { kind: 'failed', failures: cedar.failures.map((failure) => ({ ...failure, layer })) };
    }
    case 'not-regular':
      return invalid({ layer, source: file.source }, [
        wholeFile('not-regular', `the policy is not a regular file: ${file.why}`),
      ]);
    case 'unavailable': {
      const code = rankOf(layer) === 'floor' ? 'FLOOR_UNAVAILABLE' : 'FACTS_INCOMPLETE';
      const seen = file.seenBefore ? ' (it has been read before)' : '';
      const problem = wholeFile('unavailable', `the policy could not be read: ${file.why}${seen}`);
      return { kind: 'failed', failures: [{ code, layer, source: file.source, problem }] };
    }
  }
}

export function invalid(
  at: Pick<PolicyFailure, 'layer' | 'source'>,
  problems: readonly PolicyProblem[],
): Opened {
  return {
    kind: 'failed',
    failures: problems.map((problem) => ({ ...at, code: 'POLICY_INVALID', problem })),
  };
}

function wholeFile(code: ProblemCode, message: string): PolicyProblem {
  return { code, severity: 'error', message, line: 1, column: 1, path: '' };
}
