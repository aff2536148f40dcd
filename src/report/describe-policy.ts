// The texts that a decision rests on, for a terminal. Called by the renderers of text.
import type { Decision } from '../model/decision.ts';
import { visible } from './escape.ts';

export function policyLines({ policy }: Decision): readonly string[] {
  const { source, floor, layers = [], lastGood = [] } = policy;
  return [
    `  policy   ${visible(source ?? 'none; the built-in baseline decided')}`,
    ...(floor === null ? [] : [`  floor    ${visible(floor.source)}`]),
    ...layers.map((layer) => `  extends  ${visible(layer.source)}`),
    ...lastGood.map((text) => `  note     ${visible(oldText(text))}`),
  ];
}

/** One sentence about a text that stood in for one that could not be read. */
export function oldText({
  source,
  readAt,
  why,
}: NonNullable<Decision['policy']['lastGood']>[number]): string {
  return `${source} could not be read now (${why}); it is taken as it was read at ${readAt}.`;
}
