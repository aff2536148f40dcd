// Small decisions, facts and their parts for the tests of this stage: one valid value each, overridden by field.
import type { Finding } from '../../src/model/change.ts';
import type { Decision, DecisionChange, Reason } from '../../src/model/decision.ts';
import type { NarrowedPolicy } from '../../src/model/deploy.ts';
import { UNKNOWN_FACTS, type Facts } from '../../src/model/facts.ts';

export const HEAD = 'b'.repeat(40);

export function aChange(over: Partial<DecisionChange> = {}): DecisionChange {
  return {
    format: 'terraform',
    file: 'envs/prod/iam.tf',
    startLine: 12,
    endLine: 18,
    address: 'aws_iam_role.ci',
    type: 'aws_iam_role',
    action: 'update',
    kinds: ['identity'],
    tier: 'critical',
    environment: 'prod',
    attributes: [
      {
        path: 'assume_role_policy',
        line: 14,
        before: { expression: 'data.aws_iam_policy_document.old.json' },
        after: 'any',
        sensitive: false,
      },
    ],
    findings: ['iam-wildcard'],
    ...over,
  };
}

export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'iam-wildcard',
    severity: 'high',
    confidence: 'high',
    file: 'envs/prod/iam.tf',
    startLine: 14,
    endLine: 14,
    address: 'aws_iam_role.ci',
    message: 'The role trusts every principal.',
    fix: 'Name the principals.',
    ...over,
  };
}

export function aReason(over: Partial<Reason> = {}): Reason {
  return {
    code: 'APPROVALS_MISSING',
    rule: 'identity-prod',
    satisfied: false,
    fixable_by: 'human',
    need: { count: 2, from: ['@acme/security'] },
    have: { counted: [], ignored: [{ login: 'alice', why: 'delegator' }] },
    message: '2 approvals of @acme/security are missing.',
    remediation: 'Ask two members of @acme/security to approve this head.',
    ...over,
  };
}

export function aDecision(over: Partial<Decision> = {}): Decision {
  return {
    schema: 'aigov.decision/1',
    outcome: 'needs_review',
    mode: 'enforce',
    tier: 'critical',
    base: 'a'.repeat(40),
    head: HEAD,
    policy: { source: `acme/infra@${'a'.repeat(40)}:.aigov.yml`, sha256: 'c'.repeat(64), floor: null },
    actor: {
      class: 'agent',
      assurance: 'authenticated',
      agents: ['copilot'],
      delegator: 'alice',
      evidence: [{ signal: 'github-id', value: '198982749', strength: 'A' }],
    },
    changes: [aChange()],
    findings: [aFinding()],
    unreadable: [],
    reasons: [aReason()],
    exceptions: [],
    retryable: false,
    changeDigest: `sha256:${'d'.repeat(64)}`,
    decisionDigest: `sha256:${'e'.repeat(64)}`,
    ...over,
  };
}

export function aPass(over: Partial<Decision> = {}): Decision {
  return aDecision({
    outcome: 'pass',
    reasons: [
      aReason({
        satisfied: true,
        have: { counted: ['bob', 'dave'], ignored: [] },
        message: '2 of 2 approvals.',
      }),
    ],
    ...over,
  });
}

export function aBlock(over: Partial<Decision> = {}): Decision {
  return aDecision({
    outcome: 'blocked',
    reasons: [
      aReason({
        code: 'AGENT_KIND',
        rule: 'actors',
        fixable_by: 'either',
        need: {},
        have: { kinds: ['identity'] },
        message: 'Agent copilot may not change identity.',
        remediation: 'Leave it to a human.',
      }),
    ],
    ...over,
  });
}

export function aNarrowed(over: Partial<NarrowedPolicy> = {}): NarrowedPolicy {
  return {
    level: 0,
    policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:UpdateAssumeRolePolicy"}]}',
    policyArns: [],
    explanation: ['Every action and resource is known.'],
    actions: ['iam:UpdateAssumeRolePolicy'],
    fits: true,
    ...over,
  };
}

export function someFacts(over: Partial<Facts> = {}): Facts {
  return { ...UNKNOWN_FACTS, repository: { id: 1, full_name: 'acme/infra' }, ...over };
}
