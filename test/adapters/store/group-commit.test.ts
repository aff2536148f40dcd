import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../src/adapters/store/group-commit.ts';

function recording(fail: (items: readonly number[]) => boolean = () => false) {
  const commits: (readonly number[])[] = [];
  const group = createGroup<number, string>({
    commit: async (items) => {
      commits.push(items);
      if (fail(items)) throw new Error('disk full');
      return items.map(String);
    },
    weight: (item) => item,
    limit: 10,
  });
  return { commits, group };
}

describe('createGroup', () => {
  it('commits together what arrives in one turn, and answers each', async () => {
    const { commits, group } = recording();
    expect(await Promise.all([1, 2, 3].map((n) => group.add(n)))).toEqual(['1', '2', '3']);
    expect(await group.add(4)).toBe('4');
    expect(commits).toEqual([[1, 2, 3], [4]]);
  });

  it('closes a group before it grows too heavy; a single heavy item goes alone', async () => {
    const { commits, group } = recording();
    await Promise.all([4, 6, 1, 50, 2].map((n) => group.add(n)));
    expect(commits).toEqual([[4, 6], [1], [50], [2]]);
  });

  it('fails all of a group whose commit failed, and goes on with the next', async () => {
    const { group } = recording((items) => items.includes(9));
    const answers = await Promise.allSettled([1, 9, 5].map((n) => group.add(n)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('answers nothing before the commit resolved', async () => {
    const gate = Promise.withResolvers<readonly string[]>();
    const group = createGroup<number, string>({ commit: () => gate.promise, weight: () => 1, limit: 10 });
    let answered = false;
    const answer = group.add(1).then((result) => {
      answered = true;
      return result;
    });
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(answered).toBe(false);
    gate.resolve(['done']);
    expect(await answer).toBe('done');
  });

  it('is drained when nothing waits', async () => {
    const { commits, group } = recording();
    await group.drained();
    const added = group.add(1);
    await group.drained();
    expect(commits).toEqual([[1]]);
    expect(await added).toBe('1');
  });
});
