// Everything that leaves the process for the first evaluation of a pull request, in order.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import type { Call } from '../doubles/github/index.ts';
import { decisionOf, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.settle();
  world.github.calls.length = 0;
});
afterAll(() => world.close());

type Body = { readonly [key: string]: unknown };

/** Ids, shas and digests are new in each run; equal ones stay recognisable. */
function normalised(text: string): string {
  const names = new Map<string, string>();
  const nameOf = (kind: string, value: string): string => {
    const name = names.get(value) ?? `<${kind} ${names.size + 1}>`;
    names.set(value, name);
    return name;
  };
  return text
    .replaceAll(/\b[0-9a-f]{64}\b/g, (digest) => nameOf('digest', digest))
    .replaceAll(/\b[0-9a-f]{40}\b/g, (sha) => nameOf('sha', sha));
}

/** One call as lines. Of a query its variables; the document in the check run is compared on its own. */
function rendered({ method, path, body }: Call): string {
  const { query, output, ...rest } = (body ?? {}) as Body;
  const shown = query === undefined ? rest : (rest['variables'] as Body);
  const lines = [`${method} ${path.replace(/\/installations\/\d+/, '/installations/<id>')}`];
  if (Object.keys(shown).length > 0) lines.push(JSON.stringify(shown, null, 1));
  if (output !== undefined) {
    const { text: _document, summary, ...others } = output as Body;
    lines.push(JSON.stringify(others, null, 1), String(summary));
  }
  return lines.join('\n');
}

function documentIn(call: Call | undefined): unknown {
  if (call === undefined) throw new Error('no check run was posted');
  const { output } = call.body as { readonly output: { readonly text: string } };
  return JSON.parse(/```json\n([\s\S]*?)\n```/.exec(output.text)?.[1] ?? 'null');
}

it('is this, and nothing else', async () => {
  const { number } = propose(world);
  await world.settle();
  const calls = [...world.github.calls];
  expect(world.aws.requests).toEqual([]);
  expect(world.issuer.requests).toEqual([]);
  const check = calls.find(({ route }) => route === 'POST /repos/{owner}/{repo}/check-runs');
  expect(documentIn(check)).toEqual(await decisionOf(world, number));
  expect(normalised(calls.map(rendered).join('\n\n'))).toMatchInlineSnapshot(`
    "POST /app/installations/<id>/access_tokens

    POST /graphql
    {
     "owner": "acme",
     "name": "infra",
     "number": 1,
     "policyPath": ".aigov.yml",
     "withFloor": true,
     "floorOwner": "acme",
     "floorName": ".github",
     "floorPath": "aigov.yml"
    }

    GET /repos/acme/infra/compare/<sha 4>...<sha 5>

    GET /repos/acme/infra/git/trees/<sha 4>?recursive=true

    POST /graphql
    {
     "owner": "acme",
     "name": "infra",
     "c0": "<sha 4>",
     "c0f0": "envs/prod/iam.tf",
     "c1": "<sha 5>",
     "c1f0": "envs/prod/iam.tf",
     "o0": "acme",
     "t0": "platform",
     "o1": "acme",
     "t1": "security"
    }

    POST /repos/acme/infra/check-runs
    {
     "status": "completed",
     "conclusion": "action_required",
     "external_id": "sha256:<digest 1>",
     "details_url": "https://aigov.acme.example/chain/acme/infra/1",
     "name": "aigov/policy",
     "head_sha": "<sha 5>"
    }
    {
     "title": "Needs review: 2 of @acme/security (identity change, prod), 0 of 2",
     "annotations": [
      {
       "path": "envs/prod/iam.tf",
       "start_line": 5,
       "end_line": 5,
       "annotation_level": "warning",
       "title": "iam-trust-widened",
       "message": "\`sts:AssumeRole\` by \`lambda.amazonaws.com\` is now allowed.\\nName the principals one by one, and for tokens the exact audience and subject (repository with branch or environment); use StringEquals, and no ForAllValues or IfExists in an Allow.\\n\`aws_iam_role.ci\` is changed in \`prod\`, tier critical (identity).\\nRule \`identity-prod\` asks for the approval of 2 of \`@acme/security\`.\\nRule \`baseline\` asks for the approval of 2 humans."
      }
     ]
    }
    **Needs review. Held until every box is ticked.**

    - [ ] \`APPROVALS_MISSING\`, rule \`identity-prod\`: 2 of \`@acme/security\` must approve (identity change, \`aws_iam_role.ci\`, prod): 0 of 2.
    - [ ] \`APPROVALS_MISSING\`, rule \`baseline\`: 2 of the people with write access must approve (critical identity change, prod): 0 of 2.

    ### Blast radius

    - environment \`prod\`, highest tier critical: \`+0 ~1 -0 !0\`
    - Rollback: yes, by reverting the pull request.
    - \`aws_iam_role.ci\` is changed at \`envs/prod/iam.tf:1-7\` (critical, identity)

    ### Findings

    - **medium** \`iam-trust-widened\` at \`envs/prod/iam.tf:5\`: \`sts:AssumeRole\` by \`lambda.amazonaws.com\` is now allowed. Name the principals one by one, and for tokens the exact audience and subject (repository with branch or environment); use StringEquals, and no ForAllValues or IfExists in an Allow.

    ### Who

    - class agent, agent \`copilot\`, assurance signed
    - asked for by \`alice\`
    - evidence: \`branch-prefix\` \`copilot/\` (C)
    - evidence: \`commit-author\` \`198982749\` (B)
    - evidence: \`commit-ident\` \`198982749+Copilot@users.noreply.github.com\` (D)
    - evidence: \`committer\` \`198982749\` (B)
    - evidence: \`github-id\` \`198982749\` (A)
    - evidence: \`pusher\` \`198982749\` (A)

    ### Policy

    - file \`acme/infra@<sha 4>:.aigov.yml\`
    - rules: \`baseline\`, \`identity-prod\`

    ### What the deploy session could do

    - target \`prod\`: account \`111122223333\`, role \`arn:aws:iam::111122223333:role/deploy\`, narrowing level 0 (these actions on these resources)
      - level 0: exact actions on the narrowest ARNs known before the deployment
      - gains: \`iam:GetRole\`, \`iam:GetRolePolicy\`, \`iam:ListAttachedRolePolicies\`, \`iam:ListInstanceProfilesForRole\`, \`iam:ListRolePolicies\`, \`iam:ListRoles\`, \`iam:UpdateAssumeRolePolicy\`

    <details>
    <summary>Session policy</summary>

    \`\`\`json
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "iam:ListRoles",
          "Resource": "*"
        },
        {
          "Effect": "Allow",
          "Action": [
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole",
            "iam:ListRolePolicies",
            "iam:UpdateAssumeRolePolicy"
          ],
          "Resource": "arn:aws:iam::111122223333:role/ci"
        },
        {
          "Effect": "Deny",
          "Action": [
            "iam:*PermissionsBoundary",
            "sts:AssumeRole*",
            "sts:AssumeRoot"
          ],
          "Resource": "*"
        },
        {
          "Effect": "Deny",
          "Action": [
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy*",
            "iam:SetDefaultPolicyVersion"
          ],
          "Resource": "arn:aws:iam::111122223333:policy/aigov-revocations"
        },
        {
          "Effect": "Deny",
          "Action": [
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole*",
            "iam:AttachRolePolicy",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRolePolicy"
          ],
          "Resource": "arn:aws:iam::111122223333:role/deploy"
        },
        {
          "Effect": "Deny",
          "Action": "*",
          "Resource": "*",
          "Condition": {
            "DateGreaterThan": {
              "aws:CurrentTime": "0001-01-01T00:00:00Z"
            }
          }
        }
      ]
    }
    \`\`\`

    </details>

    ### Record

    - head \`<sha 5>\`
    - change \`sha256:<digest 2>\`
    - decision \`sha256:<digest 1>\`
    - ledger \`#2 <digest 3>\`

    POST /repos/acme/infra/pulls/1/requested_reviewers
    {
     "reviewers": [],
     "team_reviewers": [
      "security"
     ]
    }"
  `);
});
