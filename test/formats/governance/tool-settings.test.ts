// Settings of agents in every form they come in; no secret of a command line is shown.
import { expect, it } from 'vitest';
import { formatFile } from '../../../src/formats/format-file.ts';
import { toolSettings } from '../../../src/formats/governance/tool-settings.ts';

const read = (path: string, text: string): unknown =>
  toolSettings(formatFile({ path, blob: 'b', text }))?.map(({ path: at, line, shown }) => [
    line,
    at,
    shown,
  ]) ?? null;

it.each<[string, string, unknown]>([
  ['a.json', '{\n// why\n"a": true,}', [[3, 'a', true]]],
  ['a.json', '', []],
  ['a.json', '{"a"', null],
  ['a.json', '[1]', null],
  [
    'a.yml',
    'a: &x { b: 1 }\nc: *x\n',
    [
      [1, 'a.b', 1],
      [1, 'c.b', 1],
    ],
  ],
  ['a.yml', 'a: 1\na: 2\n', null],
  ['a.toml', 'a = "b"', [[1, 'a', 'b']]],
  ['a.md', '---\ntools: [a]\n---\ntext', [[2, 'tools', ['a']]]],
  ['a.md', '---\ntools: [a\n---\n', null],
  ['a.md', '---\n# nothing\n---\n', []],
  ['a.md', 'tools: [a]\n', []],
  ['a.mdc', '---\ntools: [a]\n', []],
])('%s: %j', (path, text, expected) => {
  expect(read(path, text)).toEqual(expected);
});

it.each<[string, string]>([
  ['a.json', '{"s": {"args": ["--token", "hunter2"]}}'],
  ['a.json', '{"s": {"args": ["--api-key=hunter2"]}}'],
  ['a.json', '{"s": {"url": "https://x/?a=b&access_token=hunter2"}}'],
  ['a.json', '{"s": {"env": {"DB_PASSWORD": "hunter2"}}}'],
  ['a.json', '{"s": {"headers": {"X-Api-Key": "hunter2"}}}'],
  ['a.json', '{"s": {"headers": {"Authorization": "hunter2"}}}'],
  ['a.toml', '[s]\napi_key = "hunter2"'],
  ['a.toml', '[s]\nenv = { API_TOKEN = "hunter2" }'],
])('%s: %j shows no secret', (path, text) => {
  expect(JSON.stringify(read(path, text))).not.toContain('hunter2');
});
