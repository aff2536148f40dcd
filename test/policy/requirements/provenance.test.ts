// `require.provenance`: what an agent must have recorded.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import { BARE, agentFacts, decide, facts, open, reason } from '../given.ts';

const policy = (require: string): string => `${BARE}rules: [{ id: r, require: { ${require} } }]\n`;

describe('provenance', () => {
  const digests = {
    prompt_digest: 'sha256:a',
    tools_digest: null,
    plan_digest: 'sha256:b',
    purpose: 'x',
    signed_by: null,
  };
  test.each<[string, Facts, readonly string[]]>([
    ['all there', agentFacts({ provenance: digests }), []],
    ['one missing', agentFacts({ provenance: { ...digests, plan_digest: null } }), ['PROVENANCE_MISSING r']],
    ['an empty one', agentFacts({ provenance: { ...digests, prompt_digest: '' } }), ['PROVENANCE_MISSING r']],
    ['nothing', agentFacts(), ['PROVENANCE_MISSING r']],
    ['a human', facts(), []],
  ])('%s', (_, known, expected) => {
    expect(open(decide({ policy: policy('provenance: [prompt, plan, purpose]'), facts: known }))).toEqual(
      expected,
    );
  });

  test('the missing ones are named', () => {
    const decision = decide({
      policy: policy('provenance: [prompt, tools]'),
      facts: agentFacts({ provenance: digests }),
    });
    expect(reason(decision, 'r').message).toBe('The agent did not record: tools.');
  });
});
