// What is too wide in a trust policy by itself, whatever stood there before. Called by rules/iam-trust-widened.ts.
import { isEverybody } from '../everybody.ts';
import { narrowsAllow } from '../narrowing.ts';
import type { PolicyDocument, PolicyStatement } from '../policy-document.ts';
import { federatedWeaknesses } from './federated.ts';
import type { FederatedWeakness } from './federated.ts';

/** `line`: 1-based, of the statement. */
export type Weakness = FederatedWeakness & { readonly line: number };

/** Of all statements that let somebody in. Equal messages are equal weaknesses. */
export function weaknessesOf({ statements }: PolicyDocument): readonly Weakness[] {
  return statements
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap((statement) => [
      ...everybody(statement),
      ...otherAccounts(statement),
      ...federatedWeaknesses(statement).map((weakness) => ({ ...weakness, line: statement.line })),
    ]);
}

function everybody({ principals, conditions, line }: PolicyStatement): readonly Weakness[] {
  if (!isEverybody(principals)) return [];
  if (conditions.some(narrowsAllow))
    return [
      { message: 'Everybody whom the condition lets through may assume this role.', severity: 'low', line },
    ];
  return [{ message: 'Everybody, in any AWS account, may assume this role.', severity: 'high', line }];
}

/** An account as a whole: each of its administrators decides who comes in. Its number is written down, so it is seldom one's own. */
function otherAccounts({ principals, conditions, line }: PolicyStatement): readonly Weakness[] {
  if (principals === null || principals.not || conditions.some(narrowsAllow)) return [];
  const accounts = principals.entries.flatMap(({ text }) => {
    const found =
      text.kind === 'known' ? /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text.text)?.[1] : undefined;
    return found === undefined ? [] : [found];
  });
  return [...new Set(accounts)].map((account) => ({
    message: `Whoever account ${account} lets may assume this role: no external id or other condition narrows it.`,
    severity: 'medium',
    line,
  }));
}
