// DNS records of every provider in one form: read by rules/dns-takeover-risk.ts. Attributes from the documentation of the
// providers (registry.terraform.io) and of AWS::Route53::RecordSet and RecordSetGroup.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type DnsRecord = {
  /** As written; empty where computed. */
  readonly name: string;
  /** `CNAME`, `NS` …; empty where computed. */
  readonly type: string;
  /** Hosts and addresses it points to, lower case, without a dot at the end. */
  readonly targets: readonly string[];
  /** Source text of computed targets. */
  readonly computed: readonly string[];
  /** 1-based, of the targets. */
  readonly line: number;
};

/** Record types by resource type; null: an attribute says it. */
const RECORDS: ReadonlyMap<string, string | null> = new Map([
  ['aws_route53_record', null],
  ['AWS::Route53::RecordSetGroup', null],
  ['google_dns_record_set', null],
  ['cloudflare_record', null],
  ['cloudflare_dns_record', null],
  ['azurerm_dns_a_record', 'A'],
  ['azurerm_dns_cname_record', 'CNAME'],
  ['azurerm_dns_ns_record', 'NS'],
]);

export const ZONES: ReadonlySet<string> = new Set([
  'aws_route53_zone',
  'google_dns_managed_zone',
  'azurerm_dns_zone',
  'cloudflare_zone',
]);

const TARGETS = [
  'records',
  'resource_records',
  'record',
  'rrdatas',
  'value',
  'content',
  'target_resource_id',
  'alias_target.dns_name',
  'alias.name',
];

export function recordsOf(change: ParsedChange, side: 'before' | 'after'): readonly DnsRecord[] {
  const type = equivalentType(change) ?? '';
  if (!RECORDS.has(type)) return [];
  return nodesOf(change[side], type).flatMap((node) => recordOf(node, RECORDS.get(type) ?? null));
}

function nodesOf(state: ResourceState | null, type: string): readonly Node[] {
  const tree = treeOf(state);
  if (type !== 'AWS::Route53::RecordSetGroup') return [tree];
  return childOf(tree, 'RecordSets')?.children ?? [];
}

function recordOf(node: Node, fixed: string | null): readonly DnsRecord[] {
  const named = TARGETS.flatMap((path) => targetsAt(node, path.split('.')));
  const texts = named.map(textsOf);
  const [first] = named;
  if (first === undefined) return [];
  return [
    {
      name: textOf(childOf(node, 'name')) ?? '',
      type: (fixed ?? textOf(childOf(node, 'type')) ?? '').toUpperCase(),
      targets: texts.flatMap(({ known }) => known).map(hostOf),
      computed: texts.flatMap(({ unknown }) => unknown),
      line: first.line,
    },
  ];
}

function targetsAt(node: Node, [step = '', ...rest]: readonly string[]): readonly Node[] {
  const found = childOf(node, step);
  if (found === undefined) return [];
  if (rest.length === 0) return [found];
  return walk(found).flatMap((below) => childOf(below, rest.join('.')) ?? []);
}

function hostOf(text: string): string {
  const host = text.trim().toLowerCase();
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
