// Finding rule: an IAM policy allows more than it names. Listed in registry.ts.
import type { Kind } from '../../model/words.ts';
import type { ChangeRule } from '../finding.ts';
import { isCovered, offencesOf } from '../iam/offences.ts';
import type { Offence } from '../iam/offences.ts';
import { allowStatements } from '../iam/statements.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';

export const iamWildcard: ChangeRule = {
  on: 'change',
  id: 'iam-wildcard',
  title: 'IAM policy with a wildcard',
  severity: 'high',
  confidence: 'high',
  why: 'A wildcard grants what nobody listed: actions that exist today and those added tomorrow, on resources of other teams. With iam, sts or kms it is the way to every other right.',
  remedy:
    'List the actions that are needed and the ARNs they are needed on; put a condition on what must stay wide.',
  check: (change, { kinds }) => {
    const old = new Set(offencesIn(treeOf(change.before), kinds).flatMap(({ rights }) => rights));
    const fresh = offencesIn(treeOf(change.after), kinds).filter((offence) => !isCovered(offence, old));
    return fresh.map(({ rights: _rights, wider: _wider, ...hit }) => hit);
  },
};

/** Policies that AWS keeps and that are a wildcard by another name. */
const ALL_POWERFUL = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/i;

/** Attributes that hold a policy text; the reference to a policy document block is judged where that block stands. */
const POLICY_NAME =
  /^(policy|inline_policy|access_policy|assume_role_policy|key_policy|resource_policy|policy_document)$/;
const JUDGED_ELSEWHERE = /^data\.aws_iam_policy_document\.[^,()?]*\.(minified_)?json$/;

function offencesIn(tree: Node, kinds: readonly Kind[]): readonly Offence[] {
  const nodes = walk(tree);
  const computed = kinds.includes('identity') ? nodes.flatMap(computedPolicy) : [];
  return [...allowStatements(tree).flatMap(offencesOf), ...nodes.flatMap(managedPolicies), ...computed];
}

function managedPolicies(node: Node): readonly Offence[] {
  return ownTextsOf(node)
    .known.filter((text) => ALL_POWERFUL.test(text))
    .map((text) => ({
      rights: [`managed ${text.toLowerCase()}`],
      wider: [],
      message: `This attaches ${text.slice(text.lastIndexOf('/') + 1)}, a managed policy that is a wildcard.`,
      severity: 'high',
      confidence: 'high',
      line: node.line,
    }));
}

function computedPolicy(node: Node): readonly Offence[] {
  if (!POLICY_NAME.test(node.name) || node.children.length > 0) return [];
  return textsOf(node)
    .unknown.filter((source) => !JUDGED_ELSEWHERE.test(source))
    .map((source) => ({
      rights: [`policy ${source}`],
      wider: [],
      message: 'The policy text is computed or comes from elsewhere, so it may hold a wildcard.',
      severity: 'low',
      confidence: 'low',
      line: node.line,
    }));
}
