// Lists and grants that name everybody: asked by rules/public-exposure.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { treeOf, walk } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { ownTextsOf } from '../values.ts';

/** How clouds write everybody: members of Google, groups of S3 ACLs, entities of Google's ACLs. */
const EVERYBODY: readonly { readonly pattern: RegExp; readonly who: string }[] = [
  { pattern: /^(?:(?:READER|WRITER|OWNER):)?allUsers$/, who: 'Everybody on the internet' },
  {
    pattern: /^(?:(?:READER|WRITER|OWNER):)?allAuthenticatedUsers$/,
    who: 'Everybody with a Google account',
  },
  { pattern: /^https?:\/\/acs\.amazonaws\.com\/groups\/global\/AllUsers$/, who: 'Everybody on the internet' },
  {
    pattern: /^https?:\/\/acs\.amazonaws\.com\/groups\/global\/AuthenticatedUsers$/,
    who: 'Everybody with an AWS account',
  },
];

/** Attributes that hold such names. */
const NAMES = /^(members?|uri|role_?entity|entity|special_?group|iam_?member)$/i;

/** One hit for each word for everybody that the base did not have. */
export function everybodyHits(change: ParsedChange): readonly Hit[] {
  // The members of a policy that a data source writes are nobody's but that policy's.
  const isPolicy = change.type === 'google_iam_policy';
  if (
    change.after === null ||
    isRuleAboutMembers(change) ||
    (isData(change) && !isPolicy) ||
    /^(variable|locals|output)$/.test(change.type ?? '')
  )
    return [];
  const had = new Set(foundIn(change.before).map(({ who }) => who));
  const fresh = foundIn(change.after).filter(({ who }) => !had.has(who));
  return fresh.map(({ who, line }) => ({
    message: isPolicy
      ? `${who} now has a role by the policy ${change.address}.`
      : `${who} can now use ${change.address}.`,
    line,
    severity: 'high',
  }));
}

/** A constraint of Gatekeeper, or its template, tells of members which it refuses. */
function isRuleAboutMembers({ address }: ParsedChange): boolean {
  return /^(?:constraints|templates)\.gatekeeper\.sh\//.test(address);
}

function foundIn(state: ParsedChange['before']): readonly { readonly who: string; readonly line: number }[] {
  return walk(treeOf(state))
    .filter(({ name, children }) => NAMES.test(name) || (children.length === 0 && /^\d+$/.test(name)))
    .flatMap((node) =>
      ownTextsOf(node).known.flatMap((text) =>
        EVERYBODY.filter(({ pattern }) => pattern.test(text)).map(({ who }) => ({ who, line: node.line })),
      ),
    );
}
