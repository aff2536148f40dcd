// How a labelled pair is written: labels were given by hand from AWS's documentation, before the engine saw the pair.
import type { GrowthVerdict } from '../../../../../src/classify/iam/growth/index.ts';
import type { PolicyUse } from '../../../../../src/classify/iam/policy-document.ts';
import type { JsonPolicy, Options } from '../policy.ts';

export type LabelledPair = {
  readonly name: string;
  readonly use: PolicyUse;
  /** Null: no document at all. */
  readonly before: JsonPolicy | null;
  readonly after: JsonPolicy | null;
  readonly verdict: GrowthVerdict;
  /** An action that must be among the witnesses. */
  readonly action?: string;
  readonly options?: { readonly before?: Options; readonly after?: Options };
};

type Sides = Pick<LabelledPair, 'before' | 'after'>;

export function pair(
  use: PolicyUse,
  name: string,
  sides: Sides,
  label: Pick<LabelledPair, 'verdict' | 'action' | 'options'>,
): LabelledPair {
  return { name, use, ...sides, ...label };
}
