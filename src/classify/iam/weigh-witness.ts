// How grave one newly allowed thing is: called by the rules that speak of growth.
import type { Severity } from '../../model/words.ts';
import { isEveryResource } from './actions.ts';
import { actionsOfService } from './growth/catalogue.ts';
import { UNKNOWN_RANK } from './growth/sensitivity.ts';
import type { Growth, Witness } from './growth/index.ts';
import { withinHeldService } from './held-services.ts';
import { isEveryAction, statementsAt } from './tell-witness.ts';
import type { Sides } from './tell-witness.ts';

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
  // Alone most of them lead nowhere; sets that are complete are the finding iam-privilege-escalation.
  escalation: { everywhere: 'medium', widened: 'medium', created: 'low' },
  permissions: { everywhere: 'high', widened: 'high', created: 'medium' },
  write: { everywhere: 'medium', widened: 'medium', created: 'info' },
  data: { everywhere: 'high', widened: 'medium', created: 'low' },
  tag: { everywhere: 'low', widened: 'low', created: 'info' },
  read: { everywhere: 'low', widened: 'low', created: 'info' },
};

function weigh(witness: Witness, { before, after }: Sides): Severity {
  const { action, condition } = witness;
  const isNew = before.length === 0;
  if (isNew && condition !== null && isService(witness)) return 'info';
  const power = powerOf(action);
  const weights = WEIGHTS[power];
  const conditional = condition !== null && power !== 'pass-role' && power !== 'rights';
  if (!isEverywhere(witness) || conditional) return isNew ? weights.created : weights.widened;
  if (isEveryAction(witness, after)) return 'high';
  return power === 'data' && !TREASURE.test(action) ? 'medium' : weights.everywhere;
}

/** In the policy of one resource `*` is that resource. */
function isEverywhere({ resource, principal }: Witness): boolean {
  return principal === null && (isEveryResource(resource) || resource.startsWith('everything but '));
}

/** A service of AWS acts for resources of the account: it is no stranger. */
export function isService({ principal }: Witness): boolean {
  return principal !== null && /\.amazonaws\.com(\.cn)?$/.test(principal);
}

const ORDER: readonly Severity[] = ['info', 'low', 'medium', 'high'];

/** The gravest first; equal ones in the order of the engine, which tells the most telling first. */
export function gravestFirst(
  { witnesses }: Growth,
  sides: Sides,
): readonly { readonly witness: Witness; readonly severity: Severity }[] {
  return witnesses
    .map((witness) => ({
      witness,
      severity: withinHeldService(weigh(witness, sides), statementsAt(witness, sides.after)),
    }))
    .toSorted((a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity));
}

/** Some tables call reading a matter of permissions; its name knows better. */
const LOOK = /:(get|list|describe|search|view)/i;

function powerOf(action: string): Power {
  const [service = ''] = action.split(':');
  const rank = actionsOfService(service.toLowerCase()).find(({ key }) => key === action.toLowerCase())?.rank;
  const power = BY_RANK[rank ?? UNKNOWN_RANK] ?? 'read';
  return power === 'permissions' && LOOK.test(action) ? 'read' : power;
}
