// What an author declares: digests, and nothing that the author could sign himself.
import { describe, expect, it } from 'vitest';
import { provenanceOf } from '../../src/facts/provenance.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const none = { prompt_digest: null, tools_digest: null, plan_digest: null, purpose: null, signed_by: null };
const block = (text: string): string => `Intro\n\n\`\`\`aigov\n${text}\n\`\`\`\nOutro`;

describe('provenanceOf', () => {
  it.each([
    { name: 'nothing', body: 'text', messages: [], expected: null },
    {
      name: 'a block',
      body: block(
        `prompt_digest: ${digest('a')}\ntools_digest: ${digest('b')}\nplan_digest: ${digest('c')}\npurpose: rotate`,
      ),
      messages: [],
      expected: {
        prompt_digest: digest('a'),
        tools_digest: digest('b'),
        plan_digest: digest('c'),
        purpose: 'rotate',
        signed_by: null,
      },
    },
    {
      name: 'a block in JSON',
      body: block(`{"prompt_digest": "${digest('a')}"}`),
      messages: [],
      expected: { ...none, prompt_digest: digest('a') },
    },
    {
      name: 'trailers, the last one wins',
      body: '',
      messages: [
        `x\n\nAgent-Prompt-Digest: ${digest('1')}`,
        `y\n\nAgent-Prompt-Digest: ${digest('2')}\nAgent-Plan: docs/plan.md#${digest('3')}\nAgent-Task: T-1`,
      ],
      expected: { ...none, prompt_digest: digest('2'), plan_digest: digest('3'), purpose: 'T-1' },
    },
    {
      name: 'the block wins over trailers',
      body: block(`prompt_digest: ${digest('a')}`),
      messages: [`x\n\nAgent-Prompt-Digest: ${digest('1')}`],
      expected: { ...none, prompt_digest: digest('a') },
    },
    { name: 'a digest of another kind', body: block('prompt_digest: sha1:aa'), messages: [], expected: null },
    {
      name: 'IDN-05: a signature that is only written down',
      body: block('signed_by: spiffe://acme.example/agents/copilot'),
      messages: ['x\n\nSigned-By: spiffe://acme.example/agents/copilot'],
      expected: null,
    },
    { name: 'a block that is no map', body: block('- a'), messages: [], expected: null },
    {
      name: 'a broken block',
      body: block(`prompt_digest: ${digest('a')}\n  x: [`),
      messages: [],
      expected: null,
    },
    {
      name: 'a doubled key',
      body: block(`prompt_digest: ${digest('a')}\nprompt_digest: ${digest('b')}`),
      messages: [],
      expected: null,
    },
    {
      name: 'a block beyond the size cap',
      body: block(`prompt_digest: ${digest('a')}\npurpose: ${'x'.repeat(17_000)}`),
      messages: [],
      expected: null,
    },
    { name: 'another fence', body: '```yaml\nprompt_digest: x\n```', messages: [], expected: null },
  ])('$name', ({ body, messages, expected }) => {
    expect(provenanceOf(body, messages)).toEqual(expected);
  });
});
