// Which of many new actions is told first: escalation, then permissions, writes, data, the rest. Called by catalogue.ts.
import type { AccessLevel } from './catalogue.ts';
import { ESCALATION_SETS } from './escalation-sets.ts';

const ESCALATING: ReadonlySet<string> = new Set(ESCALATION_SETS.flatMap(({ actions }) => actions));

const BY_LEVEL: { readonly [level in AccessLevel]: number } = { P: 3, W: 4, T: 6, R: 7, L: 8 };

/** Reading these is as good as holding what they guard. */
const DATA =
  /^(?:s3:GetObject(?:Version)?|secretsmanager:(?:Batch)?GetSecretValue|ssm:GetParameters?(?:ByPath)?|dynamodb:(?:(?:Batch)?GetItem|Query|Scan)|kms:Decrypt|rds-data:ExecuteStatement|logs:GetLogEvents|sqs:ReceiveMessage)$/;

/** The lower, the more telling: 0 to LAST_RANK. */
export const LAST_RANK = 8;

export function rankOf(action: string, level: AccessLevel): number {
  if (action === 'iam:PassRole') return 0;
  if (ESCALATING.has(action) && level !== 'R' && level !== 'L') return action.startsWith('iam:') ? 1 : 2;
  if (DATA.test(action)) return 5;
  return BY_LEVEL[level];
}

/** An action that AWS's tables do not have may be anything. */
export const UNKNOWN_RANK = 4;
