// What one side of a firewall resource lets in from the internet: called by rules/public-ingress.ts.
import { childOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { isPublic } from './cidr.ts';
import { ALL_PORTS, parsePorts } from './ports.ts';
import type { Ports } from './ports.ts';
import type { RuleShape } from './rule-shapes.ts';

export type Opening = {
  /** `public`: the ranges say so. `maybe`: an expression that names a public range. `unknown`: computed, could be public. */
  readonly certainty: 'public' | 'maybe' | 'unknown';
  readonly ports: Ports;
  /** Lower case, `-1` for all; empty where the resource has none. */
  readonly protocol: string;
  /** The sources as written: equal text is the same opening. */
  readonly sources: string;
  readonly line: number;
};

/** A VPC's or subnet's own range is never the internet, whatever it will be. */
const OWN_RANGE =
  /^(data\.)?(aws_(default_)?(vpc|subnet)|azurerm_(virtual_network|subnet)|google_compute_subnetwork)\.[^,()]*\.(ipv6_)?(cidr_blocks?|address_prefix(es)?|address_space|ip_cidr_range)(\[\d+\])?$/;

export function openingsOf(tree: Node, shape: RuleShape): readonly Opening[] {
  return rulesIn(tree, shape)
    .filter((rule) => letsIn(rule, shape))
    .flatMap((rule) => openingsOfRule(rule, shape));
}

/** Nodes that are one rule: they have sources, or are a rule block whose content cannot be seen. */
function rulesIn(tree: Node, shape: RuleShape): readonly Node[] {
  if (tree.children.length === 0) return [];
  if (shape.within === null) return [tree];
  const blocks = walk(tree).filter(({ name }) => name === shape.within);
  return blocks.flatMap(walk).filter((node) => isRule(node, shape));
}

function isRule(node: Node, shape: RuleShape): boolean {
  const hidden = node.children.length === 0 && node.name === shape.within && textsOf(node).unknown.length > 0;
  return hidden || shape.sources.some((name) => childOf(node, name) !== undefined);
}

function letsIn(rule: Node, shape: RuleShape): boolean {
  return Object.entries(shape.conditions).every(([name, wanted]) => {
    const text = textOf(childOf(rule, name));
    return text === null || text.toLowerCase() === wanted.toLowerCase();
  });
}

function openingsOfRule(rule: Node, shape: RuleShape): readonly Opening[] {
  const given = shape.sources.map((name) => childOf(rule, name)).filter((node) => node !== undefined);
  const texts = given.length === 0 ? textsOf(rule.children.length === 0 ? rule : undefined) : merged(given);
  const certainty = certaintyOf(texts, given.length > 0 || !opensToAll(rule, shape));
  if (certainty === null) return [];
  const sources = JSON.stringify(texts);
  const line = given[0]?.line ?? rule.line;
  return portHolders(rule, shape).map((holder) => ({ certainty, sources, line, ...reach(holder, shape) }));
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

/** Some clouds let everyone in when no source is given at all. */
function opensToAll(rule: Node, shape: RuleShape): boolean {
  const otherwise = shape.openWithout.some((name) => childOf(rule, name) !== undefined);
  return shape.openWithout.length > 0 && !otherwise;
}

function portHolders(rule: Node, shape: RuleShape): readonly Node[] {
  if (shape.portsIn === null) return [rule];
  const blocks = walk(rule).filter(({ name }) => name === shape.portsIn);
  return blocks.flatMap(walk).filter((node) => childOf(node, shape.protocol) !== undefined);
}

function reach(holder: Node, shape: RuleShape): { readonly ports: Ports; readonly protocol: string } {
  const protocol = childOf(holder, shape.protocol);
  const named = (textOf(protocol) ?? (protocol === undefined ? '' : '-1')).toLowerCase();
  if (/^(-1|all|\*)$/.test(named)) return { ports: ALL_PORTS, protocol: '-1' };
  return { ports: portsOf(holder, shape), protocol: named };
}

function portsOf(holder: Node, { ports }: RuleShape): Ports {
  if ('from' in ports) {
    const from = textOf(childOf(holder, ports.from));
    const to = textOf(childOf(holder, ports.to));
    return from === null || to === null ? null : parsePorts([`${from}-${to}`]);
  }
  const { known, unknown } = merged(
    ports.map((name) => childOf(holder, name)).filter((node) => node !== undefined),
  );
  if (unknown.length > 0) return null;
  return known.length === 0 ? ALL_PORTS : parsePorts(known);
}
