// Charts of the same repository, through which a change in them takes effect.
import { expect, it } from 'vitest';
import { referencesOf } from '../../../src/formats/index.ts';
import { textSide } from '../cases.ts';

const chart = (repository: string): string =>
  `apiVersion: v2\nname: web\ndependencies:\n  - { name: base, version: 1.0.0, repository: "${repository}" }\n`;

it.each<[string, string, string, readonly string[]]>([
  ['a chart beside it', 'envs/prod/web/Chart.yaml', chart('file://../../../charts/base'), ['charts/base/']],
  ['of the first API version', 'web/requirements.yaml', chart('file://../base/'), ['base/']],
  ['a registry', 'web/Chart.yaml', chart('https://charts.example.com'), []],
  ['out of the repository', 'web/Chart.yaml', chart('file://../../base'), []],
  ['values', 'web/values.yaml', chart('file://../base'), []],
])('%s', (_name, path, text, expected) => {
  const side = textSide(path, text);
  expect(side && referencesOf(side)).toEqual(expected);
});
