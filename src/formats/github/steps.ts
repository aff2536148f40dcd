// The steps of a job or a composite action, paired with those of the other side; called by `workflow-parts` and `action-parts`.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import type { ItemNames } from './entries.ts';
import { pairItems } from './pair-items.ts';
import type { Identity } from './pair-items.ts';

/** Names for the steps below two nodes that have `steps`, those of parallel groups included. */
export function pairSteps(before: SyntaxNode | undefined, after: SyntaxNode | undefined): ItemNames {
  return pairItems({
    before: stepsBelow(member(before, 'steps')),
    after: stepsBelow(member(after, 'steps')),
    identities: IDENTITIES,
    nameOf: (step) => ownName(step) ?? sortOf(step),
  });
}

/** Each step and what runs beside it in a `parallel` group, in their order. */
export function stepsBelow(steps: SyntaxNode | undefined): readonly SyntaxNode[] {
  return itemsOf(steps).flatMap((step) => [step, ...stepsBelow(member(step, 'parallel'))]);
}

/** By what it is called; by content where it was only renamed; by what it uses; by how its script begins; by order. */
const IDENTITIES: readonly Identity[] = [
  ownName,
  contentOf,
  actionOf,
  (step) => textIn(step, 'run')?.trimStart().split('\n', 1)[0] ?? null,
  (step) => (ownName(step) === null ? sortOf(step) : null),
];

function ownName(step: SyntaxNode): string | null {
  return textIn(step, 'id') ?? textIn(step, 'name') ?? actionOf(step);
}

function textIn(step: SyntaxNode, key: string): string | null {
  return textOf(member(step, key)) || null;
}

/** `actions/checkout` of `actions/checkout@v5`: another version is the same step. */
function actionOf(step: SyntaxNode): string | null {
  return textIn(step, 'uses')?.split('@', 1)[0] ?? null;
}

function sortOf(step: SyntaxNode): string {
  const sorts = ['run', 'parallel', 'wait', 'wait-all', 'cancel'];
  return sorts.find((key) => member(step, key) !== undefined) ?? 'step';
}

function contentOf(step: SyntaxNode): string {
  const kept = step.kind === 'map' ? step.entries.filter(({ key }) => key !== 'name' && key !== 'id') : [];
  return canonicalJson(kept.map(({ key, value }) => [key, toValue(value)]));
}
