// What GitHub would run as a workflow.
import { expect, it } from 'vitest';
import { isWorkflow } from '../../../src/formats/github/workflow-shape.ts';
import { parseYaml } from '../../../src/syntax/index.ts';

const names = (count: number): string => Array.from({ length: count }, (_, at) => `e${at}: x`).join(', ');

it.each<[string, boolean]>([
  ['{ on: push, jobs: {} }', true],
  ['{ on: push, jobs: { a: { runs-on: x } }, permissions: write-all }', true],
  [`{ on: { ${names(64)} }, jobs: {} }`, true],
  [`{ on: { ${names(65)} }, jobs: {} }`, false],
  [`{ on: push, permissions: { ${names(65)} }, jobs: {} }`, false],
  [`{ on: push, jobs: { a: { permissions: { ${names(65)} } } } }`, false],
  ['{ on: push, jobs: { a: { permissions: { contents: [write] } } } }', false],
  ['{ on: push, jobs: { a: { permissions: [write] } } }', false],
  ['{ on: push, jobs: { a: 1 } }', false],
  ['{ on: push, jobs: [] }', false],
  ['{ on: push }', false],
  ['{ jobs: {} }', false],
  ['on: push', false],
  ['text', false],
])('%s: %s', (text, expected) => {
  const [root] = parseYaml(text).documents;
  expect(root !== undefined && isWorkflow(root)).toBe(expected);
});
