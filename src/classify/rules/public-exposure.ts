// Finding rule: data or a service is put before everybody. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { clusterEndpointHits } from '../exposure/cluster-endpoint.ts';
import { everybodyHits } from '../exposure/everybody-members.ts';
import type { ChangeRule, Hit, RuleContext } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { isHolderGone } from '../iam/holders.ts';
import type { PolicyDocument, PolicyStatement } from '../iam/policy-document.ts';
import { publicStatements } from '../iam/public-statements.ts';
import { endsOf } from '../settings/ends.ts';
import { openEventHits } from '../exposure/sam-events.ts';
import { publicValueHits } from '../kubernetes/chart-values.ts';
import { gatewayHits } from '../kubernetes/gateways.ts';
import { lostIngressGuards } from '../kubernetes/ingress-guards.ts';
import { publicServiceHits } from '../kubernetes/public-services.ts';
import { EXPOSURES } from '../settings/exposures.ts';
import { PUBLIC_ACCESS_BLOCKS, PUBLIC_ACCESS_SWITCHES } from '../settings/public-access-blocks.ts';
import { weakenings } from '../settings/weakenings.ts';
import { childOf, treeOf } from '../state-tree.ts';

export const publicExposure: ChangeRule = {
  on: 'change',
  id: 'public-exposure',
  title: 'Open to everybody',
  severity: 'high',
  confidence: 'high',
  why: "What everybody may read is copied within hours: search engines for open buckets, snapshots and registries exist. A resource policy with a wildcard as principal lets every AWS account in, whatever the policies of one's own account say.",
  remedy:
    'Name the principals, put a condition on the organisation or network (aws:PrincipalOrgID, aws:SourceVpce), or keep the resource private behind a service that asks who is there.',
  check: (change, context) => [
    ...policyHits(change, context),
    ...everybodyHits(change),
    ...clusterEndpointHits(change),
    ...publicServiceHits(change),
    ...gatewayHits(change),
    ...publicValueHits(change),
    ...openEventHits(change),
    ...lostIngressGuards(change),
    ...weakenings(change, EXPOSURES),
    ...merged(weakenings(change, PUBLIC_ACCESS_SWITCHES)),
    ...(isHolderGone(change, context.diff)
      ? []
      : endsOf(change, { diff: context.diff, ends: PUBLIC_ACCESS_BLOCKS })),
  ],
};

function policyHits(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const { before, after, elsewhere } = documentPair(change, diff);
  const had = new Set(before.filter(isOfResource).flatMap(publicStatements).flatMap(rightsOf));
  const fresh = after
    .filter(isOfResource)
    .flatMap(publicStatements)
    .filter(({ line }) => !elsewhere.has(line))
    .filter((statement) => !rightsOf(statement).every((right) => had.has(right)));
  // In a network of one's own the firewall still stands before the policy.
  const inside = childOf(treeOf(change.after), 'vpc_options') !== undefined;
  return fresh.map((statement) => ({
    message: `${whoIn(statement)} ${what(statement)}: no condition narrows it.`,
    line: statement.line,
    severity: inside ? 'medium' : 'high',
    confidence: statement.effect === 'unknown' ? 'low' : 'high',
  }));
}

function isOfResource({ use }: PolicyDocument): boolean {
  return use === 'resource';
}

function rightsOf({ actions, resources, principals }: PolicyStatement): readonly string[] {
  const where = JSON.stringify([resources, principals?.not]);
  return actions.texts.map((text) => `${actions.not} ${JSON.stringify(text).toLowerCase()} ${where}`);
}

function whoIn({ principals }: PolicyStatement): string {
  return principals?.not === true ? 'Everybody but those named' : 'Everybody';
}

function what({ actions }: PolicyStatement): string {
  const names = actions.texts.map((text) => (text.kind === 'known' ? text.text : 'something computed'));
  const [first = 'nothing', second] = names;
  if (actions.not) return `may do everything but ${first}`;
  return second === undefined ? `may ${first}` : `may ${first} and ${names.length - 1} more`;
}

/** The four switches of a public access block are one thing to a reader. */
function merged(hits: readonly Hit[]): readonly Hit[] {
  const [first] = hits;
  if (first === undefined || hits.length === 1) return hits;
  const more = ` ${hits.length - 1} more of its switches are off too.`;
  return [{ ...first, message: `${first.message}${more}` }];
}
