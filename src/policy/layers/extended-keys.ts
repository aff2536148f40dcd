// What may stand in a file that other policies extend. Called by `openLayers`.
import { locate } from '../locate.ts';
import type { ReadLayer } from './open-layer.ts';
import type { PolicyProblem } from '../problem.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';

/**
 * Such a file only adds. Which files count, which environment they belong to, who is an agent and what may be deployed
 * are choices: another answer to them can take something away from what a rule elsewhere asks.
 */
const ADDING: readonly (keyof PolicyDocument)[] = [
  'version',
  'extends',
  'mode',
  'baseline',
  'owners',
  'resource_owners',
  'rules',
  'exceptions',
];

export function extendedKeyProblems({ document, root }: ReadLayer): readonly PolicyProblem[] {
  const others = Object.keys(document).filter((key) => !(ADDING as readonly string[]).includes(key));
  return others.map((key) => ({
    code: 'not-in-extended-layer',
    severity: 'error',
    message: `"${key}" cannot stand in a file that other policies extend, which only adds (${ADDING.join(', ')}); write it into the policy itself`,
    ...locate(root, [], key),
    path: key,
  }));
}
