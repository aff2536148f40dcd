// A policy text through the linter, with the words of the whole program.
import { NOTHING_KNOWN, validatePolicy } from '../../../src/policy/index.ts';
import type { SourcedProblem, Surroundings } from '../../../src/policy/index.ts';
import { POLICY_WORDS } from '../../../src/steps/policy-words.ts';

export function check(
  text: string,
  known: Partial<Surroundings> = {},
  floor: string | null = null,
): readonly SourcedProblem[] {
  const absent = { kind: 'absent' } as const;
  return validatePolicy({
    layers: {
      repository: { kind: 'file', source: '.aigov.yml', text },
      floor: floor === null ? absent : { kind: 'file', source: 'floor.yml', text: floor },
    },
    words: POLICY_WORDS,
    surroundings: { ...NOTHING_KNOWN, ...known },
  });
}
