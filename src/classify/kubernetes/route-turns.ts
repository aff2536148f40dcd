// Routes that newly send requests to another namespace, another host, or to somebody who listens in: called by rules/k8s-points-elsewhere.ts.
// https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter and https://istio.io/latest/docs/reference/config/networking/virtual-service/
import type { ParsedChange } from '../../model/change.ts';
import { childOf, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import type { Turn } from './traffic-turns.ts';

const ROUTES =
  /^(?:gateway\.networking\.(?:x-)?k8s\.io\/(?:HTTP|GRPC|TCP|TLS|UDP)Route|networking\.istio\.io\/(?:VirtualService|ServiceEntry)|extensions\.istio\.io\/WasmPlugin)\//;

/** What the base had is not told again. */
export function routeTurns({ before, after, address }: ParsedChange): readonly Turn[] {
  if (!ROUTES.test(address) || after === null) return [];
  const old = new Set(turnsIn(treeOf(before), address).map(({ what }) => what));
  return turnsIn(treeOf(after), address).filter(({ what }) => !old.has(what));
}

function turnsIn(tree: Node, address: string): readonly Turn[] {
  if (address.startsWith('extensions.istio.io/')) return filtersIn(tree);
  if (address.includes('/ServiceEntry/')) return entriesIn(tree);
  return walk(tree).flatMap((node): readonly Turn[] => {
    const at = (what: string): readonly Turn[] => [{ what, line: node.line, severity: 'medium' }];
    switch (foldName(node.name)) {
      case 'requestmirror': {
        // The filter around has this name too.
        const backend = childOf(node, 'backendRef');
        return backend === undefined ? [] : at(`sends a copy of its requests to ${backendOf(backend)}`);
      }
      case 'mirror':
        return at(`sends a copy of its requests to ${textOf(childOf(node, 'host')) ?? '(computed)'}`);
      case 'mirrors':
        return node.children.flatMap((one) =>
          at(
            `sends a copy of its requests to ${textOf(childOf(childOf(one, 'destination') ?? one, 'host')) ?? '(computed)'}`,
          ),
        );
      case 'backendrefs':
        return node.children
          .filter((one) => childOf(one, 'namespace') !== undefined)
          .flatMap((one) => at(`sends requests to ${backendOf(one)}, of another namespace`));
      case 'requestredirect':
      case 'redirect': {
        const host = textOf(childOf(node, 'hostname')) ?? textOf(childOf(node, 'authority'));
        return host === null ? [] : at(`sends its callers to ${host}`);
      }
      default:
        return [];
    }
  });
}

function backendOf(node: Node): string {
  const [kind, namespace, name] = ['kind', 'namespace', 'name'].map((key) => textOf(childOf(node, key)));
  return `${kind ?? 'Service'} ${namespace === null || namespace === undefined ? '' : `${namespace}/`}${name ?? '(computed)'}`;
}

/** A program that sees every request of the pods that it is put before. */
function filtersIn(tree: Node): readonly Turn[] {
  const url = childOf(childOf(tree, 'spec') ?? tree, 'url');
  const place = textOf(url);
  if (url === undefined || place === null) return [];
  return [
    {
      what: `puts the program ${place} before its pods, which sees every request`,
      line: url.line,
      severity: 'medium',
    },
  ];
}

/** A name that callers know, with an address that somebody chose. */
function entriesIn(tree: Node): readonly Turn[] {
  const spec = childOf(tree, 'spec');
  const endpoints = spec === undefined ? undefined : childOf(spec, 'endpoints');
  if (spec === undefined || endpoints === undefined) return [];
  const hosts = textsOf(childOf(spec, 'hosts')).known.join(', ');
  return endpoints.children.flatMap((one): readonly Turn[] => {
    const address = textOf(childOf(one, 'address'));
    return address === null
      ? []
      : [{ what: `sends callers of ${hosts} to ${address}`, line: one.line, severity: 'medium' }];
  });
}
