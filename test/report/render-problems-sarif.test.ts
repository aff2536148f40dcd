import { expect, test } from 'vitest';
import { renderProblemsSarif } from '../../src/report/render-problems-sarif.ts';

test.each([
  ['.aigov.yml', { uri: '.aigov.yml', uriBaseId: '%SRCROOT%' }],
  ['/srv/a b/floor.yml', { uri: 'file:///srv/a%20b/floor.yml' }],
])('only a relative path has the base of the sources: %s', (source, artifactLocation) => {
  const problem = {
    source,
    line: 1,
    column: 2,
    severity: 'error',
    code: 'syntax',
    message: 'm',
    fix: 'f',
  } as const;
  expect(JSON.stringify(renderProblemsSarif([problem]))).toContain(
    JSON.stringify({ artifactLocation }).slice(1, -1),
  );
});

test('each problem is a result at its place, with its code as the rule', () => {
  const log = renderProblemsSarif([
    {
      source: 'sp ace.yml',
      line: 3,
      column: 11,
      code: 'unknown-key',
      severity: 'error',
      message: 'unknown key "x"',
      fix: 'Remove it.',
    },
  ]);
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'aigov',
            rules: [{ id: 'unknown-key', shortDescription: { text: 'unknown key' } }],
          },
        },
        results: [
          {
            ruleId: 'unknown-key',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'unknown key "x". Remove it.' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'sp%20ace.yml', uriBaseId: '%SRCROOT%' },
                  region: { startLine: 3, startColumn: 11 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});
