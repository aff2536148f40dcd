// The stage: changes of a diff get kinds, environments, tiers and findings. Called by pipeline.ts and the CLI.
import { forgetAll } from '../model/memory.ts';
import type {
  Change,
  Classified,
  Diff,
  Finding,
  Landscape,
  Mark,
  ParsedChange,
  Unreadable,
} from '../model/change.ts';
import type { DeclaredFact } from '../model/declaration.ts';
import { withAlike } from '../model/alike.ts';
import { changeDigest } from '../model/change-digest.ts';
import { maxTier } from '../model/words.ts';
import type { Tier } from '../model/words.ts';
import { withoutAlike } from './alike.ts';
import { readAs } from './arm/read-as.ts';
import { compileLandscape, tierOfEnvironment } from './compiled-landscape.ts';
import type { CompiledLandscape } from './compiled-landscape.ts';
import { holdAgainst } from './declared.ts';
import { environmentsOf, environmentsOfFiles } from './environments.ts';
import { unreportedGovernance } from './file-changes.ts';
import { findingsOfChange, findingsOfDiff, findingsOfMark, findingsOfUnreadable } from './find.ts';
import { kindsOf } from './kinds.ts';
import type { KindsOf } from './kinds.ts';
import { pairMoved } from './kubernetes/moved-objects.ts';
import { sortChanges, sortFindings } from './order.ts';
import { plainFileChanges } from './plain-files.ts';
import { actionOf } from './replacement.ts';
import { fileOfChange, fileOfUnreadable, isIgnored } from './scope.ts';
import { tierOf } from './tier.ts';

export type Classification = {
  readonly diff: Diff;
  readonly landscape: Landscape;
  /** Whether an agent had a hand in the pull request (classes agent and mixed). */
  readonly agentInvolved: boolean;
  /** What the description says of the pull request; absent: nothing. */
  readonly declared?: DeclaredFact | undefined;
};

/** Pure and total: equal input gives equal output, byte for byte. */
export function classify({ diff, landscape, agentInvolved, declared }: Classification): Classified {
  forgetAll();
  const compiled = compileLandscape(landscape);
  const seen: Diff = { ...diff, changes: infrastructure(diff, compiled), marks: seenMarks(diff, compiled) };
  const readings = seen.changes.map((change) => ({ change, reading: readAs(change) }));
  const asRead: Diff = { ...seen, changes: readings.map(({ reading }) => reading) };
  const { deployRoles, guards } = landscape;
  // One after the other, each by all rules: what is worked out about a change is needed for as long as it is asked about.
  const told = readings.map(({ change, reading }): Told => {
    const touched = kindsOf(reading);
    const context = { kinds: touched.kinds, diff: asRead, deployRoles, guards };
    return { change, reading, touched, findings: findingsOfChange(reading, context) };
  });
  const overall = [...findingsOfDiff(asRead), ...seen.marks.flatMap(findingsOfMark)];
  const elsewhere = Map.groupBy(overall, ({ file, address }) => placeOf(file, address));
  const changed = told.flatMap((one) => changesOf(one, { diff: asRead, landscape: compiled, elsewhere }));
  const unreadable = readableScope(diff, compiled).map((one) => ({
    ...one,
    environments: environmentsOfUnreadable(one, diff, compiled),
    tier: 'critical' as const,
  }));
  const plain = plainFileChanges({
    files: diff.files,
    findings: overall,
    landscape: compiled,
    agentInvolved,
  });
  const held = holdAgainst(declared, {
    changes: [...changed, ...plain],
    unreadable,
    files: diff.files,
  });
  const changes = sortChanges(withAlike(sortChanges(held.changes)));
  return {
    changes,
    findings: withoutAlike(
      sortFindings([
        ...told.flatMap((one) => one.findings),
        ...overall,
        ...unreadable.flatMap(findingsOfUnreadable),
        ...held.findings,
      ]),
    ),
    unreadable,
    tier: changes.map(({ tier }) => tier).reduce<Tier>(maxTier, unreadable.length > 0 ? 'critical' : 'none'),
    files: diff.files,
    changeDigest: changeDigest({ changes, unreadable, files: diff.files }),
  };
}

/** What the formats said and the policy does not ignore, and every governance file. */
function infrastructure(diff: Diff, landscape: CompiledLandscape): readonly ParsedChange[] {
  const seen = diff.changes.filter((change) => !isIgnored(fileOfChange(change), landscape));
  const reachKnown = diff.aroundGap === null;
  const paired = pairMoved(seen, (change) => environmentsOf(change, landscape, { reachKnown }));
  const carriedOut = paired.map((change) => ({ ...change, action: actionOf(change) }));
  return [...carriedOut, ...unreportedGovernance(diff.files, diff.changes)];
}

/** A mark in a file that is ignored is ignored with it. */
function seenMarks(diff: Diff, landscape: CompiledLandscape): readonly Mark[] {
  const facts = new Map(diff.files.map((file) => [file.path, file]));
  return diff.marks.filter(({ file }) => {
    const fact = facts.get(file);
    return fact === undefined || !isIgnored(fact, landscape);
  });
}

/** A change, what kinds and rules are asked about in its place, and what they said. */
type Told = {
  readonly change: ParsedChange;
  readonly reading: ParsedChange;
  readonly touched: KindsOf;
  readonly findings: readonly Finding[];
};

type Surroundings = {
  readonly diff: Diff;
  readonly landscape: CompiledLandscape;
  /** Findings of the whole pull request and of raw text: those inside a change count for it too. */
  readonly elsewhere: ReadonlyMap<string, readonly Finding[]>;
};

/** One for each environment. */
function changesOf(
  { change, reading, touched, findings }: Told,
  { diff, landscape, elsewhere }: Surroundings,
): readonly Change[] {
  const { kinds, known } = touched;
  const near = [change.address, null].flatMap(
    (address) => elsewhere.get(placeOf(change.file, address)) ?? [],
  );
  const all = [...findings, ...near.filter((finding) => isInside(finding, change))];
  const severities = all.map(({ severity }) => severity);
  const ids = [...new Set(all.map(({ id }) => id))].toSorted();
  return environmentsOf(change, landscape, { reachKnown: diff.aroundGap === null }).map(
    (environment): Change => {
      const start = tierOfEnvironment(landscape, environment);
      const understood = known && !reading.opaque;
      const tier = tierOf({ start, kinds, action: change.action, severities, understood });
      return { ...shown(change), ...ranBy(change), kinds, tier, environment, findings: ids };
    },
  );
}

/** Only of what runs: values that a workflow hands to another tool are judged where that takes them. */
function ranBy({ format, usedIn }: ParsedChange): Pick<Change, 'runIn'> {
  const workflows = HANDED_ON.test(format) ? [] : usedIn.filter((file) => WORKFLOW.test(file));
  return workflows.length === 0 ? {} : { runIn: workflows };
}

const HANDED_ON = /^(?:helm|kustomize|kubernetes|terraform)/;
const WORKFLOW = /^\.github\/workflows\//i;

/** Where a finding stands; null for one that has a line and no address. */
function placeOf(file: string, address: string | null): string {
  return JSON.stringify([file, address]);
}

/** Of those at its address or in its file. A line of a deleted change is the base's and says nothing of the head. */
function isInside({ startLine, address }: Finding, change: ParsedChange): boolean {
  if (address !== null) return true;
  return change.action !== 'delete' && change.startLine <= startLine && startLine <= change.endLine;
}

function readableScope(diff: Diff, landscape: CompiledLandscape): readonly Unreadable[] {
  return diff.unreadable.filter((one) => !isIgnored(fileOfUnreadable(one, diff.files), landscape));
}

function environmentsOfUnreadable(
  unreadable: Unreadable,
  diff: Diff,
  landscape: CompiledLandscape,
): readonly (string | null)[] {
  const { path, previousPath } = fileOfUnreadable(unreadable, diff.files);
  return environmentsOfFiles([unreadable.file, path, previousPath, ...(unreadable.usedIn ?? [])], landscape);
}

function shown({
  before: _before,
  after: _after,
  usedIn: _usedIn,
  places: _places,
  otherwise: _otherwise,
  given: _given,
  ...rest
}: ParsedChange): Omit<ParsedChange, 'before' | 'after' | 'usedIn' | 'places' | 'otherwise' | 'given'> {
  return rest;
}
