// Part of the card per deploy target: what the session of this change would be able to do. Called by renderCard.
import type { NarrowedPolicy } from '../model/deploy.ts';
import { more } from './describe-change.ts';
import { code, prose } from './escape.ts';
import { fenceJson } from './fence-json.ts';

/** One deploy target, and the session policy that the change would get there. */
export type Preview = {
  readonly target: string;
  readonly account: string;
  readonly role: string;
  readonly narrowed: NarrowedPolicy;
};

const LEVEL_WORD = [
  'these actions on these resources',
  'plus reads of the same resources',
  'reads of everything, writes of these resources',
  'plus the managed policies of the target',
  'not narrowed',
] as const;

export function renderPreviews(previews: readonly Preview[], rows: number): readonly string[] {
  if (previews.length === 0) return [];
  return [
    '### What the deploy session could do',
    '',
    ...previews.slice(0, rows).flatMap((preview) => target(preview, rows)),
    ...more(previews.length, rows),
  ];
}

function target({ target: name, account, role, narrowed }: Preview, rows: number): readonly string[] {
  const { level, actions, explanation, fits } = narrowed;
  return [
    `- target ${code(name)}: account ${code(account)}, role ${code(role)}, narrowing level ${level} (${LEVEL_WORD[level]})`,
    ...(fits ? [] : ['  - **does not fit:** the policy requires narrowing, so no session would be issued']),
    ...(level === 4 ? ['  - can do whatever the role can do, for the time of the session'] : []),
    ...explanation.slice(0, rows).map((text) => `  - ${prose(text)}`),
    ...(actions.length === 0
      ? []
      : [
          `  - gains: ${actions
            .slice(0, rows)
            .map((action) => code(action))
            .join(', ')}`,
        ]),
    ...more(actions.length, rows).map((line) => `  ${line}`),
    '',
    '<details>',
    '<summary>Session policy</summary>',
    '',
    fenceJson(pretty(narrowed.policy)),
    '',
    '</details>',
    '',
  ];
}

/** The policy laid out; as it stands if it is not JSON, because a preview must never break the card. */
function pretty(policy: string): string {
  try {
    return JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return JSON.stringify(policy);
  }
}
