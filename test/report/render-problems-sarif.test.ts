import { expect, test } from 'vitest';
import { renderProblemsSarif } from '../../src/report/render-problems-sarif.ts';

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
