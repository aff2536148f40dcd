// Finding rule: somebody else may come to answer under a name of ours. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { freedNames, isClaimable } from '../dns/claimable-hosts.ts';
import { recordsOf, ZONES } from '../dns/records.ts';
import type { DnsRecord } from '../dns/records.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { isData } from '../terraform-blocks.ts';

export const dnsTakeoverRisk: ChangeRule = {
  on: 'change',
  id: 'dns-takeover-risk',
  title: 'Name that others may take over',
  severity: 'medium',
  confidence: 'high',
  why: 'Who answers under a name of yours can collect passwords and cookies and get certificates for it. That happens when a record points to a host whose name anybody may claim once it is free (a bucket, a site, an app), or when a delegation names servers that are no longer yours. Only what stands in the pull request is seen: a record that stays elsewhere while its target is deleted here cannot be told from here.',
  remedy:
    'Delete the record before its target and the delegation before the zone; point records to resources by reference, not by a name.',
  check: (change, { diff }) => {
    if (isData(change)) return [];
    if (change.action === 'delete') return zoneDeleted(change);
    const old = recordsOf(change, 'before');
    return recordsOf(change, 'after').flatMap((record) => hitsOf(record, { change, old, diff }));
  },
};

function zoneDeleted(change: ParsedChange): readonly Hit[] {
  if (!ZONES.has(equivalentType(change) ?? '')) return [];
  const message = `The zone ${change.address} is deleted: while its parent still delegates to it, whoever gets the same name servers answers for it.`;
  return [{ message, line: null, severity: 'high' }];
}

type Told = { readonly change: ParsedChange; readonly old: readonly DnsRecord[]; readonly diff: Diff };

function hitsOf(record: DnsRecord, { change, old, diff }: Told): readonly Hit[] {
  const before = old.filter(({ name, type }) => name === record.name && type === record.type);
  const known = new Set(before.flatMap(({ targets, computed }) => [...targets, ...computed]));
  const { line } = record;
  if (record.type === 'NS') return delegation(record, { known, before, line, address: change.address });
  const freed = freedNames(diff);
  const lost = record.targets.find((host) =>
    freed.some((name) => isClaimable(host) && host.startsWith(`${name}.`)),
  );
  if (lost !== undefined) {
    const message = `${change.address} points to ${lost}, whose resource is deleted here: anybody may claim that name.`;
    return [{ message, line, severity: 'high' }];
  }
  return record.targets
    .filter((host) => !known.has(host) && isClaimable(host))
    .map((host) => ({
      message: `${change.address} now points to ${host}, a name that anybody may claim once it is free.`,
      line,
      severity: 'low',
      confidence: 'medium',
    }));
}

function delegation(
  { targets, computed }: DnsRecord,
  given: {
    readonly known: ReadonlySet<string>;
    readonly before: readonly DnsRecord[];
    readonly line: number;
    readonly address: string;
  },
): readonly Hit[] {
  const { known, before, line, address } = given;
  const fresh = [...targets, ...computed].filter((target) => !known.has(target));
  if (fresh.length === 0) return [];
  if (before.length > 0) {
    const message = `${address} hands its zone to other name servers than before.`;
    return [{ message, line, severity: 'high' }];
  }
  // A reference to a zone of the same configuration is a zone of one's own.
  const own = targets.length === 0 && computed.every((source) => /\bname_?servers\b/i.test(source));
  const message = `${address} is a new delegation: its name servers answer for everything below it.`;
  return [{ message, line, severity: own ? 'low' : 'medium' }];
}
