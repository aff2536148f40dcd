// Finding rule: a firewall now lets the whole internet in. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { addressSetHits } from '../firewall/address-sets.ts';
import { spanOf } from '../firewall/address-spans.ts';
import { lostDenials } from '../firewall/denials.ts';
import { INGRESS_SHAPES } from '../firewall/ingress-shapes.ts';
import { openInputs } from '../firewall/module-inputs.ts';
import type { OpenInput } from '../firewall/module-inputs.ts';
import { newOpenings } from '../firewall/new-openings.ts';
import type { Opening } from '../firewall/openings.ts';
import { describePorts, isAll, sensitivePort } from '../firewall/ports.ts';
import { idleRules } from '../firewall/web-rules.ts';
import { INTERNET_FACING } from '../settings/internet-facing.ts';
import { weakenings } from '../settings/weakenings.ts';

export const publicIngress: ChangeRule = {
  on: 'change',
  id: 'public-ingress',
  title: 'Open to the whole internet',
  severity: 'high',
  confidence: 'high',
  why: 'Whoever can reach a port can try passwords and exploits on it, and scanners find an open one within minutes. Remote control and databases have no business on the internet; a range that is computed could be anything.',
  remedy:
    'Name the ranges or the security group that need access, or put a load balancer or a private connection in front.',
  check: (change, { diff }) => [
    ...newOpenings(change, INGRESS_SHAPES).flatMap((opening) => hitsOf(change, opening)),
    ...openInputs(change).map((input) => hitOfInput(change, input)),
    ...hitsOfSpan(change),
    ...weakenings(change, INTERNET_FACING),
    ...lostDenials(change, 'in', diff),
    ...addressSetHits(change),
    ...idleRules(change),
  ],
};

function hitsOf({ address }: ParsedChange, opening: Opening & { readonly second: boolean }): readonly Hit[] {
  const what = isIcmp(opening) ? ICMP : describePorts(opening.ports);
  const { line } = opening;
  // Security groups still stand behind a network ACL, and its rules are wide as a rule.
  if (opening.second) {
    if (opening.certainty !== 'public') return [];
    const message = `The network ACL ${address} now lets the whole internet pass to ${named(opening)}; security groups behind it still decide.`;
    return [{ message, line, severity: 'low' }];
  }
  switch (opening.certainty) {
    case 'public':
      return [
        {
          ...weight(opening),
          message: `The whole internet can now reach ${named(opening)} through ${address}.`,
          line,
        },
      ];
    case 'maybe': {
      const message = `An expression here can open ${what} of ${address} to the whole internet.`;
      return [{ severity: weight(opening).severity, confidence: 'medium', message, line }];
    }
    case 'unknown': {
      const message = `Who may come in through ${address} is computed, so this may be open to the internet.`;
      return [{ severity: 'low', confidence: 'low', message, line }];
    }
  }
}

function hitOfInput({ address }: ParsedChange, { name, line, second }: OpenInput): Hit {
  const message = `\`${name}\` of ${address} is the whole internet.`;
  return { message, line, severity: second ? 'low' : 'medium', confidence: 'medium' };
}

function hitsOfSpan(change: ParsedChange): readonly Hit[] {
  const span = spanOf(change, change.after);
  if (span === null || span === spanOf(change, change.before)) return [];
  return span === 'everyone'
    ? [{ message: `The whole internet can now connect through ${change.address}.`, line: null }]
    : [
        {
          message: `Every machine in Azure, of other customers too, can now connect through ${change.address}.`,
          line: null,
          severity: 'medium',
        },
      ];
}

/** Without ports: its types and codes stand where others have them. */
function isIcmp({ protocol }: Opening): boolean {
  return /^(icmp|icmpv6|ipv6-icmp|1|58)$/.test(protocol);
}

const ICMP = 'what answers to ICMP (ping)';

function weight(opening: Opening): {
  readonly severity: Severity;
  readonly confidence: 'high' | 'medium';
} {
  const { ports } = opening;
  if (isIcmp(opening)) return { severity: 'info', confidence: 'high' };
  if (ports === null) return { severity: 'high', confidence: 'medium' };
  const grave = isAll(ports) || sensitivePort(ports) !== null;
  return { severity: grave ? 'high' : 'medium', confidence: 'high' };
}

/** `port 22 (ssh)`, `port 0-1023, 22 (ssh) among them`. */
function named(opening: Opening): string {
  const { ports } = opening;
  if (isIcmp(opening)) return ICMP;
  const sensitive = ports === null || isAll(ports) ? null : sensitivePort(ports);
  if (sensitive === null) return describePorts(ports);
  const alone = ports?.length === 1 && ports[0]?.[0] === ports[0]?.[1];
  return alone ? `port ${sensitive}` : `${describePorts(ports)}, ${sensitive} among them`;
}
