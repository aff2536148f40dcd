// Terraform plans: what the fixtures do not show, and what a plan and a diff say differently.
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { crossCheck, readPlan } from '../../src/formats/index.ts';
import { formatFile } from '../../src/formats/format-file.ts';
import { recognise } from '../../src/formats/registry.ts';
import { terraformPlan } from '../../src/formats/terraform-plan.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Action } from '../../src/model/words.ts';
import fc from '../properties.ts';

type Members = Readonly<Record<string, JsonValue>>;

const PLACE = { file: 'plan.json', lines: 3 };

function entry(address: string, change: Members, more: Members = {}): JsonValue {
  const type = address.split('.').at(-2) ?? '';
  return {
    address,
    mode: 'managed',
    type,
    name: 'x',
    change: { before: null, after: null, ...change },
    ...more,
  };
}

function planOf(entries: readonly JsonValue[], more: Members = {}): string {
  return JSON.stringify({ format_version: '1.2', resource_changes: entries, complete: true, ...more });
}

function read(text: string): ReturnType<typeof readPlan> {
  return readPlan(text, PLACE);
}

function changesOf(text: string): readonly ParsedChange[] {
  const plan = read(text);
  return plan.kind === 'ok' ? plan.changes : [];
}

/** All values of one planned resource by path. */
function valuesOf(change: Members): Readonly<Record<string, JsonValue>> {
  const [found] = changesOf(planOf([entry('aws_x.a', { actions: ['update'], ...change })]));
  return Object.fromEntries(Object.entries(found?.after ?? {}).map(([path, { value }]) => [path, value]));
}

const LATER = { expression: '(known after apply)' };

describe('HCL-19: what a plan does not know is never absent', () => {
  test.each<[string, Members, Members]>([
    ['an attribute', { after: {}, after_unknown: { policy: true } }, { policy: LATER }],
    [
      'one that has a value as well',
      { after: { policy: 'x' }, after_unknown: { policy: true } },
      { policy: LATER },
    ],
    [
      'a member of a map',
      { after: { tags: { a: 'b' } }, after_unknown: { tags: { c: true } } },
      { 'tags.a': 'b', 'tags.c': LATER },
    ],
    [
      'a member of a list',
      { after: { ports: [1, null] }, after_unknown: { ports: [false, true] } },
      { ports: [1, LATER] },
    ],
    [
      'a member behind the list',
      { after: { ports: [1] }, after_unknown: { ports: [false, true] } },
      { ports: [1, LATER] },
    ],
    [
      'inside of a block',
      { after: { rule: [{ from: 1 }] }, after_unknown: { rule: [{ to: true }] } },
      { 'rule[0].from': 1, 'rule[0].to': LATER },
    ],
    ['a whole block', { after: { rule: [] }, after_unknown: { rule: true } }, { rule: LATER }],
    ['all of it', { after: {}, after_unknown: true }, { value: LATER }],
    ['nothing', { after: { a: null, b: 1 }, after_unknown: { a: false } }, { b: 1 }],
  ])('HCL-19: %s', (_name, change, expected) => {
    expect(valuesOf(change)).toEqual(expected);
  });

  test.each<[string, Members]>([
    ['as a whole', { after_sensitive: true }],
    ['by shape', { after_sensitive: { name: true } }],
    ['on the other side', { before: { name: 's3cr3t-old' }, before_sensitive: { name: true } }],
  ])('HCL-19: a value that is sensitive %s is masked on both sides', (_name, change) => {
    const text = planOf([
      entry('aws_x.a', { actions: ['update'], after: { name: 's3cr3t-new' }, ...change }),
    ]);
    expect(changesOf(text)[0]?.attributes).toMatchObject([{ path: 'name', sensitive: true }]);
    expect(JSON.stringify(changesOf(text))).not.toContain('s3cr3t');
  });
});

test.each<[JsonValue, Action | null]>([
  [['no-op'], null],
  [['read'], null],
  [['create'], 'create'],
  [['update'], 'update'],
  [['delete'], 'delete'],
  [['delete', 'create'], 'replace'],
  [['create', 'delete'], 'replace'],
  [['forget'], 'delete'],
  [['create', 'forget'], 'replace'],
  [['forget', 'create'], 'unknown'],
  [['delete', 'delete'], 'unknown'],
  [['no-op', 'delete'], 'unknown'],
  [[], 'unknown'],
  ['no-op', 'unknown'],
  [null, 'unknown'],
  [[['no-op']], 'unknown'],
])('the actions %j are %j', (actions, action) => {
  expect(changesOf(planOf([entry('aws_x.a', { actions })])).map((change) => change.action)).toEqual(
    action === null ? [] : [action],
  );
});

describe('plans that are refused or need a person', () => {
  test.each([
    ['no JSON', '{', 'parse-error'],
    ['no plan', '{"format_version":"1.0","values":{}}', 'not-a-plan'],
    ['a list', '[]', 'not-a-plan'],
    ['version 2', planOf([], { format_version: '2.0' }), 'unsupported-version'],
    ['a version that is no text', planOf([], { format_version: 1 }), 'unsupported-version'],
    ['version 0', planOf([], { format_version: '0.2' }), 'ok'],
    ['an error', planOf([], { errored: true }), 'errored-plan'],
    ['no error', planOf([], { errored: false }), 'ok'],
    ['changes that are no list', planOf([], { resource_changes: {} }), 'parse-error'],
    ['only planned values', '{"format_version":"1.0","planned_values":{}}', 'ok'],
    ['too deep', planOf([], { x: JSON.parse('['.repeat(70) + ']'.repeat(70)) as JsonValue }), 'too-deep'],
    ['too large', `${planOf([])}${' '.repeat(LIMITS.planBytes)}`, 'too-large'],
  ])('%s', (_name, text, expected) => {
    const plan = read(text);
    expect(plan.kind === 'ok' ? 'ok' : plan.problem.why).toBe(expected);
  });

  test('too many changes', () => {
    const many = Array.from({ length: LIMITS.changesPerFile + 1 }, (_, index) =>
      entry(`aws_x.a[${index}]`, { actions: ['create'] }),
    );
    expect(read(planOf(many))).toMatchObject({ kind: 'problem', problem: { why: 'too-many-changes' } });
    expect(read(planOf(many.slice(1)))).toMatchObject({ kind: 'ok' });
  });

  test.each<[string, Members, boolean]>([
    ['complete', { complete: true }, false],
    ['incomplete', { complete: false }, true],
    ['deferred', { deferred_changes: [{ reason: 'unknown', resource_change: entry('aws_x.a', {}) }] }, true],
    [
      'deferred action',
      {
        deferred_action_invocations: [
          { reason: 'unknown', action_invocation: { address: 'action.a.b', type: 'a' } },
        ],
      },
      true,
    ],
  ])('%s', (_name, more, opaque) => {
    expect(changesOf(planOf([], more)).some((change) => change.opaque)).toBe(opaque);
  });

  test('what the plan does not say is not true', () => {
    expect(read(JSON.stringify({ format_version: '1.2', resource_changes: [] }))).toMatchObject({
      complete: null,
      applyable: null,
    });
  });

  test('drift is listed and is no change', () => {
    const drifted = [entry('aws_x.a', { actions: ['update'] })];
    expect(read(planOf([], { resource_drift: drifted }))).toMatchObject({ changes: [], drift: ['aws_x.a'] });
  });

  test.each<[string, JsonValue]>([
    ['no address', { type: 'aws_x', change: { actions: ['create'] } }],
    ['no type', { address: 'aws_x.a', change: { actions: ['create'] } }],
    ['nothing at all', null],
    ['inherited members', { ['__proto__']: 1 }],
  ])('an entry with %s is opaque', (_name, strange) => {
    expect(changesOf(planOf([strange])).map(({ opaque }) => opaque)).toEqual([true]);
  });
});

test('a secret variable is masked wherever its value stands', () => {
  const entries = [
    entry('aws_x.a', { actions: ['create'], after: { url: 'https://u:s3cr3t-word@host', plain: 'word' } }),
  ];
  const text = (sensitive: boolean): string =>
    planOf(entries, {
      variables: { webhook: { value: { inner: 's3cr3t-word' } } },
      configuration: { root_module: { variables: { webhook: { sensitive } } } },
    }).replace('https://u:', 'https://u-');
  expect(JSON.stringify(changesOf(text(true)))).not.toContain('s3cr3t');
  expect(JSON.stringify(changesOf(text(false)))).toContain('s3cr3t');
});

test('any JSON is read or refused', () => {
  const any = fc
    .json()
    .map(
      (text) =>
        `{"format_version":"1.2","resource_changes":[${text}],"variables":${text},"deferred_changes":[${text}],"action_invocations":[${text}]}`,
    );
  fc.assert(
    fc.property(any, (text) => {
      const plan = read(text);
      expect(read(text)).toEqual(plan);
      if (plan.kind === 'ok') expect(plan.changes.every(({ address }) => address.isWellFormed())).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['by its content', 'a/b.json', planOf([]), 'terraform-plan'],
  ['with a policy in it', 'a.json', planOf([{ Statement: [{ Effect: 'Allow' }] }]), 'terraform-plan'],
  ['of another version', 'a.json', planOf([], { format_version: '9.0' }), 'terraform-plan'],
  ['a state', 'a.json', '{"format_version":"1.0","values":{}}', null],
  ['configuration in JSON', 'a.tf.json', planOf([]), 'terraform'],
])('whose file it is: %s', (_name, path, text, expected) => {
  expect(recognise(formatFile({ path, blob: 'b', text }))?.id ?? null).toBe(expected);
});

describe('crossCheck', () => {
  const written = (
    address: string,
    action: Action,
    file = 'envs/prod/main.tf',
    type?: string,
  ): ParsedChange => ({
    format: 'terraform',
    file,
    previousFile: null,
    startLine: 1,
    endLine: 2,
    address,
    type: type ?? address.split('.').at(-2) ?? null,
    action,
    attributes: [],
    usedIn: [],
    opaque: false,
    before: null,
    after: null,
  });
  const NO_OP = { actions: ['no-op'] };
  const told = (entries: readonly JsonValue[], diff: readonly ParsedChange[]): readonly string[] => {
    const plan = read(planOf(entries));
    if (plan.kind !== 'ok') throw new Error(plan.problem.why);
    return crossCheck(plan, diff).map(
      ({ only, address, certain }) => `${only} ${address} ${certain ? 'certain' : 'uncertain'}`,
    );
  };

  test.each<[string, readonly JsonValue[], readonly ParsedChange[], readonly string[]]>([
    ['the same', [entry('aws_x.a', { actions: ['update'] })], [written('aws_x.a', 'update')], []],
    ['an instance', [entry('aws_x.a[0]', { actions: ['update'] })], [written('aws_x.a', 'update')], []],
    [
      'in a module',
      [entry('module.m["k.l"].aws_x.a', { actions: ['update'] })],
      [written('module.m.aws_x.a', 'update')],
      [],
    ],
    ['only in the plan', [entry('aws_x.a', { actions: ['delete'] })], [], ['plan aws_x.a certain']],
    [
      'beside a variable that changes',
      [entry('aws_x.a', { actions: ['delete'] })],
      [written('var.v', 'update', 'a.tf', 'variable')],
      ['plan aws_x.a uncertain'],
    ],
    [
      'by a module that changes',
      [entry('module.m.aws_x.a', { actions: ['delete'] })],
      [written('module.m', 'update', 'a.tf', 'module')],
      [],
    ],
    [
      'by another module',
      [entry('module.mm.aws_x.a', { actions: ['delete'] })],
      [written('module.m', 'update', 'a.tf', 'module')],
      ['plan module.mm.aws_x.a uncertain'],
    ],
    [
      'only in the diff',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'update'), written('aws_x.b', 'create')],
      ['diff aws_x.b certain'],
    ],
    [
      'only in the diff, of another folder',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'update'), written('aws_x.b', 'create', 'envs/dev/main.tf')],
      [],
    ],
    [
      'nothing in common',
      [entry('aws_x.z', NO_OP)],
      [written('aws_x.a', 'update')],
      ['diff aws_x.a uncertain'],
    ],
    [
      'written as an update, planned as nothing',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'update')],
      [],
    ],
    [
      'written as a deletion, planned as nothing',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'delete')],
      ['both aws_x.a certain'],
    ],
    [
      'written as an update, planned as a deletion',
      [entry('aws_x.a', { actions: ['delete'] })],
      [written('aws_x.a', 'update')],
      ['both aws_x.a certain'],
    ],
    [
      'a data source',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'update'), written('data.aws_x.b', 'create')],
      [],
    ],
    [
      'a module called data',
      [entry('aws_x.a', NO_OP)],
      [written('aws_x.a', 'update'), written('module.data.aws_x.b', 'create')],
      ['diff module.data.aws_x.b certain'],
    ],
    [
      'moved',
      [entry('aws_x.b', { actions: ['update'] }, { previous_address: 'aws_x.a' })],
      [written('aws_x.b', 'update')],
      [],
    ],
    ['another format', [], [{ ...written('Bucket', 'delete'), format: 'cloudformation' }], []],
  ])('%s', (_name, entries, diff, expected) => {
    expect(told(entries, diff)).toEqual(expected);
  });
});

describe('a plan that is something else to another tool', () => {
  const typeOf = (text: string): string | null =>
    recognise(formatFile({ path: 'plan.json', blob: '', text }))?.id ?? null;

  it('is an object of Kubernetes where a cluster would take it', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } };
    expect(typeOf(planOf([]))).toBe('terraform-plan');
    expect(typeOf(planOf([], object))).toBe('kubernetes');
  });

  it('is opaque where it holds what no plan holds', () => {
    const told = (text: string): readonly boolean[] => {
      const file = formatFile({ path: 'plan.json', blob: '', text });
      const input = { path: 'plan.json', previousPath: null, before: null, after: file };
      const result = terraformPlan.parse(input, 'terraform-plan');
      return result.kind === 'parsed' ? result.changes.map(({ opaque }) => opaque) : [];
    };
    expect(told(planOf([], { timestamp: 'now' }))).toEqual([]);
    expect(told(planOf([], { AdminCidr: '0.0.0.0/0' }))).toEqual([true]);
  });
});
