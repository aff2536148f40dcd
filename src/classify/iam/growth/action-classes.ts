// Groups all actions that the documents treat alike, so that one of them stands for thousands. Called by compare-pair.ts.
import { SERVICES, actionsOfService } from './catalogue.ts';
import type { ActionFact } from './catalogue.ts';
import type { Clauses, Pair } from './clause.ts';
import { union } from './clause.ts';
import { globOf, matchesGlob } from './glob.ts';
import type { Glob } from './glob.ts';
import { symbolTable } from './listing.ts';
import type { Listing } from './listing.ts';
import { UNKNOWN_RANK } from './sensitivity.ts';
import { symbolOf } from './symbols.ts';
import { parseTemplate } from './text-template.ts';
import type { Work } from './work.ts';

/** Actions that the same clauses list, in groups with the most telling first. */
export type ActionClass = {
  readonly listed: Clauses;
  readonly groups: readonly (readonly ActionFact[])[];
};

export type ActionTable = {
  readonly listing: Listing;
  readonly classes: readonly ActionClass[];
  /** Actions by the lower-case name that clauses write out. */
  readonly named: ReadonlyMap<string, Clauses>;
};

type Pattern = {
  readonly text: string;
  /** In lower case. */
  readonly key: string;
  readonly glob: Glob;
  /** Null where the service is a pattern itself. */
  readonly service: string | null;
  /** Every action of its service, or every action. */
  readonly whole: boolean;
  readonly clauses: Clauses;
};

/** All that a role's trust policy decides: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const TRUST_ACTIONS: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:setcontext',
  'sts:setsourceidentity',
  'sts:tagsession',
]);

/** `only`: action names in lower case; absent: all that the policy can decide. */
export function actionTable(pair: Pair, work: Work, only?: ReadonlySet<string>): ActionTable {
  const patterns = patternsOf(pair);
  const wanted = pair.use === 'trust' ? TRUST_ACTIONS : only;
  const classes = new Map<Clauses, (readonly ActionFact[])[]>();
  const add = (listed: Clauses, actions: readonly ActionFact[]): void => {
    const groups = classes.get(listed);
    if (groups === undefined) classes.set(listed, [actions]);
    else groups.push(actions);
  };
  const known = new Set<string>();
  const byService = Map.groupBy(patterns, ({ service }) => service);
  const listing = listingOf(pair);
  // A service that no pattern comes near matters only to clauses that leave things out or that nobody can read.
  const everywhere = listing.leaving !== 0n || listing.symbols.length > 0;
  for (const service of servicesOf(wanted)) {
    const near = [...(byService.get(service) ?? []), ...(byService.get(null) ?? [])];
    if (near.length > 0 || everywhere) addService({ service, near, wanted, known, add, work });
  }
  if (only === undefined) addUnknown(patterns, { known, add, work });
  return {
    listing,
    classes: [...classes].map(([listed, groups]) => ({ listed, groups })),
    named: new Map(patterns.filter(({ glob }) => glob.literal).map(({ key, clauses }) => [key, clauses])),
  };
}

function servicesOf(wanted: ReadonlySet<string> | undefined): readonly string[] {
  if (wanted === undefined) return SERVICES;
  const named = new Set([...wanted].map((key) => key.split(':')[0]));
  return SERVICES.filter((service) => named.has(service));
}

type Adding = (listed: Clauses, actions: readonly ActionFact[]) => void;

type Service = {
  readonly service: string;
  /** Patterns that may cover its actions. */
  readonly near: readonly Pattern[];
  readonly wanted: ReadonlySet<string> | undefined;
  /** Gets the patterns that cover a known action. */
  readonly known: Set<string>;
  readonly add: Adding;
  readonly work: Work;
};

function addService({ service, near, wanted, known, add, work }: Service): void {
  const all = actionsOfService(service);
  const actions = wanted === undefined ? all : all.filter(({ key }) => wanted.has(key));
  let whole = 0n;
  for (const pattern of near)
    if (pattern.whole) {
      known.add(pattern.key);
      whole |= pattern.clauses;
    }
  const rest = near.filter((pattern) => !pattern.whole);
  if (rest.length === 0) {
    add(whole, actions);
    return;
  }
  const literal = new Map(rest.filter(({ glob }) => glob.literal).map((pattern) => [pattern.key, pattern]));
  const wild = rest.filter(({ glob }) => !glob.literal);
  work.spend(near.length + actions.length * matchCost(wild));
  const bySet = new Map<Clauses, ActionFact[]>();
  for (const action of actions) {
    const exact = literal.get(action.key);
    let listed = whole | (exact?.clauses ?? 0n);
    if (exact !== undefined) known.add(exact.key);
    for (const pattern of wild)
      if (matchesGlob(pattern.glob, action.key)) {
        known.add(pattern.key);
        listed |= pattern.clauses;
      }
    const members = bySet.get(listed);
    if (members === undefined) bySet.set(listed, [action]);
    else members.push(action);
  }
  // The list of a whole service is known from other comparisons.
  const [only] = bySet.keys();
  if (only !== undefined && bySet.size === 1) return add(only, actions);
  for (const [listed, members] of bySet) add(listed, members);
}

/**
 * Names that AWS's tables do not have: those written out, and for each wildcard one name that only wildcards cover, since
 * AWS adds actions all the time. A wildcard that covers no known action stands for itself.
 */
function addUnknown(
  patterns: readonly Pattern[],
  { known, add, work }: Pick<Service, 'known' | 'add' | 'work'>,
): void {
  const names = new Map<string, ActionFact>([[FUTURE, unknownAction('*', FUTURE, false)]]);
  for (const { key, text, glob } of patterns) {
    if (glob.literal && known.has(key)) continue;
    const name = glob.literal ? key : futureName(key);
    names.set(name, unknownAction(text, name, !known.has(key)));
  }
  const wild = patterns.filter(({ glob }) => !glob.literal);
  work.spend(names.size * matchCost(wild));
  const literal = new Map(patterns.map((pattern) => [pattern.key, pattern]));
  for (const action of names.values()) {
    const exact = literal.get(action.key);
    const covering = wild.filter(({ glob }) => matchesGlob(glob, action.key));
    const own = exact?.glob.literal === true ? exact.clauses : 0n;
    add(own | union(covering.map(({ clauses }) => clauses)), [action]);
  }
}

/** Of asking all of these about one name. */
function matchCost(patterns: readonly Pattern[]): number {
  return patterns.reduce((cost, { glob }) => cost + 1 + glob.tokens.length / 4, 0);
}

/** No AWS name has a tilde, so only wildcards cover it. */
const FUTURE_WORD = '~~~';
const FUTURE = `${FUTURE_WORD}:${FUTURE_WORD}`;

/** A name has a colon, also where a star stands for it. */
function futureName(key: string): string {
  const name = (key.includes(':') ? key : key.replace('*', FUTURE)).replaceAll('*', FUTURE_WORD);
  return name.replaceAll('?', '~');
}

function unknownAction(name: string, key: string, certain: boolean): ActionFact {
  return {
    name,
    key,
    formats: null,
    needsResource: false,
    rank: UNKNOWN_RANK,
    order: UNKNOWN_RANK + 1,
    certain,
  };
}

function patternsOf({ clauses }: Pair): readonly Pattern[] {
  const found = new Map<string, { text: string; clauses: Clauses }>();
  for (const { statement, bit } of clauses)
    for (const text of statement.actions.texts) {
      if (text.kind === 'unknown' || symbolOf('action', text) !== null) continue;
      const key = text.text.trim().toLowerCase();
      const entry = found.get(key) ?? { text: text.text.trim(), clauses: 0n };
      found.set(key, { ...entry, clauses: entry.clauses | bit });
    }
  return [...found].map(([key, entry]) => ({ key, ...entry, ...shapeOf(key) }));
}

function shapeOf(key: string): Pick<Pattern, 'glob' | 'service' | 'whole'> {
  const glob = globOf(parseTemplate(key, { variables: false, wildcards: true }));
  const colon = key.indexOf(':');
  const service = colon === -1 || /[*?]/.test(key.slice(0, colon)) ? null : key.slice(0, colon);
  const whole = glob.everything || (service !== null && /^\*+$/.test(key.slice(colon + 1)));
  return { glob, service, whole: whole || /^\*+:\*+$/.test(key) };
}

function listingOf({ clauses, shared }: Pair): Listing {
  const excepting = union(clauses.filter(({ statement }) => statement.actions.not).map(({ bit }) => bit));
  const found = clauses.flatMap(({ statement, bit }) =>
    statement.actions.texts.flatMap((text) => {
      const id = symbolOf('action', text);
      return id === null ? [] : [{ id, bit }];
    }),
  );
  return {
    taking: union(clauses.map(({ bit }) => bit)) & ~excepting,
    leaving: excepting,
    everything: 0n,
    unclear: 0n,
    symbols: symbolTable(found, shared),
  };
}
