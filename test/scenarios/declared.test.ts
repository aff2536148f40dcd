// What the description declares binds whoever wrote it, and is read again when it is edited.
import { afterEach, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { agentPush, approve, BRANCH, check, decisionOf, ledgerOf, openCodes, TRUST_LAMBDA } from './acts.ts';

let world: World;
afterEach(() => world.close());

const block = (text: string): string => `Trust lambda.\r\n\r\n\`\`\`aigov\r\n${text}\r\n\`\`\`\r\n`;

/** Approved by two, which is all that the policy asks for beside. */
async function open(
  policy: string,
  body: string,
): Promise<{ readonly number: number; readonly head: string }> {
  world = await startWorld({ policy });
  const head = agentPush(world, TRUST_LAMBDA);
  const { number } = world.github.openPull({ repo: REPO, head: BRANCH, author: 'Copilot', body });
  await world.settle();
  approve(world, number, 'bob', 'carol');
  await world.settle();
  return { number, head };
}

async function edit(number: number, body: string): Promise<void> {
  world.github.editPull({ repo: REPO, number, by: 'Copilot', body });
  await world.settle();
}

const AS_ANNOUNCED = POLICY.replace(
  'accounts:',
  `  - id: as-announced
    when: { findings: [outside-declared-scope] }
    deny: What was not announced is not merged.
accounts:`,
);

it('a change outside of the scope meets the rule that names it, until the scope or the change is corrected', async () => {
  const { number, head } = await open(AS_ANNOUNCED, block('scope: envs/dev/**'));
  expect(check(world, head)?.conclusion).toBe('failure');
  const decision = await decisionOf(world, number);
  expect(openCodes(decision)).toEqual(['DENIED']);
  expect(decision.findings.find(({ id }) => id === 'outside-declared-scope')?.message).toBe(
    'aws_iam_role.ci is outside of the declared scope: it covers other files than envs/prod/iam.tf.',
  );
  const [recorded] = (await ledgerOf(world, number)).filter(({ type }) => type === 'provenance.recorded');
  expect(recorded?.data['scope']).toEqual([{ names: ['envs/dev/**'] }]);
  await edit(number, block('scope: envs/prod/iam.tf'));
  expect(check(world, head)?.conclusion).toBe('success');
});

const LIMITED = POLICY.replace('environments: [prod] }', 'environments: [prod], tools: [terraform] }');

it('a tool that the agent may not use blocks, and silence holds', async () => {
  const { number, head } = await open(LIMITED, block('tools: [terraform, kubectl]'));
  expect(check(world, head)).toMatchObject({
    conclusion: 'failure',
    output: { title: 'Blocked: copilot used kubectl; it may use only terraform' },
  });
  await edit(number, 'Trust lambda.');
  const recorded = (await ledgerOf(world, number)).filter(({ type }) => type === 'provenance.recorded');
  expect(recorded.map(({ data }) => data['toolNames'])).toEqual([['kubectl', 'terraform'], undefined]);
  expect(check(world, head)?.conclusion).toBe('action_required');
  expect(openCodes(await decisionOf(world, number))).toEqual(['PROVENANCE_MISSING']);
  await edit(number, block('tools: [terraform]'));
  expect(check(world, head)?.conclusion).toBe('success');
});
