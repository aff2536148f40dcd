// What people write for a glob, a name or a word that is none of this language: each with the same meant rightly.
import { expect, test } from 'vitest';
import type { Surroundings } from '../../../src/policy/index.ts';
import { check } from './given.ts';

const HEAD = 'version: 1\nenvironments:\n  prod: { tier: critical, match: { paths: ["envs/prod/**"] } }\n';
const rule = (parts: string): string => `${HEAD}rules:\n  - { id: r, ${parts} }\n`;
const agent = (parts: string): string =>
  `${HEAD}actors:\n  agents:\n    bot: { identities: [{ github: 1 }], ${parts} }\n`;
const tree = (...paths: readonly string[]): Partial<Surroundings> => ({ tree: ['envs/prod/a.tf', ...paths] });

type Text = readonly [text: string, known?: Partial<Surroundings>];

test.each<readonly [code: string, warned: Text, message: string, place: string, quiet: Text]>([
  [
    'glob-is-text',
    [rule('deny: d, when: { paths: ["**.tf"] }')],
    '"**" in "**.tf" stands beside other signs, and is there one "*", which stays in its folder',
    '5:39',
    [rule('deny: d, when: { paths: ["**/*.tf", "{a/**,b}/c.tf"] }')],
  ],
  [
    'glob-is-text',
    [rule('deny: d, when: { paths: ["../envs/**"] }')],
    '"../envs/**" leads out of the repository, where no file is',
    '5:39',
    [rule('deny: d, when: { paths: ["..envs/**"] }')],
  ],
  [
    'glob-is-text',
    [rule('deny: d, when: { paths: ["envs/.*"] }')],
    '".*" in "envs/.*" is a name that begins with a dot, as in no regular expression',
    '5:39',
    [rule('deny: d, when: { paths: [".*", "envs/.*/**"] }')],
  ],
  [
    'glob-matches-nothing',
    [rule('when: { paths: ["modules"] }, deny: no'), tree('modules/a.tf')],
    '"modules" matches no file of the repository; for what is in the folder write "modules/**"',
    '5:30',
    [rule('when: { paths: ["modules/**"] }, deny: no'), tree('modules/a.tf')],
  ],
  [
    'glob-names-folder',
    ['version: 1\nenvironments:\n  prod: { match: { paths: ["live"] } }\n'],
    '"live" is a file of that name; for what is in the folder write "live/**"',
    '3:28',
    ['version: 1\nenvironments:\n  prod: { match: { paths: ["live/**"] } }\n'],
  ],
  [
    'never-matches',
    [rule('when: { repositories: ["https://github.com/acme/infra"] }, deny: no')],
    'the rule "r" can never match: a repository is named "owner/name"',
    '5:22',
    [rule('when: { repositories: ["acme/infra"] }, deny: no')],
  ],
  [
    'owner-word',
    [`${HEAD}owners: [agents_owner]\n`],
    'no policy says who "agents_owner" are, so what an agent does can be approved by nobody',
    '4:10',
    [`${agent('environments: [prod], owner: "@acme/platform"')}owners: [agents_owner]\n`],
  ],
])('%s: %s', (code, [text, known], message, place, [clean, knownThere]) => {
  expect(check(text, known).map((one) => [one.code, one.message, `${one.line}:${one.column}`])).toEqual([
    [code, message, place],
  ]);
  expect(check(clean, knownThere)).toEqual([]);
});
