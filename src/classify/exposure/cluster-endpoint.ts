// The API of an EKS cluster on the internet: asked by rules/public-exposure.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { isPublic } from '../firewall/cidr.ts';
import { placesOf } from '../settings/grade.ts';
import { treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** Both default to the open side: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html. */
export function clusterEndpointHits(change: ParsedChange): readonly Hit[] {
  if (equivalentType(change) !== 'aws_eks_cluster' || change.after === null) return [];
  const before = change.before === null ? false : isOpen(change.before).open;
  const { open, line } = isOpen(change.after);
  if (!open || before) return [];
  const message = `The API of ${change.address} answers every address on the internet.`;
  return [{ message, line, severity: change.before === null ? 'medium' : 'high' }];
}

function isOpen(state: NonNullable<ParsedChange['after']>): {
  readonly open: boolean;
  readonly line: number | null;
} {
  const tree = treeOf(state);
  const [access] = placesOf(
    tree,
    'vpc_config.endpoint_public_access resources_vpc_config.endpoint_public_access',
  );
  const [ranges] = placesOf(tree, 'vpc_config.public_access_cidrs resources_vpc_config.public_access_cidrs');
  const { known, unknown } = textsOf(ranges);
  const off = textsOf(access).known.includes('false');
  const limited = ranges !== undefined && (unknown.length > 0 || (known.length > 0 && !isPublic(known)));
  return { open: !off && !limited, line: ranges?.line ?? access?.line ?? null };
}
