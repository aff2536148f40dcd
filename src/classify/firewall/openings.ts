// What a firewall resource lets through between inside and the internet, in the direction of the shape: called by
// rules/public-ingress.ts and rules/egress-opened.ts.
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { isPublic } from './cidr.ts';
import { ALL_PORTS, parsePorts } from './ports.ts';
import type { Ports } from './ports.ts';
import type { RuleShape } from './rule-shape.ts';

export type Opening = {
  /** `public`: the ranges say so. `maybe`: an expression that names a public range. `unknown`: computed, could be public. */
  readonly certainty: 'public' | 'maybe' | 'unknown';
  readonly ports: Ports;
  /** Lower case, `-1` for all; empty where the resource has none. */
  readonly protocol: string;
  /** The other side as written: equal text is the same opening. */
  readonly peers: string;
  readonly line: number;
};

/** A VPC's or subnet's own range is never the internet, whatever it will be. */
const OWN_RANGE =
  /^(data\.)?(aws_(default_)?(vpc|subnet)|azurerm_(virtual_network|subnet)|google_compute_subnetwork)\.[^,()]*\.(ipv6_)?(cidr_blocks?|address_prefix(es)?|address_space|ip_cidr_range)(\[\d+\])?$/;

export function openingsOf(tree: Node, shape: RuleShape): readonly Opening[] {
  return rulesIn(tree, shape)
    .filter((rule) => letsThrough([rule, tree], shape))
    .flatMap((rule) => openingsOfRule(rule, shape));
}

/** Nodes that are one rule: they name the other side, or are a rule block whose content cannot be seen. */
function rulesIn(tree: Node, shape: RuleShape): readonly Node[] {
  if (tree.children.length === 0) return [];
  if (shape.within.length === 0) return [tree];
  return blocksOf(tree, shape.within)
    .flatMap(walk)
    .filter((node) => isRule(node, shape));
}

function blocksOf(tree: Node, names: readonly string[]): readonly Node[] {
  const folded = names.map(foldName);
  return walk(tree).filter(({ name }) => folded.includes(foldName(name)));
}

function isRule(node: Node, shape: RuleShape): boolean {
  const named = shape.within.some((name) => foldName(name) === foldName(node.name));
  const listed = /^\d+$/.test(node.name);
  const hidden = node.children.length === 0 && (named || listed) && textsOf(node).unknown.length > 0;
  return hidden || shape.peers.some((name) => childOf(node, name) !== undefined);
}

/** Looks into the rule, then at the resource around it. */
function letsThrough(places: readonly Node[], { when, given = {} }: RuleShape): boolean {
  return (
    Object.entries(when).every(([name, values]) => isOneOf(attributeOf(places, name), values)) &&
    Object.entries(given).every(([name, values]) => {
      const attribute = attributeOf(places, name);
      return attribute !== undefined && isOneOf(attribute, values);
    })
  );
}

function attributeOf(places: readonly Node[], name: string): Node | undefined {
  return places.map((place) => childOf(place, name)).find((node) => node !== undefined);
}

/** Absent and computed count as one of them. */
function isOneOf(attribute: Node | undefined, values: readonly string[]): boolean {
  const text = textOf(attribute);
  return text === null || values.some((value) => value.toLowerCase() === text.toLowerCase());
}

function openingsOfRule(rule: Node, shape: RuleShape): readonly Opening[] {
  const given = shape.peers.map((name) => childOf(rule, name)).filter((node) => node !== undefined);
  const texts = given.length === 0 ? textsOf(rule.children.length === 0 ? rule : undefined) : merged(given);
  const certainty = certaintyOf(texts, given.length > 0 || !opensToAll(rule, shape));
  if (certainty === null) return [];
  const peers = JSON.stringify(texts);
  const line = given[0]?.line ?? rule.line;
  return portHolders(rule, shape).map((holder) => ({ certainty, peers, line, ...reach(holder, shape) }));
}

function merged(nodes: readonly Node[]): ReturnType<typeof textsOf> {
  const texts = nodes.map(textsOf);
  return { known: texts.flatMap(({ known }) => known), unknown: texts.flatMap(({ unknown }) => unknown) };
}

function certaintyOf(
  { known, unknown }: ReturnType<typeof textsOf>,
  limited: boolean,
): Opening['certainty'] | null {
  if (!limited && unknown.length === 0) return 'public';
  if (isPublic(known)) return 'public';
  if (unknown.some((source) => isPublic([...source.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text))))
    return 'maybe';
  const strange =
    unknown.some((source) => !OWN_RANGE.test(source)) || known.some((text) => text.startsWith('pl-'));
  return strange ? 'unknown' : null;
}

/** Some clouds mean everyone when no other side is given at all. */
function opensToAll(rule: Node, shape: RuleShape): boolean {
  const otherwise = shape.openWithout.some((name) => childOf(rule, name) !== undefined);
  return shape.openWithout.length > 0 && !otherwise;
}

function portHolders(rule: Node, shape: RuleShape): readonly Node[] {
  if (shape.portsIn === null) return [rule];
  return blocksOf(rule, [shape.portsIn])
    .flatMap(walk)
    .filter((node) => protocolOf(node, shape) !== undefined);
}

function protocolOf(holder: Node, shape: RuleShape): Node | undefined {
  return shape.protocols.map((name) => childOf(holder, name)).find((node) => node !== undefined);
}

function reach(holder: Node, shape: RuleShape): { readonly ports: Ports; readonly protocol: string } {
  const protocol = protocolOf(holder, shape);
  const named = (textOf(protocol) ?? (protocol === undefined ? '' : '-1')).toLowerCase();
  if (/^(-1|all|\*)$/.test(named)) return { ports: ALL_PORTS, protocol: '-1' };
  return { ports: portsOf(holder, shape), protocol: named };
}

function portsOf(holder: Node, { ports }: RuleShape): Ports {
  if ('fixed' in ports) return ports.fixed;
  if ('from' in ports) {
    const place = (ports.in === undefined ? undefined : childOf(holder, ports.in)) ?? holder;
    const from = textOf(childOf(place, ports.from) ?? childOf(place, 'from'));
    const to = textOf(childOf(place, ports.to) ?? childOf(place, 'to'));
    return from === null || to === null ? null : parsePorts([`${from}-${to}`]);
  }
  const { known, unknown } = merged(
    ports.map((name) => childOf(holder, name)).filter((node) => node !== undefined),
  );
  if (unknown.length > 0) return null;
  return known.length === 0 ? ALL_PORTS : parsePorts(known);
}
