// Groups all actions that the documents treat alike, so that one of them stands for thousands. Called by compare-pair.ts.
import type { PolicyText } from '../policy-document.ts';
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

export type ClassAction = {
  readonly name: string;
  /** Null: AWS's tables do not have it, so it may act on anything. */
  readonly formats: readonly string[] | null;
  readonly needsResource: boolean;
  readonly rank: number;
  /** It exists or is named outright. What only a wildcard covers may come to exist. */
  readonly certain: boolean;
};

/** Actions that the same clauses list. The most telling come first in each group. */
export type ActionClass = {
  readonly listed: Clauses;
  readonly groups: readonly (readonly ClassAction[])[];
};

export type ActionTable = {
  readonly listing: Listing;
  readonly classes: readonly ActionClass[];
  /** Patterns in lower case, with the clauses that list them: the words of a witness that only a pattern names. */
  readonly named: ReadonlyMap<string, Clauses>;
};

type Pattern = {
  readonly text: string;
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
export function actionTable(pair: Pair, only?: ReadonlySet<string>): ActionTable {
  const patterns = patternsOf(pair);
  const classes = new Classes();
  const services = pair.use === 'trust' ? ['sts'] : SERVICES;
  const wanted = pair.use === 'trust' ? TRUST_ACTIONS : only;
  const inUse = (action: ActionFact): boolean => wanted === undefined || wanted.has(action.key);
  const known = new Set<string>();
  for (const service of services) addService(service, { patterns, classes, inUse, known });
  if (only === undefined) addUnknown(patterns, known, classes);
  return {
    listing: listingOf(pair),
    classes: classes.all(),
    named: new Map(patterns.map(({ key, clauses }) => [key, clauses])),
  };
}

/** Collects groups of actions by the clauses that list them. */
class Classes {
  readonly #groups = new Map<Clauses, (readonly ClassAction[])[]>();

  add(listed: Clauses, actions: readonly ClassAction[]): void {
    const groups = this.#groups.get(listed);
    if (groups === undefined) this.#groups.set(listed, [actions]);
    else groups.push(actions);
  }

  all(): readonly ActionClass[] {
    return [...this.#groups].map(([listed, groups]) => ({ listed, groups }));
  }
}

type Service = {
  readonly patterns: readonly Pattern[];
  readonly classes: Classes;
  readonly inUse: (action: ActionFact) => boolean;
  /** Gets the patterns that cover a known action. */
  readonly known: Set<string>;
};

function addService(service: string, { patterns, classes, inUse, known }: Service): void {
  const near = patterns.filter((pattern) => pattern.service === service || pattern.service === null);
  const whole = union(near.filter((pattern) => pattern.whole).map(({ clauses }) => clauses));
  for (const pattern of near) if (pattern.whole) known.add(pattern.key);
  const rest = near.filter((pattern) => !pattern.whole);
  const literal = Map.groupBy(
    rest.filter(({ glob }) => glob.literal),
    ({ key }) => key,
  );
  const wild = rest.filter(({ glob }) => !glob.literal);
  const bySet = new Map<Clauses, ClassAction[]>();
  for (const action of actionsOfService(service).filter(inUse)) {
    let listed = whole;
    const covering = [
      ...(literal.get(action.key) ?? []),
      ...wild.filter(({ glob }) => matchesGlob(glob, action.key)),
    ];
    for (const pattern of covering) {
      listed |= pattern.clauses;
      known.add(pattern.key);
    }
    const members = bySet.get(listed) ?? [];
    bySet.set(listed, members);
    members.push({ ...action, certain: true });
  }
  for (const [listed, actions] of bySet) classes.add(listed, actions);
}

/**
 * Names that AWS's tables do not have: those written out, and for each wildcard one name that only wildcards cover, since
 * AWS adds actions all the time. A wildcard that covers no known action stands for itself.
 */
function addUnknown(patterns: readonly Pattern[], known: ReadonlySet<string>, classes: Classes): void {
  const names = new Map<string, ClassAction>([[FUTURE, unknownAction(FUTURE, false)]]);
  for (const { key, text, glob } of patterns) {
    if (glob.literal && known.has(key)) continue;
    const name = glob.literal ? key : key.replaceAll('*', FUTURE_WORD).replaceAll('?', '~');
    names.set(name, unknownAction(text, !known.has(key)));
  }
  for (const [name, action] of names) {
    const listed = union(
      patterns.filter(({ glob }) => matchesGlob(glob, name)).map(({ clauses }) => clauses),
    );
    classes.add(listed, [action]);
  }
}

/** No AWS name has a tilde, so only wildcards cover it. */
const FUTURE_WORD = '~~~';
const FUTURE = `${FUTURE_WORD}:${FUTURE_WORD}`;

function unknownAction(name: string, certain: boolean): ClassAction {
  return { name, formats: null, needsResource: false, rank: UNKNOWN_RANK, certain };
}

function patternsOf({ clauses }: Pair): readonly Pattern[] {
  const found = new Map<string, { text: string; clauses: Clauses }>();
  for (const { statement, bit } of clauses)
    for (const text of statement.actions.texts) {
      if (symbolOf('action', text) !== null || text.kind === 'unknown') continue;
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
    statement.actions.texts.flatMap((text: PolicyText) => {
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
