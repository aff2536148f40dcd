// The layers of a decision with edited policies in them: of this pull request, and of decisions of the past wherever they were made. Called by try-policy-edit.ts.
import { layerName, parseLayerName } from '../model/layer-place.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import type { PolicyFile, PolicyLayers } from '../model/policy-source.ts';
import { partsAfter, type PolicyEdits } from './edited-policy.ts';

type Given = {
  readonly edits: PolicyEdits;
  /** `owner/name` of the repository that is edited; null: not known, and then it is nobody's floor. */
  readonly repository: string | null;
  /** The decision is one of that repository. */
  readonly own: boolean;
};

/** Null: nothing that is edited was among them. */
export function editedLayers(layers: PolicyLayers, { edits, repository, own }: Given): PolicyLayers | null {
  const changed = placesOf(edits, repository);
  const floor = editedFloor(layers.floor, { edits, changed, repository });
  const extended = Object.keys(layers.extended ?? {}).flatMap((name) => {
    const after = changed.get(name);
    return after === undefined ? [] : [[name, after ?? { kind: 'absent' }] as const];
  });
  const policy = own ? edits.own : null;
  if (floor === null && extended.length === 0 && policy === null) return null;
  return {
    ...layers,
    ...(floor === null ? {} : { floor }),
    ...(policy === null ? {} : { repository: policy }),
    ...(extended.length === 0 ? {} : { extended: { ...layers.extended, ...Object.fromEntries(extended) } }),
  };
}

/** What stands at each edited place, by `layerName`; null where it is gone. */
function placesOf(
  { own, shared }: PolicyEdits,
  repository: string | null,
): ReadonlyMap<string, PolicyFile | null> {
  const files = [
    ...shared.map(({ path, after }) => ({ path, after })),
    ...(own === null ? [] : [{ path: POLICY_PATH, after: own.kind === 'absent' ? null : own }]),
  ];
  return new Map(
    files.flatMap(({ path, after }) => {
      const place = parseLayerName(`${repository ?? ''}//${path}`);
      return place === null ? [] : [[layerName(place), after] as const];
    }),
  );
}

/** A floor that is gone is no floor less: every decision under it is refused. */
function editedFloor(
  floor: PolicyFile,
  {
    edits,
    changed,
    repository,
  }: Omit<Given, 'own'> & { readonly changed: ReadonlyMap<string, PolicyFile | null> },
): PolicyFile | null {
  const name = floor.kind === 'file' ? placeOfSource(floor.source) : null;
  if (floor.kind !== 'file' || name === null) return null;
  const here = repository !== null && name.startsWith(`${repository.toLowerCase()}//`);
  const after = changed.get(name);
  if (!here || (after === undefined && (edits.cedar.length === 0 || floor.parts === undefined))) return null;
  const { source } = floor;
  if (after === null) return { kind: 'unavailable', source, why: 'it is deleted', seenBefore: true };
  if (after !== undefined && after.kind !== 'file') return after;
  const parts = partsAfter(floor.parts ?? [], edits.cedar);
  const text = after?.text ?? floor.text;
  return { kind: 'file', source: after?.source ?? source, text, ...(parts === undefined ? {} : { parts }) };
}

/** `owner/name@<commit>:path` as the name of a layer; null for a file of a machine. */
function placeOfSource(source: string): string | null {
  const [, repository = '', path = ''] = /^([^@:]+)@[^:]*:(.+)$/.exec(source) ?? [];
  const place = parseLayerName(`${repository}//${path}`);
  return place === null ? null : layerName(place);
}
