// Arguments that operators of a cluster spell in their own way, in the words of Terraform: called by read-objects.ts.
import type { ResourceState } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';

/** A part of a path and what stands in its place, by type. */
const NAMES: ReadonlyMap<string, readonly (readonly [RegExp, string])[]> = new Map([
  [
    'aws_eks_cluster',
    [
      [/^endpointAccess\.public$/, 'vpc_config.endpoint_public_access'],
      [/^endpointAccess\.publicCIDRs$/, 'vpc_config.public_access_cidrs'],
      [/^encryptionConfig\b/, 'encryption_config'],
    ],
  ],
  [
    // https://aws-controllers-k8s.github.io/community/reference/ec2/v1alpha1/securitygroup/
    'aws_security_group',
    [
      [/^ingressRules\b/, 'ingress'],
      [/^egressRules\b/, 'egress'],
      [/\.ipProtocol$/, '.protocol'],
      [/\.ipRanges\[[^\]]*\]\.cidrIP$/, '.cidr_blocks'],
      [/\.ipv6Ranges\[[^\]]*\]\.cidrIPv6$/, '.ipv6_cidr_blocks'],
    ],
  ],
]);

/** Values of several paths that become one are its list. */
export function inWordsOf(type: string, state: ResourceState): ResourceState {
  const names = NAMES.get(type);
  if (names === undefined) return state;
  const found = new Map<string, ResourceState[string]>();
  for (const [path, entry] of Object.entries(state)) {
    const name = names.reduce((text, [from, to]) => text.replace(from, to), path);
    const known = found.get(name);
    const value: JsonValue = name.endsWith('cidr_blocks')
      ? [...listOf(known?.value ?? null), ...listOf(entry.value)]
      : entry.value;
    found.set(name, { ...entry, value, line: known?.line ?? entry.line });
  }
  return Object.fromEntries(found);
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return value === null ? [] : Array.isArray(value) ? value : [value];
}
