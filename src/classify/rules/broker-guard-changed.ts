// Finding rule: a pull request changes what the gate itself stands on. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, RuleContext } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** Attributes that name the role or policy that a resource is, or is attached to. */
const NAMING = [
  'name',
  'role',
  'roles',
  'role_name',
  'managed_policy_name',
  'policy_name',
  'policy_arn',
  'arn',
];
const ROLE_OR_POLICY = /^aws_iam_(?:role|policy)/;
/** The issuer of the tokens by which the broker knows a workflow (https://docs.github.com/actions/concepts/security/openid-connect). */
const ISSUER = /token\.actions\.githubusercontent\.com/;

export const brokerGuardChanged: ChangeRule = {
  on: 'change',
  id: 'broker-guard-changed',
  title: 'A guard of the credential broker changed',
  severity: 'high',
  confidence: 'high',
  why: 'Credentials for a deployment are handed out for one approved change, to one role, in one workflow, and are revoked through one policy. Whoever changes that role, its trust, the revocation policy, the identity provider or the deploy workflow can get round all of it.',
  remedy: 'Change these in a pull request of their own, and let people who answer for the broker approve it.',
  check: (change, context) => [
    ...guardedWorkflow(change, context),
    ...guardedIdentity(change, context),
    ...issuer(change),
  ],
};

function guardedWorkflow(
  { file, previousFile, format, usedIn }: ParsedChange,
  { guards }: RuleContext,
): ReturnType<ChangeRule['check']> {
  const paths = guards.filter((guard) => !guard.startsWith('arn:')).map(pathOf);
  const found = paths.find((path) => path === file || path === previousFile);
  if (found !== undefined)
    return [{ message: `${found} is the workflow that deploys with handed-out credentials.`, line: null }];
  const runner = format.startsWith('github-') ? paths.find((path) => usedIn.includes(path)) : undefined;
  return runner === undefined
    ? []
    : [{ message: `${file} runs in ${runner}, which deploys with handed-out credentials.`, line: null }];
}

/** `owner/repo/.github/workflows/x.yml@ref` and `.github/workflows/x.yml` name one path. */
function pathOf(workflow: string): string {
  return workflow.replace(/@[^@]*$/, '').replace(/^.*?(?=\.github\/workflows\/)/, '');
}

function guardedIdentity(
  change: ParsedChange,
  { deployRoles, guards }: RuleContext,
): ReturnType<ChangeRule['check']> {
  if (!ROLE_OR_POLICY.test(equivalentType(change) ?? '')) return [];
  const names = new Set(namesIn(change));
  const arn = [...deployRoles, ...guards.filter((guard) => guard.startsWith('arn:'))].find(
    (one) => names.has(one) || names.has(one.slice(one.lastIndexOf('/') + 1)),
  );
  return arn === undefined
    ? []
    : [{ message: `This changes ${arn}, on which the credential broker rests.`, line: null }];
}

function namesIn({ before, after }: ParsedChange): readonly string[] {
  return [before, after].flatMap((state) =>
    NAMING.flatMap((name) => textsOf(childOf(treeOf(state), name)).known),
  );
}

function issuer(change: ParsedChange): ReturnType<ChangeRule['check']> {
  if (equivalentType(change) !== 'aws_iam_openid_connect_provider') return [];
  const urls = [change.before, change.after].flatMap((state) => textsOf(childOf(treeOf(state), 'url')).known);
  if (!urls.some((url) => ISSUER.test(url))) return [];
  return [{ message: 'This changes which tokens of GitHub workflows AWS trusts.', line: null }];
}
