// Stories over HTTP: a base that is edited, a head that two pull requests share, a list of commits that lags.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStage, type Stage } from './stage.ts';

const REPO = 'acme/infra';
let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
  stage.github.commitTo({ repo: REPO, branch: 'other', author: 'alice', files: { 'o.tf': 'o = 1\n' } });
  stage.github.commitTo({ repo: REPO, branch: 'topic', author: 'alice', files: { 'x.tf': 'x = 1\n' } });
});
afterEach(() => stage.close());

const open = (base: string): number =>
  stage.github.openPull({ repo: REPO, head: 'topic', base, author: 'alice' }).number;

describe('the base of an approved pull request', () => {
  it.each([
    { name: 'another title keeps the approval', edit: { title: 'x' }, stale: false },
    { name: 'another base drops it', edit: { base: 'other' }, stale: true },
  ])('$name', async ({ edit, stale }) => {
    const number = open('main');
    stage.github.review({ repo: REPO, number, by: 'bob', event: 'APPROVE' });
    stage.github.editPull({ repo: REPO, number, by: 'alice', ...edit });
    const { facts, head } = await stage.gather(number);
    expect(facts.reviews.map(({ commit_id }) => commit_id)).toEqual([stale ? '' : head]);
    expect(facts.incomplete).toEqual([]);
  });

  it('a force push of the base drops it too', async () => {
    const number = open('other');
    stage.github.review({ repo: REPO, number, by: 'bob', event: 'APPROVE' });
    const push = { repo: REPO, branch: 'other', author: 'alice', files: { 'p.tf': 'p = 1\n' } };
    stage.github.commitTo({ ...push, from: stage.github.tip(REPO, 'main') });
    expect((await stage.gather(number)).facts.reviews.map(({ commit_id }) => commit_id)).toEqual(['']);
  });
});

describe('siblings', () => {
  it('are the other open pull requests of the head', async () => {
    const [first, second] = [open('main'), open('other')];
    expect((await stage.gather(first)).pull.siblings).toEqual([second]);
    stage.github.closePull({ repo: REPO, number: second, by: 'alice' });
    expect((await stage.gather(first)).pull.siblings).toEqual([]);
  });
});
