// Owners of files, resources and agents as approvers.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import { BARE, agentFacts, approval, change, classified, decide, facts, open, reason } from '../given.ts';

const TEAMS = { '@acme/net': ['bob'], '@acme/data': ['carol'], '@acme/all': ['bob', 'carol', 'erin'] };
const OWNERS = [
  { pattern: '*', owners: ['@acme/all'] },
  { pattern: '/net/', owners: ['@acme/net'] },
  { pattern: '/data/', owners: ['@acme/data'] },
  { pattern: '/free/', owners: [] },
  { pattern: '/mail/', owners: ['a@acme.test'] },
];
const known = (by: readonly string[], part: Partial<Facts> = {}): Facts =>
  facts({ teams: TEAMS, code_owners: OWNERS, reviews: by.map((login) => approval(login)), ...part });
const at = (...files: readonly string[]) => files.map((file) => change({ file, environment: null }));

const rule = (approvals: string, rest = ''): string =>
  `${BARE}${rest}rules: [{ id: r, when: { kinds: [identity] }, require: { approvals: [${approvals}] } }]\n`;
const CODE = '{ count: 1, from: [code_owners] }';

describe('code_owners', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['the owner of the file', ['net/a.tf'], ['bob'], []],
    ['somebody else', ['net/a.tf'], ['carol'], ['APPROVALS_MISSING r']],
    ['each owner of several files', ['net/a.tf', 'data/b.tf'], ['bob', 'carol'], []],
    ['one of two owners', ['net/a.tf', 'data/b.tf'], ['bob'], ['APPROVALS_MISSING r']],
    ['one person who owns both files', ['net/a.tf', 'b.tf'], ['bob'], []],
    ['a file without owners, anyone', ['free/a.tf'], ['erin'], []],
    ['a file without owners, nobody yet', ['free/a.tf'], [], ['APPROVALS_MISSING r']],
    ['a mail address is nobody', ['mail/a.tf'], ['bob', 'carol', 'erin'], ['APPROVERS_TOO_FEW r']],
  ])('%s', (_, files, by, expected) => {
    expect(open(decide({ policy: rule(CODE), facts: known(by), changes: at(...files) }))).toEqual(expected);
  });

  test('a file that moved needs the owners of both names', () => {
    const moved = change({ file: 'net/a.tf', previousFile: 'data/a.tf', environment: null });
    const asked = (by: readonly string[]) =>
      open(decide({ policy: rule(CODE), facts: known(by), changes: [moved] }));
    expect([asked(['bob', 'carol']), asked(['bob'])]).toEqual([[], ['APPROVALS_MISSING r']]);
  });

  test('unknown owners are nobody, and the reason says whose', () => {
    const decision = decide({
      policy: rule(CODE),
      facts: known(['bob', 'carol', 'erin'], { code_owners: null }),
      changes: at('net/a.tf'),
    });
    expect(open(decision)).toEqual(['APPROVERS_TOO_FEW r']);
    expect(reason(decision, 'r').message).toContain('the code owners of net/a.tf, who cannot be told');
  });

  test('no CODEOWNERS at all: anyone with write access', () => {
    const decision = decide({
      policy: rule(CODE),
      facts: known(['erin'], { code_owners: [] }),
      changes: at('net/a.tf'),
    });
    expect(open(decision)).toEqual([]);
  });

  test('beside listed people, by another human', () => {
    const both = rule(`{ count: 1, from: [bob] }, ${CODE}`);
    const asked = (by: readonly string[], file: string) =>
      open(decide({ policy: both, facts: known(by), changes: at(file) }));
    expect([asked(['bob'], 'b.tf'), asked(['bob', 'erin'], 'b.tf')]).toEqual([['APPROVALS_MISSING r'], []]);
  });

  test('or listed people in the same entry', () => {
    const either = rule('{ count: 1, from: [code_owners, erin] }');
    expect(open(decide({ policy: either, facts: known(['erin']), changes: at('net/a.tf') }))).toEqual([]);
  });

  test('a rule about the whole pull request asks the owners of every file, infrastructure or not', () => {
    const policy = `${BARE}rules: [{ id: r, require: { approvals: [${CODE}] } }]\n`;
    const file = {
      path: 'data/readme.txt',
      previousPath: null,
      status: 'modified' as const,
      format: null,
      blob: 'c',
      previousBlob: null,
    };
    const asked = (by: readonly string[]) =>
      open(decide({ policy, facts: known(by), classified: classified([], { files: [file] }) }));
    expect([asked(['bob']), asked(['carol'])]).toEqual([['APPROVALS_MISSING r'], []]);
  });

  test('as owners of the governance files', () => {
    const governed = [
      change({ file: 'net/AGENTS.md', kinds: ['governance'], type: null, environment: null }),
    ];
    const asked = (by: readonly string[]) =>
      open(decide({ policy: `${BARE}owners: [code_owners]\n`, facts: known(by), changes: governed }));
    expect([asked(['carol']), asked(['bob'])]).toEqual([['APPROVALS_MISSING owners'], []]);
  });
});

describe('resource_owners', () => {
  const AREAS = `resource_owners:
  - { paths: ["net/**"], owners: ["@acme/net"] }
  - { paths: ["**/*.sql.tf"], owners: ["@acme/data"] }
`;
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['the owner of the area', 'net/a.tf', ['bob'], []],
    ['somebody else', 'net/a.tf', ['carol'], ['APPROVALS_MISSING r']],
    ['every area that matches', 'net/a.sql.tf', ['bob'], ['APPROVALS_MISSING r']],
    ['both of them', 'net/a.sql.tf', ['bob', 'carol'], []],
    ['globs tighten whatever the case', 'NET/a.tf', ['carol'], ['APPROVALS_MISSING r']],
    ['no area, anyone', 'x.tf', ['erin'], []],
  ])('%s', (_, file, by, expected) => {
    const policy = rule('{ count: 1, from: [resource_owners] }', AREAS);
    expect(open(decide({ policy, facts: known(by), changes: at(file) }))).toEqual(expected);
  });
});

describe('agents_owner', () => {
  const agent = (owner: string): string =>
    `actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod]${owner} } } }\n`;
  const policy = (owner: string): string => rule('{ count: 1, from: [agents_owner] }', agent(owner));
  const by = (login: string): Facts => agentFacts({ teams: TEAMS, reviews: [approval(login)] });
  const OWNED = ', owner: "@acme/data"';

  test('who answers for the acting agent, and nobody else', () => {
    expect([
      open(decide({ policy: policy(OWNED), facts: by('carol') })),
      open(decide({ policy: policy(OWNED), facts: by('bob') })),
    ]).toEqual([[], ['APPROVALS_MISSING r']]);
  });

  test('an agent without an owner cannot be answered for', () => {
    const decision = decide({ policy: policy(''), facts: by('carol') });
    expect([open(decision), reason(decision, 'r').message]).toEqual([
      ['APPROVERS_TOO_FEW r'],
      expect.stringContaining('the owner of the agent copilot, which the policy does not name'),
    ]);
  });

  test('what no agent wrote is anybody’s to approve', () => {
    const unreviewed = facts({ teams: TEAMS });
    expect([
      open(decide({ policy: policy(OWNED), facts: unreviewed })),
      open(decide({ policy: policy(OWNED), facts: { ...unreviewed, reviews: [approval('bob')] } })),
    ]).toEqual([['APPROVALS_MISSING r'], []]);
  });
});

describe('a repository does not choose who answers for its organisation', () => {
  const NOBODY = `version: 1\nbaseline: none\n`;
  const AREA = 'resource_owners: [{ paths: ["**"], owners: [erin] }]\n';
  const asked = (floor: string, repository: string, known: Facts) =>
    open(
      decide({
        policy: `${BARE}${repository}`,
        floor: `${NOBODY}${floor}rules: [{ id: r, require: { approvals: [{ count: 1, from: [${floor === '' ? 'code_owners, resource_owners' : 'resource_owners'}] }] } }]\n`,
        facts: known,
        changes: at('net/a.tf'),
      }),
    );

  test('by areas of its own', () => {
    expect([
      asked('', AREA, known(['erin'])),
      asked('', AREA, known(['bob'])),
      asked(AREA, '', known(['erin'])),
    ]).toEqual([['APPROVALS_MISSING floor/r'], [], []]);
  });

  test('by naming the owner of an agent', () => {
    const agents = (owner: string) =>
      `actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod], owner: ${owner} } } }\n`;
    const rules = 'rules: [{ id: r, require: { approvals: [{ count: 1, from: [agents_owner] }] } }]\n';
    const decided = (floor: string, repository: string) =>
      open(
        decide({
          policy: `${BARE}${repository}`,
          floor: `${NOBODY}${floor}${rules}`,
          facts: agentFacts({ teams: TEAMS, reviews: [approval('erin')] }),
        }),
      );
    expect([
      decided('', agents('erin')),
      decided(agents('erin'), ''),
      decided(agents('carol'), agents('erin')),
    ]).toEqual([['APPROVERS_TOO_FEW floor/r'], [], ['APPROVALS_MISSING floor/r']]);
  });
});

describe('permission', () => {
  test.each<[string, string, readonly string[]]>([
    ['maintain', 'bob', ['APPROVALS_MISSING r']],
    ['maintain', 'erin', []],
    ['maintain', 'carol', []],
    ['admin', 'erin', ['APPROVALS_MISSING r']],
    ['admin', 'carol', []],
    ['write', 'bob', []],
  ])('%s, by %s', (permission, login, expected) => {
    const decision = decide({
      policy: rule(`{ count: 1, permission: ${permission} }`),
      facts: known([login]),
      changes: at('a.tf'),
    });
    expect(open(decision)).toEqual(expected);
    expect(reason(decision, 'r').need).toMatchObject({ permission });
  });
});
