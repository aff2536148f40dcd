// Which of many new actions is told first: escalation, then what everybody knows, permissions, writes, data, the rest. Called by catalogue.ts.
import type { AccessLevel } from './catalogue.ts';
import { ESCALATION_SETS } from './escalation-sets.ts';
import { PROMINENT } from './prominent-actions.ts';

const ESCALATING: ReadonlySet<string> = new Set(ESCALATION_SETS.flatMap(({ actions }) => actions));

const BY_LEVEL: { readonly [level in AccessLevel]: number } = { P: 4, W: 5, T: 7, R: 8, L: 9 };

/** The last of all ranks; the first is 0. */
export const LAST_RANK = 9;

/** Reading these is as good as holding what they guard. */
const DATA =
  /^(?:s3:GetObject(?:Version)?|secretsmanager:(?:Batch)?GetSecretValue|ssm:GetParameters?(?:ByPath)?|dynamodb:(?:(?:Batch)?GetItem|Query|Scan)|kms:Decrypt|rds-data:ExecuteStatement|logs:GetLogEvents|sqs:ReceiveMessage)$/;

/** The lower, the more telling. */
export function rankOf(action: string, level: AccessLevel): number {
  const order = PROMINENT.indexOf(action);
  const escalates = ESCALATING.has(action) && level !== 'R' && level !== 'L';
  if (action === 'iam:PassRole') return 0;
  if (escalates && action.startsWith('iam:')) return 1;
  if (order !== -1) return 2 + order / 1000;
  if (escalates) return 3;
  return DATA.test(action) ? 6 : BY_LEVEL[level];
}

/** An action that AWS's tables do not have may be anything. */
export const UNKNOWN_RANK = 5;
