// The stage as a whole: what is looked at, what counts as a change, order, and rules that hold for every diff.
import { describe, expect, test } from 'vitest';
import { changeDigest } from '../../src/model/change-digest.ts';
import { classify } from '../../src/classify/index.ts';
import type { Change, Classified, Diff, Landscape, ParsedChange } from '../../src/model/change.ts';
import { ACTIONS, TIERS, tierAtLeast } from '../../src/model/words.ts';
import fc from '../properties.ts';
import { changeOf, diffOf, environmentOf, fileOf, landscapeOf, resource, stateOf } from './example-change.ts';

const PROD = environmentOf({ name: 'prod', tier: 'critical' });
const DEV = environmentOf({ name: 'dev', tier: 'low' });

function run(diff: Partial<Diff>, landscape: Partial<Landscape> = {}, agentInvolved = false): Classified {
  return classify({ diff: diffOf(diff), landscape: landscapeOf(landscape), agentInvolved });
}

function seen(result: Classified): readonly Pick<Change, 'address' | 'environment' | 'tier'>[] {
  return result.changes.map(({ address, environment, tier }) => ({ address, environment, tier }));
}

test('one change is given kinds, environment, tier and findings, and loses the states', () => {
  const {
    before: _before,
    after: _after,
    usedIn: _usedIn,
    ...shown
  } = resource('aws_iam_role', { name: 'ci' });
  const change = {
    ...shown,
    usedIn: [],
    before: null,
    after: stateOf({ name: 'ci' }),
    file: 'envs/dev/iam.tf',
  };
  const content: Omit<Classified, 'changeDigest'> = {
    changes: [
      {
        ...shown,
        file: 'envs/dev/iam.tf',
        kinds: ['identity'],
        tier: 'elevated',
        environment: 'dev',
        findings: [],
      },
    ],
    findings: [],
    unreadable: [],
    tier: 'elevated',
    files: [],
  };
  expect(run({ changes: [change] }, { environments: [DEV] })).toEqual({
    ...content,
    changeDigest: changeDigest(content),
  });
});

describe('tier of a change', () => {
  test.each<[string, Partial<ParsedChange>, Partial<Landscape>, string]>([
    ['unmapped, nothing configured', {}, {}, 'elevated'],
    ['unmapped, the highest configured', {}, { environments: [DEV, PROD] }, 'critical'],
    ['unmapped, only low configured', {}, { environments: [DEV] }, 'low'],
    ['mapped', { file: 'envs/dev/a.tf' }, { environments: [DEV, PROD] }, 'low'],
    ['opaque', { file: 'envs/dev/a.tf', opaque: true }, { environments: [DEV] }, 'critical'],
    ['in no table', { file: 'envs/dev/a.tf', type: 'acme_widget' }, { environments: [DEV] }, 'critical'],
    [
      'delete of a record',
      { file: 'envs/dev/a.tf', type: 'aws_route53_record', action: 'delete' },
      { environments: [DEV] },
      'elevated',
    ],
  ])('%s', (_name, change, landscape, tier) => {
    expect(run({ changes: [changeOf(change)] }, landscape).changes.map((one) => one.tier)).toEqual([tier]);
  });

  test('nothing changed is none', () => {
    expect(run({ files: [fileOf({ format: 'terraform' })] }).tier).toBe('none');
  });
});

test('a change in two environments is two changes with one finding', () => {
  const first = environmentOf({ name: 'a', tier: 'low', match: { ...DEV.match, paths: ['**'] } });
  const second = environmentOf({ name: 'b', tier: 'critical', match: { ...DEV.match, paths: ['*.tf'] } });
  const result = run(
    { changes: [changeOf({ type: 'aws_s3_bucket', action: 'delete' })] },
    { environments: [first, second] },
  );
  expect(seen(result)).toEqual([
    { address: 'aws_s3_bucket.example', environment: 'a', tier: 'critical' },
    { address: 'aws_s3_bucket.example', environment: 'b', tier: 'critical' },
  ]);
  expect(result.findings.map(({ id }) => id)).toEqual(['data-store-destroyed']);
});

describe('ignored files', () => {
  test.each<[string, Partial<ParsedChange>, number]>([
    ['ignored', { file: 'vendor/a.tf' }, 0],
    ['in another case it is not: relaxing', { file: 'Vendor/a.tf' }, 1],
    ['old name not ignored', { file: 'vendor/a.tf', previousFile: 'a.tf' }, 1],
    ['link', { file: 'vendor/AGENTS.md', format: 'symlink', opaque: true }, 0],
    ['link that governs', { file: 'vendor/AGENTS.md', format: 'governance', opaque: true }, 1],
    ['governance', { file: 'vendor/CLAUDE.md', format: 'governance', type: null }, 1],
    ['under .github', { file: '.github/workflows/a.yml', format: 'github-workflow', type: null }, 1],
  ])('%s', (_name, change, count) => {
    const result = run({ changes: [changeOf(change)] }, { ignore: ['vendor/**', '.github/**'] });
    expect(result.changes).toHaveLength(count);
  });

  test('an unreadable file is ignored too', () => {
    const unreadable = [{ file: 'vendor/a.tf', line: 1, why: 'parse-error', message: 'broken' }];
    expect(run({ unreadable }, { ignore: ['vendor/**'] }).tier).toBe('none');
    expect(run({ unreadable }, { ignore: ['other/**'] }).tier).toBe('critical');
  });
});

test('an unreadable file is critical in each environment of its old and new name, with a finding on its line', () => {
  const unreadable = [{ file: 'envs/prod/a.tf', line: 7, why: 'parse-error', message: 'an unclosed brace' }];
  const files = [
    fileOf({ path: 'envs/prod/a.tf', previousPath: 'envs/dev/a.tf', status: 'renamed', format: 'terraform' }),
  ];
  const result = run({ unreadable, files }, { environments: [DEV, PROD] });
  expect(result.unreadable).toEqual([{ ...unreadable[0], environments: ['dev', 'prod'], tier: 'critical' }]);
  expect(result.tier).toBe('critical');
  expect(result.findings).toEqual([
    {
      id: 'unreadable-file',
      severity: 'high',
      confidence: 'high',
      file: 'envs/prod/a.tf',
      startLine: 7,
      endLine: 7,
      address: null,
      message: 'This file could not be read (parse-error): an unclosed brace',
      fix: 'Repair the file, or make it smaller and simpler, so that it parses; otherwise people must read it.',
    },
  ]);
});

describe('plain files', () => {
  const deploy = { hasDeploy: true, inert: ['docs/**'] };

  test('an agent under deploy: kind other, low, bound to its blob', () => {
    expect(run({ files: [fileOf({ path: 'app/main.py' })] }, deploy, true).changes).toEqual([
      {
        format: 'file',
        file: 'app/main.py',
        previousFile: null,
        startLine: 1,
        endLine: 1,
        address: 'app/main.py',
        type: null,
        action: 'update',
        kinds: ['other'],
        tier: 'low',
        environment: null,
        attributes: [{ path: 'blob', line: null, before: 'b0', after: 'b1', sensitive: false }],
        findings: [],
        opaque: false,
      },
    ]);
  });

  test.each<[string, Parameters<typeof run>]>([
    ['no agent', [{ files: [fileOf()] }, deploy, false]],
    ['no deploy', [{ files: [fileOf()] }, { ...deploy, hasDeploy: false }, true]],
    ['inert', [{ files: [fileOf({ path: 'docs/a.md' })] }, deploy, true]],
    ['read by a format', [{ files: [fileOf({ path: 'a.tf', format: 'terraform' })] }, deploy, true]],
  ])('%s: no change', (_name, given) => {
    expect(run(...given)).toMatchObject({ changes: [], tier: 'none' });
  });

  test('inert in another case, or under its old name, is not inert', () => {
    const files = [
      fileOf({ path: 'Docs/a.md' }),
      fileOf({ path: 'docs/b.md', previousPath: 'b.md', status: 'renamed' }),
    ];
    expect(run({ files }, deploy, true).changes.map(({ file }) => file)).toEqual(['Docs/a.md', 'docs/b.md']);
  });

  test('an ignored infrastructure file is still code to the deploy job', () => {
    const files = [fileOf({ path: 'vendor/a.tf', format: 'terraform' })];
    const changes = [changeOf({ file: 'vendor/a.tf', type: 'aws_iam_role' })];
    const result = run({ files, changes }, { ...deploy, ignore: ['vendor/**'] }, true);
    expect(result.changes.map(({ format, kinds, tier }) => ({ format, kinds, tier }))).toEqual([
      { format: 'file', kinds: ['other'], tier: 'low' },
    ]);
  });

  test('inside an environment it starts from its tier, and never below low', () => {
    const none = environmentOf({ name: 'lab', tier: 'none' });
    const files = [fileOf({ path: 'envs/prod/run.py' }), fileOf({ path: 'envs/lab/run.py' })];
    const result = run({ files }, { ...deploy, environments: [PROD, none] }, true);
    expect(seen(result)).toEqual([
      { address: 'envs/lab/run.py', environment: 'lab', tier: 'low' },
      { address: 'envs/prod/run.py', environment: 'prod', tier: 'critical' },
    ]);
  });
});

test('a governance file counts although its format saw nothing', () => {
  const files = [fileOf({ path: '.aigov.yml', format: 'governance', status: 'removed' })];
  const result = run({ files });
  expect(
    result.changes.map(({ kinds, tier, action, findings }) => ({ kinds, tier, action, findings })),
  ).toEqual([
    { kinds: ['governance'], tier: 'critical', action: 'delete', findings: ['governance-file-changed'] },
  ]);
});

test('changes are ordered by file, line and address; findings by file, line and id', () => {
  const changes = [
    changeOf({ file: 'b.tf', startLine: 1, address: 'x' }),
    changeOf({ file: 'a.tf', startLine: 10, address: 'y', type: 'aws_s3_bucket', action: 'delete' }),
    changeOf({ file: 'a.tf', startLine: 9, address: 'z', type: 'aws_s3_bucket', action: 'delete' }),
    changeOf({ file: 'a.tf', startLine: 9, address: 'a' }),
  ];
  const result = run({ changes });
  expect(result.changes.map(({ file, startLine, address }) => `${file}:${startLine}:${address}`)).toEqual([
    'a.tf:9:a',
    'a.tf:9:z',
    'a.tf:10:y',
    'b.tf:1:x',
  ]);
  expect(result.findings.map(({ startLine }) => startLine)).toEqual([9, 10]);
});

describe('for every diff', () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.parse(JSON.stringify(json)));
  const name = fc.constantFrom(
    'ingress[0].cidr_blocks',
    'policy',
    'source',
    'count',
    'statement[0].actions',
    'provisioner.x[0].a',
    'from',
  );
  const state = fc.option(fc.dictionary(fc.oneof(name, fc.string()), value).map(stateOf));
  const type = fc.constantFrom(
    null,
    'aws_security_group',
    'aws_s3_bucket',
    'module',
    'removed',
    'acme_x',
    'aws_iam_policy_document',
  );
  const change = fc
    .record({
      format: fc.constantFrom('terraform', 'governance', 'kubernetes', 'iam-policy', 'odd'),
      file: fc.constantFrom('envs/prod/a.tf', 'envs/dev/b.tf', 'c.tf'),
      address: fc.string(),
      type,
      action: fc.constantFrom(...ACTIONS),
      opaque: fc.boolean(),
      before: state,
      after: state,
    })
    .map(changeOf);
  const changes = fc.array(change, { maxLength: 5 });
  const environments = [DEV, PROD];

  test('classify answers, twice the same and in any order of its input', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const forward = run({ changes: given }, { environments }, true);
        const backward = run({ changes: given.toReversed() }, { environments }, true);
        expect(JSON.stringify(forward)).toBe(JSON.stringify(backward));
      }),
    );
  });

  test('another change never lowers the tier', () => {
    fc.assert(
      fc.property(changes, change, (given, more) =>
        tierAtLeast(
          run({ changes: [...given, more] }, { environments }).tier,
          run({ changes: given }, { environments }).tier,
        ),
      ),
    );
  });

  test('a higher tier of an environment never lowers a change', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...TIERS), (given, tier) => {
        const [low, high] = tierAtLeast(tier, DEV.tier) ? [DEV.tier, tier] : [tier, DEV.tier];
        const at = (one: typeof tier): Classified =>
          run({ changes: given }, { environments: [{ ...DEV, tier: one }] });
        const raised = at(high).changes;
        return at(low).changes.every(({ tier: before }, index) =>
          tierAtLeast(raised[index]?.tier ?? 'none', before),
        );
      }),
    );
  });
});
