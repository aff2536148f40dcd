import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../src/intake/index.ts';
import { takeTriggers } from '../../src/steps/take-triggers.ts';

const repository = { installationId: 9, id: 5, owner: 'acme', name: 'infra' };
const alice = { login: 'alice', id: 1, type: 'User' };

/** What happened to memory and queue, in order. */
async function taken(...triggers: readonly Trigger[]): Promise<readonly unknown[]> {
  const log: unknown[] = [];
  await takeTriggers(
    {
      memory: {
        remember: async (key, record) => void log.push(['remember', key, record]),
        rememberPush: async (push) => void log.push(['push', push]),
      },
      queue: { request: async (queue, key, payload) => void log.push([queue, key, payload]) },
    },
    triggers,
  );
  return log;
}

describe('takeTriggers', () => {
  it('remembers who pushed before it asks for the look', async () => {
    expect(await taken({ kind: 'pull', repository, pull: 7, pushers: [alice], requesters: ['bob'] })).toEqual(
      [
        ['remember', { repositoryId: 5, number: 7 }, { pushers: [alice], requesters: ['bob'] }],
        ['pull', 'pull:5:7', { repository, pull: 7 }],
      ],
    );
  });

  const CASES: readonly { readonly trigger: Trigger; readonly expected: unknown }[] = [
    {
      trigger: { kind: 'commit', repository, sha: 'abc' },
      expected: ['commit', 'commit:5:abc', { repository, sha: 'abc' }],
    },
    {
      trigger: { kind: 'repository', repository, why: 'push' },
      expected: ['repository', 'repository:5', { repository }],
    },
    {
      trigger: { kind: 'push', repository, shas: ['abc'], pusher: alice },
      expected: ['push', { repositoryId: 5, shas: ['abc'], pusher: alice }],
    },
    {
      trigger: { kind: 'run', repository, runId: 3, runAttempt: 2, conclusion: 'success', headSha: 'abc' },
      expected: ['run', 'run:5:3:2', { repository, runId: 3, runAttempt: 2, conclusion: 'success' }],
    },
    {
      trigger: { kind: 'installation', installationId: 9, owner: 'acme', action: 'created' },
      expected: ['pulls', 'pulls', null],
    },
  ];
  it.each(CASES)('asks for one piece of work for a $trigger.kind', async ({ trigger, expected }) => {
    expect(await taken(trigger)).toEqual([expected]);
  });

  it.each([
    ['created', []],
    ['deleted', [['removal', 'removal:9', { owner: 'acme' }]]],
    ['suspend', [['removal', 'removal:9', { owner: 'acme' }]]],
    ['unsuspend', []],
  ])('an installation that is %s', async (action, removal) => {
    const trigger: Trigger = { kind: 'installation', installationId: 9, owner: 'acme', action };
    expect(await taken(trigger)).toEqual([...removal, ['pulls', 'pulls', null]]);
  });
});
