// What is too wide in one Allow statement: called by rules/iam-wildcard.ts.
import type { Finding } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isAccount } from './account-root.ts';
import { isEveryResource, readAction } from './actions.ts';
import type { ActionPattern } from './actions.ts';
import { withinHeldService } from './held-services.ts';
import type { PolicyDocument, PolicySet, PolicyStatement, PolicyText } from './policy-document.ts';

export type Offence = {
  /** The rights, equal for equal ones. What the base has already, or has `wider`, is no finding. */
  readonly rights: readonly string[];
  readonly wider: readonly string[];
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Finding['confidence'];
  readonly line: number;
  /** Where one message may speak of several: what they name, for `changes` in the order of the rights, and how they offend. */
  readonly names?: readonly string[];
  readonly kind?: 'service' | 'changes';
};

/** Of all statements that allow something; a computed effect may be Allow. */
export function offencesIn({ statements }: PolicyDocument): readonly Offence[] {
  return statements.filter(({ effect }) => effect !== 'Deny').flatMap(offencesOf);
}

/** A condition may narrow a statement in ways that are not judged here: findings stay, with less confidence. */
function offencesOf(statement: PolicyStatement): readonly Offence[] {
  const conditional = statement.conditions.length > 0;
  const found = [
    ...everyAction(statement),
    ...notAction(statement),
    ...everyActionOfService(statement),
    ...writesEverywhere(statement),
    ...computedActions(statement),
  ];
  return found.map(({ rights, wider = [], message, severity, confidence, names, kind }) => ({
    rights: conditional ? rights.map((right) => `${right}${CONDITION}`) : rights,
    wider: [...wider, ...(conditional ? wider.map((right) => `${right}${CONDITION}`) : [])],
    message,
    severity: withinHeldService(severity, [statement]),
    confidence: confidence ?? (conditional ? 'medium' : 'high'),
    line: statement.line,
    ...(names === undefined || kind === undefined ? {} : { names, kind }),
  }));
}

/**
 * What the base had not: the same rights, the same without a condition, and wider ones are old. Of several changes on
 * every resource only those that are new are named, and they alone decide how grave it is.
 */
export function freshIn(offence: Offence, old: ReadonlySet<string>): readonly Offence[] {
  const { rights, wider, names = [], kind } = offence;
  const had = (right: string): boolean => old.has(right) || old.has(right.replace(CONDITION, ''));
  if (rights.every(had) || wider.some((right) => old.has(right))) return [];
  if (kind !== 'changes') return [offence];
  const fresh = names.filter((_, index) => {
    const right = rights[index] ?? '';
    return !had(right) && !had(ofService(right));
  });
  if (fresh.length === 0) return [];
  return [
    {
      ...offence,
      names: fresh,
      message: changesEverywhere(fresh),
      severity: weightOf(fresh.map(readAction)),
    },
  ];
}

/** `s3:putobject everywhere` is part of `s3:* everywhere`. */
function ofService(right: string): string {
  return right.replace(/:\S*/, ':*');
}

const CONDITION = ' under a condition';

type Draft = Pick<Offence, 'rights' | 'message' | 'severity' | 'names' | 'kind'> & {
  readonly wider?: Offence['wider'];
  readonly confidence?: Offence['confidence'];
};

function everyAction(statement: PolicyStatement): readonly Draft[] {
  if (!patterns(statement).some(({ reach }) => reach === 'every')) return [];
  const message = 'This statement allows every action.';
  return [{ ...scoped('every action', statement), message, severity: 'high' }];
}

function notAction({ actions }: PolicyStatement): readonly Draft[] {
  if (!actions.not) return [];
  const message = 'Allow with NotAction grants every action but those named, new services included.';
  return [{ rights: [`all but ${sourcesOf(actions).toSorted().join()}`], message, severity: 'high' }];
}

/** Every key policy hands its key to the account, by every action for the root: that is no wildcard of anybody's. */
function everyActionOfService(statement: PolicyStatement): readonly Draft[] {
  const own = isAccount(statement.principals);
  return patterns(statement)
    .filter(({ reach, text }) => reach === 'service' && !(own && /^kms:/i.test(text)))
    .map((pattern) => ({
      ...scoped(pattern.text.toLowerCase(), statement),
      message: everyActionOf([pattern.text]),
      severity:
        pattern.power || (isEverywhere(statement) && statement.principals === null) ? 'high' : 'medium',
      names: [pattern.text],
      kind: 'service' as const,
    }));
}

function everyActionOf(names: readonly string[]): string {
  return `This statement allows every action of a service (${shortened(names)}).`;
}

/** In a policy of one resource `*` is that resource, so only policies of identities count. */
function writesEverywhere(statement: PolicyStatement): readonly Draft[] {
  if (statement.principals !== null || !isEverywhere(statement)) return [];
  const writing = patterns(statement).filter(({ reach, writes }) => reach === 'some' && writes);
  if (writing.length === 0) return [];
  const names = writing.map(({ text }) => text).toSorted();
  return [
    {
      rights: names.map((name) => `${name.toLowerCase()} everywhere`),
      message: changesEverywhere(names),
      severity: weightOf(writing),
      names,
      kind: 'changes' as const,
    },
  ];
}

function weightOf(writing: readonly ActionPattern[]): Severity {
  return writing.some(({ power }) => power) ? 'high' : 'medium';
}

function changesEverywhere(names: readonly string[]): string {
  return `This statement allows changes on every resource (${shortened(names)}).`;
}

function shortened(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** What offends in the same way and weight is told once, at the first place. */
export function joinOffences(offences: readonly Offence[]): readonly Offence[] {
  const groups = Map.groupBy(offences, ({ kind, severity, confidence }) =>
    JSON.stringify([kind, severity, confidence]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.kind === undefined || group.length === 1) return group;
    const names = [...new Set(group.flatMap((offence) => offence.names ?? []))].toSorted();
    const message = first.kind === 'service' ? everyActionOf(names) : changesEverywhere(names);
    const several = group.some(({ line }) => line !== first.line);
    return [
      {
        ...first,
        message: several ? message.replace('This statement allows', 'Statements here allow') : message,
      },
    ];
  });
}

/** Unknown is not safe: a computed action may be a wildcard, all the more where the expression holds one. */
function computedActions({ actions }: PolicyStatement): readonly Draft[] {
  if (actions.not) return [];
  return actions.texts.flatMap((text) => {
    if (text.kind === 'known') return [];
    const star = /"[\w-]*:?\*"/.test(text.source);
    return {
      rights: [`computed ${text.source}`],
      message: 'The actions are computed, so this statement may allow any.',
      severity: star ? ('high' as const) : ('low' as const),
      confidence: star ? ('medium' as const) : ('low' as const),
    };
  });
}

function patterns({ actions }: PolicyStatement): readonly ActionPattern[] {
  return actions.not ? [] : known(actions.texts).map(readAction);
}

/** NotResource with Allow is everything but what is named. */
function isEverywhere({ resources }: PolicyStatement): boolean {
  return resources !== null && (resources.not || known(resources.texts).some(isEveryResource));
}

/** A right on everything, or on what is named: then the right on everything is a wider one. */
function scoped(right: string, statement: PolicyStatement): Pick<Offence, 'rights' | 'wider'> {
  const everywhere = `${right} everywhere`;
  if (isEverywhere(statement)) return { rights: [everywhere], wider: [] };
  return { rights: [`${right} on ${sourcesOf(statement.resources).toSorted().join()}`], wider: [everywhere] };
}

function known(texts: readonly PolicyText[]): readonly string[] {
  return texts.flatMap((text) => (text.kind === 'known' ? [text.text] : []));
}

function sourcesOf(set: PolicySet | null): readonly string[] {
  return (set?.texts ?? []).map((text) => (text.kind === 'known' ? text.text : text.source));
}
