import { expect, test } from 'vitest';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { aDecision, aFinding, aPass } from './builders.ts';

test('findings, unreadable files and reasons are results of one run', () => {
  const decision = aDecision({
    unreadable: [{ file: 'sp ace/ü.tf', line: null, why: 'parse-error', message: 'A bracket is missing.' }],
  });
  expect(renderSarif(decision)).toMatchInlineSnapshot(`
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "columnKind": "utf16CodeUnits",
          "properties": {
            "changeDigest": "sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
            "decisionDigest": "sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
            "outcome": "needs_review",
            "tier": "critical",
          },
          "results": [
            {
              "level": "error",
              "locations": [
                {
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "aws_iam_role.ci",
                      "kind": "resource",
                    },
                  ],
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "envs/prod/iam.tf",
                      "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                      "endLine": 14,
                      "startLine": 14,
                    },
                  },
                },
              ],
              "message": {
                "text": "The role trusts every principal. Name the principals.",
              },
              "partialFingerprints": {
                "aigov/v1": "sha256:a231d4b97300e2750c9253c1dc6c0a9e2239c5e1ba59e2d9f49d4e9ebc08d24e",
              },
              "ruleId": "iam-wildcard",
              "ruleIndex": 1,
            },
            {
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "sp%20ace/%C3%BC.tf",
                      "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                      "endLine": 1,
                      "startLine": 1,
                    },
                  },
                },
              ],
              "message": {
                "text": "A bracket is missing.",
              },
              "partialFingerprints": {
                "aigov/v1": "sha256:f4e41f04b61e4ee6e91be31dbca1a2bf892d44d1216b044c31a7726c48a84449",
              },
              "ruleId": "unreadable",
              "ruleIndex": 2,
            },
            {
              "level": "warning",
              "locations": [
                {
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "aws_iam_role.ci",
                      "kind": "resource",
                    },
                  ],
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "envs/prod/iam.tf",
                      "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                      "endLine": 18,
                      "startLine": 12,
                    },
                  },
                },
              ],
              "message": {
                "text": "Rule identity-prod: 2 approvals of @acme/security are missing. Ask two members of @acme/security to approve this head.",
              },
              "partialFingerprints": {
                "aigov/v1": "sha256:dbd5736619f4be2783b1736fc0ee27fd8c2a290e3be47ba31affccdf09d5cf74",
              },
              "ruleId": "APPROVALS_MISSING",
              "ruleIndex": 0,
            },
          ],
          "tool": {
            "driver": {
              "name": "aigov",
              "rules": [
                {
                  "id": "APPROVALS_MISSING",
                  "shortDescription": {
                    "text": "approvals missing",
                  },
                },
                {
                  "id": "iam-wildcard",
                  "shortDescription": {
                    "text": "iam wildcard",
                  },
                },
                {
                  "id": "unreadable",
                  "shortDescription": {
                    "text": "unreadable",
                  },
                },
              ],
            },
          },
        },
      ],
      "version": "2.1.0",
    }
  `);
});

test('a clean pass has no results', () => {
  expect(renderSarif(aPass({ findings: [] })).runs).toMatchObject([
    { results: [], tool: { driver: { rules: [] } } },
  ]);
});

test('a finding keeps its fingerprint when it moves', () => {
  const fingerprint = (startLine: number): unknown =>
    (
      renderSarif(aPass({ findings: [aFinding({ startLine })] })).runs[0] as {
        results: { partialFingerprints: unknown }[];
      }
    ).results[0]?.partialFingerprints;
  expect(fingerprint(3)).toEqual(fingerprint(90));
});
