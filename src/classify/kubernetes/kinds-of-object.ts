// What a Kubernetes object touches, by its group and kind: called by kinds.ts.
import { KINDS } from '../../model/words.ts';
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Kind } from '../../model/words.ts';
import { KUBERNETES_KINDS } from '../kinds-table.ts';
import { kindsOfConfigMap } from './config-maps.ts';

/**
 * Undefined for a kind in no table. A kind without its group proves nothing; of an object of a chart whose version a
 * template computes (group `*`) the kinds of every group that has such a kind are taken.
 */
export function kindsOfObject({ address, type, format }: ParsedChange): readonly Kind[] | undefined {
  const [group = '', kind = '', namespace = '', name = ''] = address.split('/');
  if (kind !== type) return undefined;
  const named =
    kind === 'ConfigMap' ? kindsOfConfigMap(namespace === '-' ? null : namespace, name) : undefined;
  if (named !== undefined) return named;
  if (format === 'helm' && kind.includes(EITHER))
    return unionOf(kind.split(EITHER).map((one) => lookUp(group, one, format)));
  return lookUp(group, kind, format);
}

/** How a template's kind reads that two branches of an `if` give. */
const EITHER = ' or ';

/**
 * The arguments in which Terraform resources hold any object of a cluster, a binding of rights or a config map.
 * https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest,
 * https://registry.terraform.io/providers/gavinbunney/kubectl/latest/docs/resources/kubectl_manifest
 */
const MANIFESTS: ReadonlyMap<string, string> = new Map([
  ['kubectl_manifest', 'yaml_body'],
  ['kubernetes_manifest', 'manifest'],
]);

export function holdsObject({ type }: ParsedChange): boolean {
  return MANIFESTS.has(type ?? '');
}

/** What such a resource touches. Undefined where the object is not literal or of a kind in no table. */
export function kindsOfManifest({ type, before, after }: ParsedChange): readonly Kind[] | undefined {
  const argument = MANIFESTS.get(type ?? '') ?? '';
  const states = [before, after].filter((state) => state !== null);
  return unionOf(
    states.map((state) => {
      const group = groupOf(textAt(state, `${argument}.apiVersion`));
      return lookUp(group, textAt(state, `${argument}.kind`), 'kubernetes');
    }),
  );
}

/** The same of Terraform's own types of ConfigMaps; undefined for one of an application. */
export function kindsOfConfigMapResource({ before, after }: ParsedChange): readonly Kind[] | undefined {
  const states = [before, after].filter((state) => state !== null);
  return states
    .map((state) => {
      const namespace = textAt(state, 'metadata[0].namespace');
      return kindsOfConfigMap(namespace === '' ? null : namespace, textAt(state, 'metadata[0].name'));
    })
    .find((kinds) => kinds !== undefined);
}

/** `apps` of `apps/v1`; a version alone is the core group. */
function groupOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length === 2 ? (parts[0] ?? '') : 'core';
}

function textAt(state: ResourceState, path: string): string {
  const value = state[path]?.value;
  return typeof value === 'string' ? value : '';
}

function lookUp(group: string, kind: string, format: string): readonly Kind[] | undefined {
  if (group === '*') return format === 'helm' ? kindsOfAnyGroup(kind) : undefined;
  return KUBERNETES_KINDS.get(`${group}/${kind}`) ?? KUBERNETES_KINDS.get(`${group}/*`);
}

function kindsOfAnyGroup(kind: string): readonly Kind[] | undefined {
  return unionOf(
    [...KUBERNETES_KINDS].filter(([name]) => name.endsWith(`/${kind}`)).map(([, kinds]) => kinds),
  );
}

/** Undefined where one of them is unknown, or where there is none. */
function unionOf(found: readonly (readonly Kind[] | undefined)[]): readonly Kind[] | undefined {
  const all = found.filter((kinds) => kinds !== undefined).flat();
  if (found.includes(undefined)) return undefined;
  const telling = KINDS.filter((one) => one !== 'other' && all.includes(one));
  if (telling.length > 0) return telling;
  return all.length > 0 ? ['other'] : undefined;
}
