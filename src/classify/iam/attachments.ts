// Managed policies that are newly attached and stand nowhere in the pull request: called by rules/iam-access-grows.ts.
import type { Hit } from '../finding.ts';
import { sourceOf } from './documents/documents-of.ts';
import { isKeptByAws, managedName } from './documents/managed-policies.ts';
import type { PolicyReference } from './documents/policy-references.ts';

/** One hit each. Nobody here knows what such a policy allows, so its name has to tell. */
export function hitOfAttachment(reference: PolicyReference): Hit {
  const { to, line } = reference;
  const source = sourceOf(reference);
  if (to.kind === 'unknown')
    return {
      message: `It cannot be told what is attached here: ${source} ${isAddress(source) ? 'is not part of this change' : 'is computed'}.`,
      line,
      severity: 'low',
      confidence: 'low',
    };
  const name = managedName(source);
  if (!isKeptByAws(source))
    return {
      message: `The policy ${name} is attached and stands elsewhere, so it may allow anything.`,
      line,
      severity: 'medium',
      confidence: 'low',
    };
  return {
    message: `The AWS managed policy ${name} is attached${reachOf(name)}.`,
    line,
    severity: isFullAccess(name) ? 'medium' : 'info',
    confidence: 'medium',
  };
}

/** `aws_iam_policy.ci.arn`, `!Ref Policy`: a policy that stands there as it was. */
function isAddress(source: string): boolean {
  return /^(data\.)?aws_\w+\.[\w-]+(\[[^\]]*\])?\.\w+$|^!(Ref|GetAtt) \w+(\.\w+)?$/.test(source);
}

/** AWS names a policy that allows every action of a service `…FullAccess`, with a version behind it at times. */
function isFullAccess(name: string): boolean {
  return /FullAccess(_?v\d+)?$/i.test(name);
}

function reachOf(name: string): string {
  return isFullAccess(name) ? ': every action of its service on every resource' : '';
}
