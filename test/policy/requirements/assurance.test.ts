// `require.assurance`: how sure it must be who the agent is.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import { BARE, COPILOT, agentFacts, commit, decide, facts, open } from '../given.ts';

const policy = (require: string): string => `${BARE}rules: [{ id: r, require: { ${require} } }]\n`;

describe('assurance', () => {
  const mixed = facts({ commits: [commit({ author: COPILOT })] });
  test.each<[string, Facts, readonly string[]]>([
    ['authenticated', agentFacts(), []],
    ['declared', mixed, ['ASSURANCE_LOW r']],
    ['unknown', facts({ pull_request: null }), ['ASSURANCE_LOW r']],
    ['a human', facts(), []],
  ])('%s', (_, known, expected) => {
    expect(open(decide({ policy: policy('assurance: authenticated'), facts: known }))).toEqual(expected);
  });
});
