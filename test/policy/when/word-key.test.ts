import { describe, expect, it } from 'vitest';
import { answerAt } from '../../../src/policy/when/answers.ts';
import { compileWhen } from '../../../src/policy/when/compile-when.ts';
import type { PullView } from '../../../src/policy/when/pull-view.ts';
import type { Subject } from '../../../src/policy/when/subject.ts';
import type { Truth } from '../../../src/policy/when/truth.ts';
import type { When } from '../../../src/policy/schema/when.ts';
import fc from '../../properties.ts';

const NOTHING: Subject = {
  paths: [],
  environment: null,
  data: [],
  trustedData: [],
  tiers: ['none'],
  format: ['terraform'],
  kinds: [],
  actions: [],
  findings: [],
  attributes: [],
  types: [],
  addresses: [],
  understood: true,
};
const pull = {} as PullView;
const KINDS = ['identity', 'network', 'data_store', 'secrets'] as const;

function answers(when: When, subjects: readonly Subject[]): readonly Truth[] {
  const all = compileWhen(when)(subjects, pull);
  return subjects.map((_, place) => answerAt(all, place));
}

/** Enough of them that groups are kept as bits, and some with several words. */
const subjects = fc.array(
  fc.record({
    kinds: fc.subarray([...KINDS], { maxLength: 2 }),
    paths: fc.subarray(['a/b.tf', 'a/c.tf', 'd/b.tf'], { minLength: 1, maxLength: 2 }),
    understood: fc.boolean(),
  }),
  { maxLength: 120 },
);

describe('a key about words, of many subjects at once', () => {
  it('answers each as if it stood alone', () => {
    const whens: readonly When[] = [
      { kinds: ['identity', 'data_store'] },
      { paths: ['a/*.tf'] },
      { paths: ['**/b.tf'], not: { kinds: ['network'] } },
      { not: { paths: ['a/**'] } },
      { not_paths: ['d/**'], kinds: ['secrets', 'network'] },
    ];
    fc.assert(
      fc.property(subjects, fc.constantFrom(...whens), (list, when) => {
        const all = list.map((own): Subject => ({ ...NOTHING, ...own }));
        expect(answers(when, all)).toEqual(all.flatMap((one) => answers(when, [one])));
      }),
    );
  });

  it('asks of both names of a file, and of a kind only where the content was understood', () => {
    const moved: Subject = { ...NOTHING, paths: ['d/b.tf', 'a/b.tf'] };
    const opaque: Subject = { ...NOTHING, paths: ['d/b.tf'], understood: false };
    expect(answers({ paths: ['a/**'] }, [moved, opaque])).toEqual([true, false]);
    expect(answers({ not_paths: ['a/**'] }, [moved, opaque])).toEqual([true, true]);
    expect(answers({ kinds: ['identity'] }, [moved, opaque])).toEqual([false, null]);
    expect(answers({ not: { kinds: ['identity'] } }, [moved, opaque])).toEqual([true, null]);
  });
});
