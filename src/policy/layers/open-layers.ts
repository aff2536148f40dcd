// Floor, repository and everything that they extend, opened in the order of their rank. Called by `compilePolicy`, and before it by gathering, which reads what is missing.
import { LIMITS } from '../../config/limits.ts';
import { layerName, parseLayerName } from '../../model/layer-place.ts';
import type { PolicyFile, PolicyLayers } from '../../model/policy-source.ts';
import type { PolicyFailure } from '../compiled.ts';
import { extendedKeyProblems } from './extended-keys.ts';
import { isMain, rankOf } from './layer.ts';
import type { MainLayer } from './layer.ts';
import { locate, pathText } from '../locate.ts';
import { invalid, openLayer } from './open-layer.ts';
import type { Opened, ReadLayer } from './open-layer.ts';
import type { ProblemCode } from '../problem-codes.ts';

/**
 * Total. What floor and repository both extend counts under each: a rule asks more of one rank here and of the other there, as
 * the floor's knows no owners that only the repository names.
 */
export function openLayers({ floor, repository, extended = {} }: PolicyLayers): readonly Opened[] {
  const under = (layer: MainLayer, file: PolicyFile): readonly Opened[] => {
    const opened = openLayer(layer, file);
    if (opened.kind !== 'read') return [opened];
    const spent = { seen: new Set<string>(), bytes: Buffer.byteLength(opened.layer.text), count: 0 };
    return [opened, ...furtherOf(opened.layer, { chain: [], extended, spent })];
  };
  return [...under('floor', floor), ...under('repository', repository)];
}

/** Names that these layers extend and whose file is not here yet, in order; none where that would go against a limit. */
export function missingLayers(layers: PolicyLayers): readonly string[] {
  const failures = openLayers(layers).flatMap((each) => (each.kind === 'failed' ? each.failures : []));
  return [...new Set(failures.flatMap(({ missing }) => missing ?? []))];
}

type Walk = {
  /** Names from the main layer down to the one that is asked what it extends; without the main layer. */
  readonly chain: readonly string[];
  readonly extended: NonNullable<PolicyLayers['extended']>;
  /** Of one main layer. */
  readonly spent: { readonly seen: Set<string>; bytes: number; count: number };
};

function furtherOf(by: ReadLayer, walk: Walk): readonly Opened[] {
  return (by.document.extends ?? []).flatMap((text, index): readonly Opened[] => {
    const refuse = refusalAt(by, index);
    const place = parseLayerName(text);
    if (place === null) return [refuse('invalid-value', `"${text}" is no layer`)];
    const owner = ownerOf(by);
    if (owner !== null && owner !== place.owner.toLowerCase())
      return [refuse('extends-owner', `"${text}" belongs to another owner than ${owner}`)];
    const name = layerName(place);
    const chain = [...walk.chain, name];
    const way = chain.join(' > ');
    if (walk.chain.includes(name)) return [refuse('extends-cycle', `"extends" goes in a circle: ${way}`)];
    if (chain.length > LIMITS.policyLayerDepth)
      return [refuse('extends-depth', `more than ${LIMITS.policyLayerDepth} one behind the other: ${way}`)];
    if (walk.spent.seen.has(name)) return [];
    walk.spent.seen.add(name);
    walk.spent.count += 1;
    if (walk.spent.count > LIMITS.policyLayers + 1) return [];
    if (walk.spent.count > LIMITS.policyLayers)
      return [refuse('extends-count', `more than ${LIMITS.policyLayers} files are extended: ${way}`)];
    return openFurther(name, { by, refuse, walk: { ...walk, chain } });
  });
}

type Refuse = (code: ProblemCode, message: string, part?: Partial<PolicyFailure>) => Opened;

function openFurther(
  name: string,
  { by, refuse, walk }: { readonly by: ReadLayer; readonly refuse: Refuse; readonly walk: Walk },
): readonly Opened[] {
  const file = Object.hasOwn(walk.extended, name) ? walk.extended[name] : undefined;
  if (file === undefined) {
    const message = `"${name}" is not given; say where it is with --layer ${name}=FILE`;
    return [refuse('layer-not-given', message, { missing: name })];
  }
  if (file.kind === 'absent') {
    const code = rankOf(by.layer) === 'floor' ? 'FLOOR_UNAVAILABLE' : 'POLICY_INVALID';
    const message = `"${name}" is not there: no such repository or file, or the App is not installed on it`;
    return [refuse('no-such-layer', message, { code })];
  }
  const opened = openLayer(`${rankOf(by.layer)}:${name}`, file);
  if (opened.kind !== 'read') return [opened];
  const { layer } = opened;
  walk.spent.bytes += Buffer.byteLength(layer.text);
  if (walk.spent.bytes > LIMITS.policyBytes) {
    const way = walk.chain.join(' > ');
    return [refuse('extends-bytes', `more than ${LIMITS.policyBytes} bytes in all: ${way}`)];
  }
  const foreign = extendedKeyProblems(layer);
  return [foreign.length === 0 ? opened : invalid(layer, foreign), ...furtherOf(layer, walk)];
}

/** At the entry of `extends` that leads to it. */
function refusalAt({ layer, source, root }: ReadLayer, index: number): Refuse {
  const path = ['extends', index];
  return (code, message, part = {}) => {
    const problem = {
      code,
      severity: 'error',
      message,
      ...locate(root, path),
      path: pathText(path),
    } as const;
    return { kind: 'failed', failures: [{ code: 'POLICY_INVALID', layer, source, problem, ...part }] };
  };
}

/** In lower case. Null where a text came from a file of the machine, which belongs to nobody. */
function ownerOf({ layer, source }: ReadLayer): string | null {
  const named = isMain(layer) ? null : parseLayerName(layer.slice(layer.indexOf(':') + 1));
  const [, hosting = null] = /^([^/@:]+)\/[^/@:]+@[0-9a-f]{40}:/.exec(source) ?? [];
  return (named?.owner ?? hosting)?.toLowerCase() ?? null;
}
