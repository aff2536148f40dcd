// Finding rule: a firewall now lets the whole internet in. Listed in registry.ts.
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { openingsOf } from '../ingress/openings.ts';
import type { Opening } from '../ingress/openings.ts';
import { covers, describePorts, isAll, sensitivePort } from '../ingress/ports.ts';
import { RULE_SHAPES } from '../ingress/rule-shapes.ts';
import { treeOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';

export const publicIngress: ChangeRule = {
  on: 'change',
  id: 'public-ingress',
  title: 'Open to the whole internet',
  severity: 'high',
  confidence: 'high',
  why: 'Whoever can reach a port can try passwords and exploits on it, and scanners find an open one within minutes. Remote control and databases have no business on the internet; a range that is computed could be anything.',
  remedy:
    'Name the ranges or the security group that need access, or put a load balancer or a private connection in front.',
  check: (change) => {
    const shape = RULE_SHAPES.get(change.type ?? '');
    if (shape === undefined || isData(change)) return [];
    const before = openingsOf(treeOf(change.before), shape);
    const after = openingsOf(treeOf(change.after), shape);
    return after.filter((opening) => !before.some((old) => includes(old, opening))).map(hitOf);
  },
};

/** Whether the base already let in what the head lets in. */
function includes(old: Opening, opening: Opening): boolean {
  const same = old.sources === opening.sources && old.certainty === opening.certainty;
  const wider = old.certainty === 'public' || same;
  const protocol = old.protocol === '-1' || old.protocol === opening.protocol;
  const unchanged = same && JSON.stringify(old.ports) === JSON.stringify(opening.ports);
  return wider && protocol && (unchanged || covers(old.ports, opening.ports));
}

function hitOf(opening: Opening): Hit {
  const what = describePorts(opening.ports);
  switch (opening.certainty) {
    case 'public':
      return {
        ...weight(opening),
        message: `The whole internet can now reach ${named(opening)}.`,
        line: opening.line,
      };
    case 'maybe':
      return {
        severity: weight(opening).severity,
        confidence: 'medium',
        message: `An expression here can open ${what} to the whole internet.`,
        line: opening.line,
      };
    case 'unknown':
      return {
        severity: 'medium',
        confidence: 'low',
        message: `Who can reach ${what} is computed, so this may be open to the internet.`,
        line: opening.line,
      };
  }
}

function weight({ ports, protocol }: Opening): {
  readonly severity: Severity;
  readonly confidence: 'high' | 'medium';
} {
  if (/^(icmp|icmpv6|1|58)$/.test(protocol)) return { severity: 'low', confidence: 'high' };
  if (ports === null) return { severity: 'high', confidence: 'medium' };
  const grave = isAll(ports) || sensitivePort(ports) !== null;
  return { severity: grave ? 'high' : 'medium', confidence: 'high' };
}

function named({ ports }: Opening): string {
  const sensitive = ports === null || isAll(ports) ? null : sensitivePort(ports);
  return sensitive === null ? describePorts(ports) : `${describePorts(ports)}, with ${sensitive}`;
}
