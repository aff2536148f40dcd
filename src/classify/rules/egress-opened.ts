// Finding rule: what runs inside may now connect to anything outside. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { lostDenials } from '../firewall/denials.ts';
import { EGRESS_SHAPES } from '../firewall/egress-shapes.ts';
import { newOpenings } from '../firewall/new-openings.ts';
import type { Opening } from '../firewall/openings.ts';
import { describePorts, isAll } from '../firewall/ports.ts';
import { newPolicyOpenings } from '../firewall/network-policies.ts';
import { childOf, treeOf } from '../state-tree.ts';

export const egressOpened: ChangeRule = {
  on: 'change',
  id: 'egress-opened',
  title: 'Outbound traffic opened',
  severity: 'low',
  confidence: 'high',
  why: 'A machine that may connect to any address on any port can send data out and fetch tools in, which is what follows most break-ins. New security groups of AWS are usually written this way, so that is told as information only; opening one that was closed is another matter, and a single port is told where no public address could be reached before.',
  remedy: 'Name the ports and the ranges, security groups or endpoints that have to be reached.',
  check: (change, { diff }) => [
    ...fromFirewalls(change),
    ...fromPolicies(change),
    ...lostDenials(change, 'out', diff),
  ],
};

function fromFirewalls(change: ParsedChange): readonly Hit[] {
  if (isOpenByDefault(change, 'before')) return [];
  if (isOpenByDefault(change, 'after')) return change.before === null ? [] : [unlimited(change)];
  // A rule of its own is as new as its group, most often; the same lines inside of a group that stood before are not.
  const severity = change.action === 'create' ? 'info' : 'medium';
  const openings = newOpenings(change, EGRESS_SHAPES);
  const whole = openings.filter(({ ports }) => isAll(ports));
  const [first] = openings.filter(isPublic);
  if (whole.length === 0) return first !== undefined && wasHeld(change) ? [letOut(change, first)] : [];
  return whole
    .filter(({ certainty }) => certainty !== 'unknown')
    .map(({ certainty, line }) => ({
      message: `${change.address} ${certainty === 'public' ? 'now lets' : 'may now let'} everything out, to every address and port.`,
      line,
      severity: certainty === 'public' ? severity : 'info',
      confidence: certainty === 'public' ? 'high' : 'medium',
    }));
}

function isPublic({ certainty }: Opening): boolean {
  return certainty === 'public';
}

/** One port out is how a careful group is written: it is told only of what could reach no public address before. */
function wasHeld(change: ParsedChange): boolean {
  const { before } = change;
  const shape = EGRESS_SHAPES.get(equivalentType(change) ?? '');
  if (before === null || shape === undefined) return false;
  const tree = treeOf(before);
  const speaks = shape.within.length === 0 || shape.within.some((name) => childOf(tree, name) !== undefined);
  return speaks && newOpenings({ ...change, after: before, before: null }, EGRESS_SHAPES).length === 0;
}

function letOut({ address }: ParsedChange, { ports, line }: Opening): Hit {
  const message = `${address} now lets ${describePorts(ports)} out to every address, and let nothing out to public ones before.`;
  return { message, line, severity: 'low' };
}

/**
 * A group of CloudFormation that names no outbound rule keeps the one that AWS makes, which lets everything out; Terraform
 * takes that one away: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 */
function isOpenByDefault(change: ParsedChange, side: 'before' | 'after'): boolean {
  const state = change[side];
  if (change.type !== 'AWS::EC2::SecurityGroup' || state === null) return false;
  return childOf(treeOf(state), 'SecurityGroupEgress') === undefined;
}

function unlimited(change: ParsedChange): Hit {
  const before = newOpenings({ ...change, after: change.before, before: null }, EGRESS_SHAPES);
  const wasOpen = before.some(({ certainty, ports }) => certainty === 'public' && isAll(ports));
  return {
    message: `${change.address} names no outbound rule any more: the one that AWS makes lets everything out.`,
    line: null,
    severity: wasOpen ? 'info' : 'medium',
    confidence: 'medium',
  };
}

function fromPolicies(change: ParsedChange): readonly Hit[] {
  return newPolicyOpenings(change, 'egress').map(({ line, gone }) => ({
    message: gone
      ? `The limits that ${change.address} put on outbound traffic are gone.`
      : `${change.address} now lets its pods connect to every address.`,
    line,
    severity: gone ? 'medium' : 'low',
  }));
}
