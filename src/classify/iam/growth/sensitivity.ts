// How much an action says: its rank is what it can do, its order which of many is told first. Called by catalogue.ts and by rules that weigh.
import type { AccessLevel } from './catalogue.ts';
import { ESCALATION_SETS } from './escalation-sets.ts';
import { PROMINENT } from './prominent-actions.ts';

const ESCALATING: ReadonlySet<string> = new Set(ESCALATION_SETS.flatMap(({ actions }) => actions));

const BY_LEVEL: { readonly [level in AccessLevel]: number } = { P: 3, W: 4, T: 6, R: 7, L: 8 };

/** Reading these is as good as holding what they guard. */
const DATA =
  /^(?:s3:GetObject(?:Version)?|secretsmanager:(?:Batch)?GetSecretValue|ssm:GetParameters?(?:ByPath)?|dynamodb:(?:(?:Batch)?GetItem|Query|Scan)|kms:Decrypt|rds-data:ExecuteStatement|logs:GetLogEvents|sqs:ReceiveMessage)$/;

/** 0 PassRole, 1 and 2 other escalation (of iam, of others), 3 permissions, 4 writes, 5 data, 6 tags, 7 and 8 reads. */
export function rankOf(action: string, level: AccessLevel): number {
  if (action === 'iam:PassRole') return 0;
  if (ESCALATING.has(action) && level !== 'R' && level !== 'L') return action.startsWith('iam:') ? 1 : 2;
  return DATA.test(action) ? 5 : BY_LEVEL[level];
}

/** An action that AWS's tables do not have may be anything. */
export const UNKNOWN_RANK = 4;

/** The last of all orders; the first is 0. */
export const LAST_ORDER = 9;

/** By rank, but what everybody knows comes right after the ways to every right of iam. */
export function orderOf(action: string, rank: number): number {
  const place = PROMINENT.indexOf(action);
  if (rank < 2) return rank;
  return place === -1 ? rank + 1 : 2 + place / 1000;
}
