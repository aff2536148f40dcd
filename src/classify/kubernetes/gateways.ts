// Doors into a cluster that gateways newly open: called by rules/public-exposure.ts.
// https://gateway-api.sigs.k8s.io/reference/spec/#listener and https://istio.io/latest/docs/reference/config/networking/gateway/#Server
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { objectName } from './places.ts';

type Listener = {
  readonly name: string;
  readonly port: string;
  /** In capitals; empty where it is computed. */
  readonly protocol: string;
  /** `*` for every one. */
  readonly hosts: readonly string[];
  /** Routes of every namespace may use it. */
  readonly isShared: boolean;
  readonly line: number;
};

const GATEWAY = /^(?:gateway\.networking\.(?:x-)?k8s\.io|networking\.istio\.io)\/Gateway\//;

export function gatewayHits(change: ParsedChange): readonly Hit[] {
  if (!GATEWAY.test(change.address) || change.after === null) return [];
  const old = new Map(listenersIn(change.before).map((listener) => [listener.name, listener]));
  const isNew = change.before === null;
  return listenersIn(change.after).flatMap((listener) =>
    newDoors(listener, old.get(listener.name), isNew).map(({ what, severity }) => ({
      message: `${objectName(change)} ${what}.`,
      line: listener.line,
      severity,
    })),
  );
}

type Door = { readonly what: string; readonly severity: 'medium' | 'low' };

/** What stands before a new gateway is not said in it: it may be inside of the network. */
function newDoors(now: Listener, old: Listener | undefined, isNew: boolean): readonly Door[] {
  const severity = isNew ? 'low' : 'medium';
  const hosts = now.hosts.filter((host) => !(old?.hosts ?? []).some((had) => covers(had, host)));
  const said = hosts.includes('*') ? 'every host name' : hosts.join(', ');
  const opened: readonly Door[] =
    old === undefined
      ? [{ what: `opens port ${now.port} (${now.protocol || 'computed'}) for ${said}`, severity }]
      : [
          ...(hosts.length === 0
            ? []
            : [{ what: `now takes requests for ${said} too (${now.name})`, severity } as const]),
          ...(isSecret(old) && !isSecret(now) && now.protocol !== ''
            ? [
                {
                  what: `no longer asks for TLS (${now.name}: ${old.protocol} became ${now.protocol})`,
                  severity: 'medium',
                } as const,
              ]
            : []),
        ];
  const shared: readonly Door[] =
    now.isShared && old?.isShared !== true
      ? [{ what: `lets routes of every namespace in (${now.name})`, severity }]
      : [];
  return [...opened, ...shared];
}

function isSecret({ protocol }: Listener): boolean {
  return /^(?:HTTPS|TLS)$/.test(protocol);
}

/** `*.a.b` stands for all names below. */
function covers(pattern: string, host: string): boolean {
  return pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
}

function listenersIn(state: ParsedChange['after']): readonly Listener[] {
  const spec = childOf(treeOf(state), 'spec');
  const of = (name: string): readonly Node[] =>
    spec === undefined ? [] : (childOf(spec, name)?.children ?? []);
  return [...of('listeners').map(listenerOf), ...of('servers').map(serverOf)];
}

function listenerOf(node: Node): Listener {
  const port = textOf(childOf(node, 'port')) ?? '(computed)';
  const spaces = childOf(childOf(node, 'allowedRoutes') ?? node, 'namespaces');
  return {
    name: textOf(childOf(node, 'name')) ?? port,
    port,
    protocol: (textOf(childOf(node, 'protocol')) ?? '').toUpperCase(),
    hosts: hostsOf(childOf(node, 'hostname')),
    isShared: spaces !== undefined && textOf(childOf(spaces, 'from')) === 'All',
    line: node.line,
  };
}

/** Hosts of Istio may have a namespace before them (`prod/a.example.com`), which says whose routes may use it. */
function serverOf(node: Node): Listener {
  const port = childOf(node, 'port') ?? node;
  const number = textOf(childOf(port, 'number')) ?? '(computed)';
  const hosts = hostsOf(childOf(node, 'hosts'));
  return {
    name: textOf(childOf(port, 'name')) ?? number,
    port: number,
    protocol: (textOf(childOf(port, 'protocol')) ?? '').toUpperCase(),
    hosts: hosts.map((host) => host.slice(host.indexOf('/') + 1)),
    isShared: false,
    line: node.line,
  };
}

function hostsOf(node: Node | undefined): readonly string[] {
  const { known, unknown } = textsOf(node);
  const hosts = [...known.filter((host) => host !== ''), ...unknown.map(() => '(computed)')];
  return hosts.length === 0 ? ['*'] : hosts;
}
