// What a `when` is asked about: one change, or one unreadable file in one environment. Made by `evaluate`.
import { isFile } from '../../model/file-parts.ts';
import type { Attribute, Change, Classified } from '../../model/change.ts';
import { SEVERITIES, TIERS } from '../../model/words.ts';
import type { Severity, Tier } from '../../model/words.ts';
import type { CompiledPolicy } from '../compiled.ts';
import type { Exceptions } from '../exceptions.ts';
import type { FloorAlone } from '../layers/floor-alone.ts';
import { rankOf } from '../layers/layer.ts';
import type { Layer } from '../layers/layer.ts';

export type Subject = {
  /** New and old name. */
  readonly paths: readonly string[];
  readonly environment: string | null;
  readonly data: readonly string[];
  /** Those of them that may take a change out of the rule that asks. */
  readonly trustedData: readonly string[];
  /**
   * From the tier that classification gave, without what a repository added where the floor asks, to the one that rules
   * raised it to: raising takes a change out of no rule.
   */
  readonly tiers: readonly Tier[];
  readonly format: readonly string[];
  readonly kinds: readonly string[];
  readonly actions: readonly string[];
  readonly findings: readonly { readonly id: string; readonly severity: Severity }[];
  readonly attributes: readonly Attribute[];
  readonly types: readonly string[];
  readonly addresses: readonly string[];
  /** False: the content was not understood, so kinds, actions, findings, attributes, types and addresses may be more than these. */
  readonly understood: boolean;
};

export type Landmarks = Pick<CompiledPolicy, 'environments'>;

/** Subjects as a rule of `layer` sees them: exceptions of layers that do not reach it are left out. */
export function subjectsOf(
  classified: Classified,
  view: {
    readonly policy: Landmarks;
    readonly exceptions: Exceptions;
    readonly layer: Layer;
    /** Null where no repository stands above a floor. */
    readonly floor: FloorAlone | null;
    /** As classified, before any rule raised a tier; same order. */
    readonly original: Classified;
  },
): readonly Subject[] {
  const { policy, exceptions, layer, original } = view;
  const floor = rankOf(layer) === 'floor' ? view.floor : null;
  const dataOf = perEnvironment((environment): Data => {
    const data = policy.environments.find(({ name }) => name === environment)?.data ?? [];
    return { data, trustedData: floor === null ? data : floor.dataOf(environment) };
  });
  const severityOf = severities(classified);
  const changes = classified.changes.map((change, index) => {
    const remaining = exceptions.remaining(change, layer);
    return changeSubject(change, {
      data: dataOf(change.environment),
      findings:
        remaining.length === 0 ? NONE : remaining.map((id) => ({ id, severity: severityOf(change, id) })),
      tiers: tiersBetween(foundTier(original.changes[index] ?? change, floor), change.tier),
    });
  });
  return [...changes, ...unreadableSubjects(classified, dataOf)];
}

const NONE: Subject['findings'] = [];

type Data = Pick<Subject, 'data' | 'trustedData'>;

function perEnvironment<Value>(
  make: (environment: string | null) => Value,
): (environment: string | null) => Value {
  const known = new Map<string | null, Value>();
  return (environment) => {
    const value = known.get(environment) ?? make(environment);
    known.set(environment, value);
    return value;
  };
}

function foundTier(change: Change, floor: FloorAlone | null): Tier {
  return floor === null ? change.tier : floor.tierOf(change);
}

function tiersBetween(from: Tier, to: Tier): readonly Tier[] {
  return BETWEEN.get(from)?.get(to) ?? [];
}

/** One list for all changes between the same two. */
const BETWEEN = new Map(
  TIERS.map((from, first) => [
    from,
    new Map(TIERS.map((to, last) => [to, TIERS.slice(first, last + 1)] as const)),
  ]),
);

/** Field by field: of five hundred changes and some layers there are thousands. */
function changeSubject(
  change: Change,
  {
    data: { data, trustedData },
    findings,
    tiers,
  }: { readonly data: Data } & Pick<Subject, 'findings' | 'tiers'>,
): Subject {
  return {
    paths: change.previousFile === null ? [change.file] : [change.file, change.previousFile],
    environment: change.environment,
    data,
    trustedData,
    tiers,
    format: [change.format],
    kinds: change.kinds,
    actions: [change.action],
    findings,
    attributes: change.attributes,
    types: change.type === null ? [] : [change.type],
    addresses: [change.address],
    understood: !isMystery(change),
  };
}

/** Opaque, so that anything may be in it; governance and pipeline files are named by their path and judged as that. */
export function isMystery(change: Change): boolean {
  return change.opaque && !isFileOf(change, 'governance') && !isFileOf(change, 'pipeline');
}

/** A file, not a cloud or cluster object of that kind (an organisation policy, an Argo application). */
export function isFileOf(change: Change, kind: 'governance' | 'pipeline'): boolean {
  return isFile(change) && change.kinds.includes(kind);
}

function unreadableSubjects(
  { unreadable, files }: Classified,
  dataOf: (environment: string | null) => Data,
): readonly Subject[] {
  return unreadable.flatMap(({ file, environments, tier }) => {
    const fact = files.find(({ path }) => path === file);
    const previous = fact?.previousPath ?? null;
    return (environments.length === 0 ? [null] : environments).map((environment) => ({
      paths: previous === null ? [file] : [file, previous],
      environment,
      ...dataOf(environment),
      tiers: [tier],
      format: fact === undefined || fact.format === null ? [] : [fact.format],
      kinds: [],
      actions: ['unknown'],
      findings: [{ id: 'unreadable-file', severity: 'high' as const }],
      attributes: [],
      types: [],
      addresses: [],
      understood: false,
    }));
  });
}

/** The gravest of that name on the change, else in its file; what cannot be found counts as high. */
function severities({ findings }: Classified): (change: Change, id: string) => Severity {
  const gravest = new Map<string, Severity>();
  const note = (key: string, severity: Severity): void => {
    const known = gravest.get(key) ?? 'info';
    gravest.set(key, SEVERITIES.indexOf(known) >= SEVERITIES.indexOf(severity) ? known : severity);
  };
  for (const { id, file, address, severity } of findings) {
    note(JSON.stringify([id, file]), severity);
    note(JSON.stringify([id, file, address]), severity);
  }
  return ({ file, address }, id) =>
    gravest.get(JSON.stringify([id, file, address])) ?? gravest.get(JSON.stringify([id, file])) ?? 'high';
}
