// Where does a change take effect, and how grave is it there? From the words about `environments` and tiers; compared with the classification.
import { SEVERITIES, TIERS } from '../../../src/model/words.ts';
import type { Tier } from '../../../src/model/words.ts';
import type { Change, Classified, FileFact, ParsedChange } from '../../../src/model/change.ts';
import type { Case, Match, Policies } from './document.ts';
import { layersOf } from './document.ts';
import { globMatches } from './globs.ts';
import { GOVERNANCE_FILES } from './vocabulary.ts';

type Place = { readonly name: string; readonly tier: Tier; readonly match: Required<Match> };

/** Of all layers together: any key of any of them is enough. */
function placesOf(question: Policies): readonly Place[] {
  const all = layersOf(question).flatMap(({ policy }) => Object.entries(policy.environments ?? {}));
  return [...Map.groupBy(all, ([name]) => name)].map(([name, entries]) => {
    const parts = entries.map(([, environment]) => environment);
    const tiers = parts.flatMap(({ tier }) => tier ?? []);
    const of = (key: keyof Match): readonly string[] => parts.flatMap(({ match }) => match?.[key] ?? []);
    return {
      name,
      tier: gravest(tiers.length === 0 ? ['elevated'] : tiers),
      match: {
        paths: of('paths'),
        namespaces: of('namespaces'),
        workspaces: of('workspaces'),
        accounts: of('accounts'),
      },
    };
  });
}

const gravest = (tiers: readonly Tier[]): Tier =>
  TIERS[Math.max(...tiers.map((tier) => TIERS.indexOf(tier)))] ?? 'critical';

/** Null where it is in none. What is computed could be any of those that are told by it. */
function whereIs(change: ParsedChange, places: readonly Place[]): readonly (string | null)[] {
  const fits = (globs: readonly string[], texts: readonly string[]): boolean =>
    globs.some((glob) => texts.some((text) => globMatches(glob, text, false)));
  const files = [
    change.file,
    ...change.usedIn,
    ...(change.previousFile === null ? [] : [change.previousFile]),
  ];
  const [, kind = '', namespace = '-', name = ''] =
    change.format === 'kubernetes' ? change.address.split('/') : [];
  const namespaces = [...(namespace === '-' ? [] : [namespace]), ...(kind === 'Namespace' ? [name] : [])];
  const isOpen = namespaces.some((each) => each.includes('${'));
  const text = JSON.stringify([change.before, change.after, change.places?.accounts ?? []]);
  const words = text.split(/[^A-Za-z0-9_-]+/);
  const here = places.filter(
    ({ match }) =>
      fits(match.paths, files) ||
      fits(
        match.namespaces,
        namespaces.filter((each) => !each.includes('${')),
      ) ||
      (isOpen && match.namespaces.length > 0) ||
      fits(match.workspaces, change.places?.workspaces ?? []) ||
      match.accounts.some((account) => words.includes(account)),
  );
  return here.length === 0 ? [null] : here.map((place) => place.name);
}

const STEP = ['identity', 'network', 'firewall', 'secrets', 'encryption', 'governance', 'pipeline'];
const LASTING = ['data_store', 'encryption', 'dns'];

function tierOf(
  { kinds, action, findings, file, address, opaque }: Change,
  start: Tier,
  all: Classified,
): Tier {
  if (opaque) return 'critical';
  const grave = all.findings.some(
    (each) =>
      findings.includes(each.id) &&
      each.file === file &&
      (each.address === null || each.address === address) &&
      SEVERITIES.indexOf(each.severity) >= SEVERITIES.indexOf('high'),
  );
  const lost = action === 'delete' || action === 'replace';
  const steps = [
    kinds.some((kind) => STEP.includes(kind)),
    lost && kinds.some((kind) => LASTING.includes(kind)),
    grave,
  ].filter(Boolean).length;
  return TIERS[Math.min(TIERS.length - 1, TIERS.indexOf(start) + steps)] ?? 'critical';
}

function namesOf({ path, previousPath }: Pick<FileFact, 'path' | 'previousPath'>): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath];
}

/** Relaxing, so by the word of the highest layer. What governs and builds is always looked at. */
function isLeftOut(question: Policies, key: 'ignore' | 'inert', name: string): boolean {
  const globs = layersOf(question)[0]?.policy.paths?.[key] ?? [];
  const isKept = GOVERNANCE_FILES.includes(name) || name.startsWith('.github/');
  return !isKept && globs.some((glob) => globMatches(glob, name, true));
}

/** Code that an agent wrote and deploy jobs run, where there are any: in every place, of no kind, and never nothing. */
export function wrongPlainFiles(question: Case, all: Classified): string | null {
  const { files: plain, agentInvolved } = question.plain;
  // A word that relaxes says no more than it says: nobody reads these files, and still they may be run.
  const unread = question.parsed
    .map(({ file, previousFile }) => ({ path: file, previousPath: previousFile }))
    .filter((file) => namesOf(file).every((name) => isLeftOut(question, 'ignore', name)));
  const isRun = agentInvolved && layersOf(question).some(({ policy }) => policy.deploy !== undefined);
  const places = placesOf(question);
  for (const file of [...plain, ...unread]) {
    const { path } = file;
    const names = namesOf(file);
    const counts = isRun && !names.every((name) => isLeftOut(question, 'inert', name));
    const theirs = all.changes.filter((change) => change.file === path);
    const found = theirs.map(({ environment }) => environment);
    const here = places.filter(({ match }) =>
      match.paths.some((glob) => names.some((name) => globMatches(glob, name, false))),
    );
    const ours = here.length === 0 ? [null] : here.map(({ name }) => name);
    const wanted = counts ? ours.map(String).toSorted().join() : '';
    if (found.map(String).toSorted().join() !== wanted) return `plain ${found.join()}\noracle ${wanted}`;
    const start = (environment: string | null): Tier =>
      places.find(({ name }) => name === environment)?.tier ?? 'low';
    const isOther = ({ kinds, tier, environment }: Change): boolean =>
      kinds.join() === 'other' && TIERS.indexOf(tier) >= TIERS.indexOf(start(environment));
    if (!theirs.every(isOther)) return `${path} is no change of kind other`;
  }
  return null;
}

/** A sentence where the classification says otherwise. */
export function wrongPlaces(
  question: Policies,
  parsed: readonly ParsedChange[],
  all: Classified,
): string | null {
  const places = placesOf(question);
  const highest = places.length === 0 ? 'elevated' : gravest(places.map(({ tier }) => tier));
  for (const change of parsed) {
    const names = [change.file, ...(change.previousFile === null ? [] : [change.previousFile])];
    const isIgnored = names.every((name) => isLeftOut(question, 'ignore', name));
    const ours = isIgnored ? [] : whereIs(change, places);
    const theirs = all.changes.filter(
      ({ file, address, startLine }) =>
        file === change.file && address === change.address && startLine === change.startLine,
    );
    const found = theirs.map(({ environment }) => environment);
    if (found.map(String).toSorted().join() !== ours.map(String).toSorted().join())
      return `places ${JSON.stringify(found)}\noracle ${JSON.stringify(ours)}`;
    for (const each of theirs) {
      const start = places.find(({ name }) => name === each.environment)?.tier ?? highest;
      const tier = tierOf(each, start, all);
      if (tier !== each.tier) return `tier ${each.tier}\noracle ${tier}`;
    }
  }
  return null;
}
