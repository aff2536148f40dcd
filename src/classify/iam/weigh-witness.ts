// How grave one newly allowed thing is: called by the rules that speak of growth.
import type { Severity } from '../../model/words.ts';
import { isEveryResource } from './actions.ts';
import { actionsOfService } from './growth/catalogue.ts';
import { UNKNOWN_RANK } from './growth/sensitivity.ts';
import type { Growth, Witness } from './growth/index.ts';

/** What an action can do, the gravest first. */
type Power = 'pass-role' | 'rights' | 'escalation' | 'permissions' | 'write' | 'data' | 'tag' | 'read';

const BY_RANK: readonly Power[] = [
  'pass-role',
  'rights',
  'escalation',
  'permissions',
  'write',
  'data',
  'tag',
];

/** Data of which everything is a treasure; logs and queues are not. */
const TREASURE = /^(s3|secretsmanager|ssm|kms|dynamodb|rds-data):/i;

type Weights = { readonly everywhere: Severity; readonly widened: Severity; readonly created: Severity };

/**
 * `everywhere`: on every resource, without a condition. Else on named ones: by an edit, which nobody may notice, or by a
 * policy that is new as a whole and is read as such.
 */
const WEIGHTS: Readonly<Record<Power, Weights>> = {
  'pass-role': { everywhere: 'high', widened: 'high', created: 'medium' },
  rights: { everywhere: 'high', widened: 'high', created: 'high' },
  escalation: { everywhere: 'high', widened: 'medium', created: 'low' },
  permissions: { everywhere: 'high', widened: 'high', created: 'medium' },
  write: { everywhere: 'medium', widened: 'medium', created: 'low' },
  data: { everywhere: 'high', widened: 'medium', created: 'low' },
  tag: { everywhere: 'low', widened: 'low', created: 'info' },
  read: { everywhere: 'low', widened: 'low', created: 'info' },
};

/** `isNew`: there was no policy before. */
export function weighWitness({ action, resource, condition }: Witness, isNew: boolean): Severity {
  const power = powerOf(action);
  const weights = WEIGHTS[power];
  const everywhere =
    isEveryResource(resource) && (condition === null || power === 'pass-role' || power === 'rights');
  if (!everywhere) return isNew ? weights.created : weights.widened;
  return power === 'data' && !TREASURE.test(action) ? 'medium' : weights.everywhere;
}

const ORDER: readonly Severity[] = ['info', 'low', 'medium', 'high'];

/** The gravest first; equal ones in the order of the engine, which tells the most telling first. */
export function gravestFirst(
  { witnesses }: Growth,
  isNew: boolean,
): readonly { readonly witness: Witness; readonly severity: Severity }[] {
  return witnesses
    .map((witness) => ({ witness, severity: weighWitness(witness, isNew) }))
    .toSorted((a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity));
}

function powerOf(action: string): Power {
  const [service = ''] = action.split(':');
  const rank = actionsOfService(service.toLowerCase()).find(({ key }) => key === action.toLowerCase())?.rank;
  return BY_RANK[rank ?? UNKNOWN_RANK] ?? 'read';
}
