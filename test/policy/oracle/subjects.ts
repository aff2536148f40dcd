// What rules are asked about: every change, and every file that could not be read in each place that it may reach.
import type { Attribute, Change } from '../../../src/model/change.ts';
import { SEVERITIES, TIERS } from '../../../src/model/words.ts';
import type { Action, Kind, Severity, Tier } from '../../../src/model/words.ts';
import type { Case, Layered, Policy } from './document.ts';
import { layersFor } from './document.ts';
import { globMatches } from './globs.ts';

export type Subject = {
  /** New name first, then the old one. */
  readonly paths: readonly string[];
  readonly environment: string | null;
  /** As found, and as rules raised it: it is in a rule by either. */
  readonly tiers: readonly Tier[];
  /** Null: of a file that no format claims. */
  readonly format: string | null;
  readonly kinds: readonly Kind[];
  readonly action: Action;
  readonly type: string | null;
  readonly address: string | null;
  readonly attributes: readonly Attribute[];
  readonly findings: readonly { readonly id: string; readonly severity: Severity }[];
  /** Workflows that run it. */
  readonly runIn: readonly string[];
  /** A file or a part of it, and not a thing in an account that it describes. */
  readonly isFile: boolean;
  readonly isUnreadable: boolean;
  /** False: there may be more in it than is told here. */
  readonly isUnderstood: boolean;
};

export const topTier = ({ tiers }: Pick<Subject, 'tiers'>): Tier => tiers.at(-1) ?? 'critical';

/** What changes no meaning reaches nothing. */
export const isTouched = (subject: Subject): boolean => subject.isUnreadable || topTier(subject) !== 'none';

/** No layer's own. */
const EVERYTHING: Layered = { layer: 'repository', policy: { version: 1 }, prefix: '', isExtended: false };

/** As a rule of this layer sees them: without the findings that an exception takes away. */
export function subjectsOf(question: Case, own: Layered = EVERYTHING): readonly Subject[] {
  const { changes, unreadable, files } = question.classified;
  return [
    ...changes.map((change) => ofChange(question, own, change)),
    ...unreadable.flatMap(({ file, environments, tier }): readonly Subject[] => {
      const fact = files.find(({ path }) => path === file);
      const places = environments.length === 0 ? [null] : environments;
      return places.map((environment) => ({
        paths: [file, ...(fact?.previousPath === null || fact === undefined ? [] : [fact.previousPath])],
        environment,
        tiers: [tier],
        format: fact?.format ?? null,
        kinds: [],
        action: 'unknown',
        type: null,
        address: null,
        attributes: [],
        findings: [{ id: 'unreadable-file', severity: 'high' }],
        runIn: fact?.runIn ?? [],
        isFile: true,
        isUnreadable: true,
        isUnderstood: false,
      }));
    }),
  ];
}

function ofChange(question: Case, own: Layered, change: Change): Subject {
  const { file, previousFile, environment, tier, kinds, type } = change;
  const isFile = type === null;
  const isNamedByPath = isFile && kinds.some((kind) => kind === 'governance' || kind === 'pipeline');
  return {
    ...change,
    paths: previousFile === null ? [file] : [file, previousFile],
    environment,
    tiers: own.layer === 'floor' ? tiersFrom(beforeTheRepository(question, change), tier) : [tier],
    findings: change.findings
      .filter((id) => !isExcepted(question, own, id, change.address))
      .map((id) => ({ id, severity: severityOf(question, change, id) })),
    runIn: change.runIn ?? [],
    isFile,
    isUnreadable: false,
    isUnderstood: !change.opaque || isNamedByPath,
  };
}

const tiersFrom = (from: Tier, to: Tier): readonly Tier[] =>
  TIERS.slice(TIERS.indexOf(from), TIERS.indexOf(to) + 1);

/** As many steps lower as the repository made its environment's tier higher than the floor has it; never lower than low. */
function beforeTheRepository({ floor, repository }: Case, { environment, tier }: Change): Tier {
  if (floor === null || repository === null || tier === 'none') return tier;
  const steps =
    TIERS.indexOf(startOf([floor, repository], environment)) - TIERS.indexOf(startOf([floor], environment));
  const lower = TIERS.indexOf(tier) - Math.max(0, steps);
  return TIERS[Math.max(TIERS.indexOf('low'), lower)] ?? tier;
}

/** Where the tier of a change begins: what is in no environment begins at the highest of all. */
function startOf(policies: readonly Policy[], environment: string | null): Tier {
  const names = new Set(policies.flatMap((policy) => Object.keys(policy.environments ?? {})));
  const tierOf = (name: string): Tier => {
    const stated = policies.flatMap((policy) => policy.environments?.[name]?.tier ?? []);
    return stated.length === 0 ? 'elevated' : highest(stated);
  };
  if (environment !== null && names.has(environment)) return tierOf(environment);
  return names.size === 0 ? 'elevated' : highest([...names].map(tierOf));
}

function highest(tiers: readonly Tier[]): Tier {
  return TIERS[Math.max(...tiers.map((tier) => TIERS.indexOf(tier)))] ?? 'critical';
}

/** The gravest of that name about this change. */
function severityOf({ classified }: Case, change: Change, id: string): Severity {
  const ranks = classified.findings
    .filter((each) => each.id === id && each.file === change.file && each.address === change.address)
    .map(({ severity }) => SEVERITIES.indexOf(severity));
  return SEVERITIES[Math.max(...ranks)] ?? 'high';
}

/** In its own layer or above, and with a date that is known to lie ahead. */
function isExcepted(question: Case, own: Layered, id: string, address: string): boolean {
  const { now } = question.facts;
  if (now === null) return false;
  return layersFor(question, own)
    .flatMap(({ policy }) => policy.exceptions ?? [])
    .some(
      ({ finding, addresses, expires }) =>
        finding === id &&
        addresses.some((glob) => globMatches(glob, address, true)) &&
        Date.parse(expires) > Date.parse(now),
    );
}
