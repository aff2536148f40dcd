// What is too wide in one Allow statement: called by rules/iam-wildcard.ts.
import type { Finding } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isEveryResource, readAction } from './actions.ts';
import type { ActionPattern } from './actions.ts';
import type { Statement } from './statements.ts';

export type Offence = {
  /** The rights, equal for equal ones. What the base has already, or has `wider`, is no finding. */
  readonly rights: readonly string[];
  readonly wider: readonly string[];
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Finding['confidence'];
  readonly line: number;
};

/** A condition may narrow a statement in ways that are not judged here: findings stay, with less confidence. */
export function offencesOf(statement: Statement): readonly Offence[] {
  const found = [
    ...everybody(statement),
    ...everyAction(statement),
    ...notAction(statement),
    ...everyActionOfService(statement),
    ...writesEverywhere(statement),
    ...computedActions(statement),
  ];
  return found.map(({ rights, wider = [], message, severity, confidence }) => ({
    rights: statement.hasCondition ? rights.map((right) => `${right}${CONDITION}`) : rights,
    wider: [...wider, ...(statement.hasCondition ? wider.map((right) => `${right}${CONDITION}`) : [])],
    message,
    severity,
    confidence: confidence ?? (statement.hasCondition ? 'medium' : 'high'),
    line: statement.line,
  }));
}

/** Whether the base had these rights: the same, the same without a condition, or wider ones. */
export function isCovered({ rights, wider }: Offence, old: ReadonlySet<string>): boolean {
  const had = (right: string): boolean => old.has(right) || old.has(right.replace(CONDITION, ''));
  return rights.every(had) || wider.some((right) => old.has(right));
}

const CONDITION = ' under a condition';

type Draft = Pick<Offence, 'rights' | 'message' | 'severity'> & {
  readonly wider?: Offence['wider'];
  readonly confidence?: Offence['confidence'];
};

/** Trust and resource policies: not what may be done is too wide, but who may do it. */
function everybody(statement: Statement): readonly Draft[] {
  if (!statement.forEverybody) return [];
  const { actions, notActions, resources, hasCondition } = statement;
  const what = [actions, notActions].flatMap(({ known, unknown }) => [...known, ...unknown]);
  const where = [...resources.known, ...resources.unknown].toSorted().join();
  const right = (action: string): string => `everybody may ${action.toLowerCase()} on ${where}`;
  return [
    {
      rights: what.length === 0 ? [right('')] : what.map(right),
      message: hasCondition
        ? 'This statement names everybody as principal, held back by its condition alone.'
        : 'This statement lets everybody in: its principal is a wildcard.',
      severity: hasCondition ? 'medium' : 'high',
    },
  ];
}

function everyAction(statement: Statement): readonly Draft[] {
  if (!patterns(statement).some(({ reach }) => reach === 'every')) return [];
  const message = 'This statement allows every action.';
  return [{ ...scoped('every action', statement), message, severity: 'high' }];
}

function notAction({ notActions }: Statement): readonly Draft[] {
  const named = [...notActions.known, ...notActions.unknown];
  if (named.length === 0) return [];
  const message = 'Allow with NotAction grants every action but those named, new services included.';
  return [{ rights: [`all but ${named.toSorted().join()}`], message, severity: 'high' }];
}

function everyActionOfService(statement: Statement): readonly Draft[] {
  return patterns(statement)
    .filter(({ reach }) => reach === 'service')
    .map((pattern) => ({
      ...scoped(pattern.text.toLowerCase(), statement),
      message: `This statement allows every action of a service (${pattern.text}).`,
      severity: pattern.power || (isEverywhere(statement) && !statement.hasPrincipal) ? 'high' : 'medium',
    }));
}

/** In a policy of one resource `*` is that resource, so only policies of identities count. */
function writesEverywhere(statement: Statement): readonly Draft[] {
  if (statement.hasPrincipal || !isEverywhere(statement)) return [];
  const writing = patterns(statement).filter(({ reach, writes }) => reach === 'some' && writes);
  if (writing.length === 0) return [];
  const names = writing.map(({ text }) => text).toSorted();
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [
    {
      rights: names.map((name) => `${name.toLowerCase()} everywhere`),
      message: `This statement allows changes on every resource (${shown}).`,
      severity: writing.some(({ power }) => power) ? 'high' : 'medium',
    },
  ];
}

/** Unknown is not safe: a computed action may be a wildcard, all the more where the expression holds one. */
function computedActions({ actions }: Statement): readonly Draft[] {
  return actions.unknown.map((source) => {
    const star = /"[\w-]*:?\*"/.test(source);
    return {
      rights: [`computed ${source}`],
      message: 'The actions are computed, so this statement may allow any.',
      severity: star ? ('high' as const) : ('medium' as const),
      confidence: star ? ('medium' as const) : ('low' as const),
    };
  });
}

function patterns({ actions }: Statement): readonly ActionPattern[] {
  return actions.known.map(readAction);
}

/** NotResource with Allow is everything but what is named. */
function isEverywhere({ resources, notResources }: Statement): boolean {
  const excepted = notResources.known.length + notResources.unknown.length > 0;
  return excepted || resources.known.some(isEveryResource);
}

/** A right on everything, or on what is named: then the right on everything is a wider one. */
function scoped(right: string, statement: Statement): Pick<Offence, 'rights' | 'wider'> {
  const everywhere = `${right} everywhere`;
  if (isEverywhere(statement)) return { rights: [everywhere], wider: [] };
  const named = [...statement.resources.known, ...statement.resources.unknown].toSorted().join();
  return { rights: [`${right} on ${named}`], wider: [everywhere] };
}
