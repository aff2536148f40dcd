// What values ask of a chart by the names that charts use: services on the internet, network policies, the metadata service. Called by rules/{public-exposure,k8s-admission-weakened,metadata-service-weakened}.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { foldName, childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { flagOf } from './flags.ts';
import { locate, objectName } from './places.ts';
import type { Located } from './places.ts';
import { SERVICE_REMEDY, reachOf } from './public-services.ts';
import { withSetValues } from './set-values.ts';

/** Objects that carry values of a chart in them. */
const CARRIERS = /^(?:argoproj\.io\/Application(?:Set)?|helm\.toolkit\.fluxcd\.io\/HelmRelease)\//;
const CARRIER_TYPES: readonly (string | null)[] = [
  'HelmValues',
  'Kustomization',
  'Component',
  'helm_release',
];

/** `service.type: LoadBalancer`: the chart decides, and nearly every chart takes it so. */
export function publicValueHits(written: ParsedChange): readonly Hit[] {
  const change = withSetValues(written);
  if (change.after === null || !carriesValues(change)) return [];
  const old = new Map(servicesIn(change.before).map(({ path, node }) => [path, reachOf(node)?.who]));
  return servicesIn(change.after).flatMap(({ path, node }): readonly Hit[] => {
    const now = reachOf(node);
    if (now === null || old.get(path) === now.who) return [];
    const message = `${objectName(change)} asks its chart for a service that can be reached by ${now.who}.`;
    const { line, severity } = now;
    return [{ message, line, severity, confidence: 'medium', remedy: SERVICE_REMEDY }];
  });
}

/** `networkPolicy.enabled` from on to off. */
export function lostNetworkPolicies(written: ParsedChange): readonly Hit[] {
  const change = withSetValues(written);
  if (change.after === null || !carriesValues(change)) return [];
  const now = new Map(policySwitches(change.after).map(({ path, node }) => [path, node]));
  return policySwitches(change.before).flatMap(({ path, node }): readonly Hit[] => {
    if (flagOf(node) !== 'on') return [];
    const after = now.get(path);
    if (after === undefined || flagOf(after) !== 'off') return [];
    const message = `${objectName(change)} no longer asks its chart for a network policy (${path}).`;
    return [{ message, line: after.line, severity: 'medium', confidence: 'medium' }];
  });
}

/**
 * The chart of JupyterHub keeps the pods of its users from the metadata service of their machine, unless it is told not to:
 * https://z2jh.jupyter.org/en/stable/resources/reference.html#singleuser-cloudmetadata-blockwithiptables
 */
export function openedMetadata(written: ParsedChange): readonly Hit[] {
  const change = withSetValues(written);
  if (change.after === null || !carriesValues(change)) return [];
  const old = new Set(openMetadata(change.before).map(({ path }) => path));
  return openMetadata(change.after)
    .filter(({ path }) => !old.has(path))
    .map(({ path, node }) => ({
      message: `${objectName(change)} no longer keeps the pods of users from the credentials of their machine (${path}).`,
      line: node.line,
      ...(flagOf(node) === 'off' ? {} : { severity: 'low', confidence: 'low' }),
      remedy: 'Leave it on, or block the address of the metadata service in a network policy.',
    }));
}

function openMetadata(state: ParsedChange['before']): readonly Placed[] {
  return locate(treeOf(state))
    .filter(({ node }) => foldName(node.name) === 'blockwithiptables' && /off|unknown/.test(flagOf(node)))
    .map(placed);
}

function carriesValues({ type, address }: ParsedChange): boolean {
  return CARRIER_TYPES.includes(type) || CARRIERS.test(address);
}

type Placed = { readonly path: string; readonly node: Node };

function servicesIn(state: ParsedChange['before']): readonly Placed[] {
  return locate(treeOf(state))
    .filter(({ node }) => foldName(node.name).endsWith('service') && childOf(node, 'type') !== undefined)
    .map(placed);
}

function policySwitches(state: ParsedChange['before']): readonly Placed[] {
  return locate(treeOf(state))
    .filter(({ node, above }) => {
      const around = foldName(above.at(-1)?.name ?? '');
      return foldName(node.name) === 'enabled' && /networkpolic(?:y|ies)$/.test(around);
    })
    .map(placed);
}

function placed({ node, above }: Located): Placed {
  const names = [...above, node].map(({ name }) => name).filter((name) => name !== '');
  return { path: names.join('.'), node };
}
