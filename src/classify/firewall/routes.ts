// Routes of route tables, written one by one or as blocks of a table: read by internet-routes.ts and peer-routes.ts. Attributes
// from registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs and AWS::EC2::Route.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import type { Texts } from '../values.ts';

/** One route: where it leads to and by what stands in its children. */
export type Route = {
  readonly node: Node;
  readonly destination: Texts;
  /** What says whose route it is, where that stands beside it; empty for the routes of one table. */
  readonly table: string;
};

const TABLES = ['route_table_id', 'route_table_name', 'network'];

const DESTINATIONS = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'destination_prefix_list_id',
  'cidr_block',
  'ipv6_cidr_block',
  'address_prefix',
  'dest_range',
];

/** Resources that are one route, and those with blocks of routes. */
const TYPES: ReadonlyMap<string, 'one' | 'many'> = new Map([
  ['aws_route', 'one'],
  ['aws_route_table', 'many'],
  ['aws_default_route_table', 'many'],
  ['azurerm_route', 'one'],
  ['azurerm_route_table', 'many'],
  ['google_compute_route', 'one'],
]);

/** Of one side of a change; none for what holds no routes. */
export function routesOf(change: ParsedChange, side: 'before' | 'after'): readonly Route[] {
  const shape = TYPES.get(equivalentType(change) ?? '');
  return shape === undefined ? [] : nodesOf(change[side], shape).map(routeOf);
}

/** The same from the same table by the same way to the same place: what tells a new route from one that stood there. */
export function printOf({ destination, table }: Route, hop: Node): string {
  return JSON.stringify([table, hop.name, fingerprint(hop), destination]);
}

function nodesOf(state: ResourceState | null, shape: 'one' | 'many'): readonly Node[] {
  const tree = treeOf(state);
  if (shape === 'one') return [tree];
  return tree.children.filter(({ name }) => name === 'route').flatMap(({ children }) => children);
}

function routeOf(node: Node): Route {
  const named = DESTINATIONS.map((name) => childOf(node, name)).filter((one) => one !== undefined);
  const texts = named.map(textsOf);
  const destination = {
    known: texts.flatMap(({ known }) => known),
    unknown: texts.flatMap(({ unknown }) => unknown),
  };
  const table = TABLES.map((name) => childOf(node, name)).find((one) => one !== undefined);
  return { node, destination, table: table === undefined ? '' : fingerprint(table) };
}
