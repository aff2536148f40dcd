// Finding rule: data, events or logs newly go to another place. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { SENSITIVE } from '../../model/words.ts';
import type { Severity } from '../../model/words.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { shortenSource } from '../iam/shorten-source.ts';
import { DESTINATIONS } from '../settings/destinations.ts';
import type { Destination } from '../settings/destinations.ts';
import { placesOf } from '../settings/grade.ts';
import { treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textsOf } from '../values.ts';

export const dataSentElsewhere: ChangeRule = {
  on: 'change',
  id: 'data-sent-elsewhere',
  title: 'Data goes to another place',
  severity: 'medium',
  confidence: 'high',
  why: 'A replication, a subscription, a sink or a mirror copies what it is given for as long as it stands, to whoever owns the other end, and no policy of the source tells that it leaves. Records that go to another bucket are read by other people, and can be deleted by them.',
  remedy: 'Let the owners of the data confirm who owns the other end, or send it where it went before.',
  check: (change) => {
    if (change.after === null || isData(change)) return [];
    const type = equivalentType(change) ?? '';
    return (BY_TYPE.get(type) ?? []).flatMap(({ row }) => hitsOf(change, row));
  },
};

const BY_TYPE = Map.groupBy(
  DESTINATIONS.flatMap((row) => row.types.split(' ').map((type) => ({ type, row }))),
  ({ type }) => type,
);

function hitsOf(change: ParsedChange, row: Destination): readonly Hit[] {
  const old = endsIn(treeOf(change.before), row);
  const had = new Set(old.map(({ name }) => name));
  const isFirst = had.size === 0;
  // What a resource is made for is its ordinary use; what one that stood before is used for from now on is not.
  const severity = change.before === null ? (row.created ?? null) : 'medium';
  if (severity === null) return [];
  const ends = endsIn(treeOf(change.after), row).filter(
    (end) =>
      !had.has(end.name) &&
      !INSIDE.test(end.name) &&
      // Where a first one is named by reference, the other end stands in the same configuration.
      !(isFirst && !end.known) &&
      !isSaidAnew(end, old),
  );
  const [known, unknown] = [true, false].map((is) => chunksOf(ends.filter((end) => end.known === is)));
  return [
    ...(known ?? []).map((some) => ({ ...hitOf(change, row, some), severity })),
    ...(unknown ?? []).map((some) => ({ ...hitOf(change, row, some), ...doubtful(severity) })),
  ];
}

/** Several ends are one sentence. */
function hitOf({ address }: ParsedChange, { what }: Destination, ends: readonly End[]): Hit {
  const verb = ends[0]?.known === true ? 'now sends' : 'may now send';
  const names = [...new Set(ends.map(shown))];
  return { message: `${address} ${verb} ${what} to ${names.join(', ')}.`, line: ends[0]?.line ?? null };
}

/** Each end is named: more than fit into one sentence are told in another one. */
function chunksOf(ends: readonly End[]): readonly (readonly End[])[] {
  return [...Map.groupBy(ends.entries(), ([index]) => Math.floor(index / NAMED_AT_ONCE)).values()].map(
    (chunk) => chunk.map(([, end]) => end),
  );
}

const NAMED_AT_ONCE = 10;

/** What was computed and is computed in other words is most often the same place; another resource is another place. */
function isSaidAnew({ name, known }: End, old: readonly End[]): boolean {
  return !known && old.some((one) => !one.known && !(RESOURCE.test(one.name) && RESOURCE.test(name)));
}

const RESOURCE = /^(?:data\.)?[a-z0-9]+_\w+\.[\w-]+(?:\[[^\]]*\])?\.\w+$/;

function doubtful(severity: Severity): Pick<Hit, 'severity' | 'confidence'> {
  return { severity: severity === 'info' ? 'info' : 'low', confidence: 'medium' };
}

/** Servers of a private network, and the resolver of the cloud itself. */
const INSIDE =
  /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^(?:AmazonProvidedDNS|fd[\da-f]{2}:.*)$/i;

/** Of an address on the web the host alone: what follows may be a secret. */
function shown({ name, known }: End): string {
  if (!known) return shortenSource(name);
  const host = /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^@/?#]{0,200}@)?([^/?#]{1,200})/i.exec(name)?.[1];
  return name === SENSITIVE ? 'another place' : (host ?? name);
}

type End = { readonly name: string; readonly known: boolean; readonly line: number };

function endsIn(tree: Node, { path }: Destination): readonly End[] {
  return placesOf(tree, path).flatMap((node) => {
    const { known, unknown } = textsOf(node);
    return [
      ...known.map((name) => ({ name, known: true, line: node.line })),
      ...unknown.map((name) => ({ name, known: false, line: node.line })),
    ];
  });
}
