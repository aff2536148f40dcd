// A plan beside a diff: it adds, and takes nothing away.
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import { addPlan } from '../../src/steps/add-plan.ts';
import type { Diff, ParsedChange } from '../../src/model/change.ts';
import { TIERS } from '../../src/model/words.ts';
import { changeOf, diffOf, landscapeOf } from '../classify/example-change.ts';
import fc from '../properties.ts';

const WRITTEN: ParsedChange = changeOf({
  file: 'envs/prod/main.tf',
  type: 'aws_db_instance',
  address: 'aws_db_instance.main',
  startLine: 7,
});
const DIFF = diffOf({ changes: [WRITTEN] });

function planOf(changes: readonly (readonly [address: string, actions: readonly string[]])[]): string {
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: changes.map(([address, actions]) => ({
      address,
      mode: 'managed',
      type: address.split('.')[0],
      change: { actions, before: {}, after: {} },
    })),
  });
}

function messages(diff: Diff): readonly string[] {
  return diff.marks.map(({ file, line, message, confidence }) => `${file}:${line} ${confidence} ${message}`);
}

describe('messages', () => {
  test.each([
    ['the same', planOf([['aws_db_instance.main', ['update']]]), []],
    [
      'only in the plan',
      planOf([
        ['aws_db_instance.main', ['update']],
        ['aws_s3_bucket.a[0]', ['delete', 'create']],
      ]),
      ['plan.json:1 high The plan replaces aws_s3_bucket.a[0], which the diff does not show.'],
    ],
    [
      'only in the diff',
      planOf([['aws_s3_bucket.b', ['no-op']]]),
      ['envs/prod/main.tf:7 low The diff updates aws_db_instance.main, of which the plan knows nothing.'],
    ],
    [
      'the opposite',
      planOf([['aws_db_instance.main', ['delete']]]),
      ['envs/prod/main.tf:7 high The diff updates aws_db_instance.main, and the plan deletes it.'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(messages(addPlan(DIFF, { name: 'plan.json', text }))).toEqual(expected);
  });

  test('findings follow', () => {
    const text = planOf([['aws_db_instance.main', ['delete']]]);
    const { findings } = classify({
      diff: addPlan(DIFF, { name: 'plan.json', text }),
      landscape: landscapeOf(),
      agentInvolved: false,
    });
    expect(findings.map(({ id, severity, file }) => [id, severity, file])).toEqual([
      ['plan-differs', 'medium', 'envs/prod/main.tf'],
      ['data-store-destroyed', 'high', 'plan.json'],
    ]);
  });
});

test('its changes belong where the configuration belongs', () => {
  const { changes } = addPlan(DIFF, { name: 'plan.json', text: planOf([['aws_vpc.a', ['create']]]) });
  expect(changes.map(({ address, usedIn }) => [address, usedIn])).toEqual([
    ['aws_db_instance.main', []],
    ['aws_vpc.a', ['envs/prod/main.tf']],
  ]);
});

test.each([
  ['errored', '{"format_version":"1.2","resource_changes":[],"errored":true}', 'errored-plan'],
  ['no plan', '{}', 'not-a-plan'],
])('a plan that is refused (%s) is unreadable, and the diff stays', (_name, text, why) => {
  const diff = addPlan(DIFF, { name: 'plan.json', text });
  expect(diff.changes).toEqual(DIFF.changes);
  expect(diff.unreadable).toMatchObject([{ file: 'plan.json', why }]);
});

test('HCL-20: a plan of any age and origin removes nothing and lowers no tier', () => {
  const actions = fc.constantFrom(
    ['no-op'],
    ['create'],
    ['update'],
    ['delete'],
    ['delete', 'create'],
    ['forget'],
    ['x'],
  );
  const address = fc.constantFrom('aws_db_instance.main', 'aws_vpc.a', 'aws_iam_role.b', 'acme_thing.c');
  const plans = fc.oneof(fc.array(fc.tuple(address, actions)).map(planOf), fc.json(), fc.string());
  const classified = (diff: Diff): ReturnType<typeof classify> =>
    classify({ diff, landscape: landscapeOf(), agentInvolved: true });
  const alone = classified(DIFF);
  fc.assert(
    fc.property(plans, (text) => {
      const both = addPlan(DIFF, { name: 'plan.json', text });
      const judged = classified(both);
      expect(both.changes.slice(0, DIFF.changes.length)).toEqual(DIFF.changes);
      expect(TIERS.indexOf(judged.tier)).toBeGreaterThanOrEqual(TIERS.indexOf(alone.tier));
      for (const change of alone.changes)
        expect(judged.changes).toContainEqual(
          expect.objectContaining({ address: change.address, file: change.file }),
        );
      for (const finding of alone.findings) expect(judged.findings).toContainEqual(finding);
    }),
    { numRuns: 200 },
  );
});
