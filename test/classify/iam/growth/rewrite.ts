// Random ways to write the same policy: order, duplicates, Sid, case, single values, statements split by action or resource.
import fc from '../../../properties.ts';
import type { JsonStatement } from './policy.ts';

/** Choices of one rewrite; each byte decides one thing. */
export const choices = fc.uint8Array({ minLength: 64, maxLength: 64 });

export function rewrite(statements: readonly JsonStatement[], bytes: Uint8Array): readonly JsonStatement[] {
  let at = 0;
  const next = (): number => bytes[at++ % bytes.length] ?? 0;
  const parts = statements.flatMap((statement) => split(statement, next()));
  const doubled = parts.flatMap((statement) => (next() % 4 === 0 ? [statement, statement] : [statement]));
  const told = doubled.map((statement) => respell(statement, next()));
  return told
    .map((statement) => [next(), statement] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, statement]) => statement);
}

/** A statement that takes a list is the same as one statement for each of its members. */
function split(statement: JsonStatement, choice: number): readonly JsonStatement[] {
  if (choice % 3 === 1 && statement.Action !== undefined)
    return list(statement.Action).map((Action) => ({ ...statement, Action }));
  if (choice % 3 === 2 && statement.Resource !== undefined)
    return list(statement.Resource).map((Resource) => ({ ...statement, Resource }));
  return [statement];
}

function respell(statement: JsonStatement, choice: number): JsonStatement {
  const { Action, NotAction } = statement;
  const recase = (text: string): string => (choice % 2 === 0 ? text.toUpperCase() : text.toLowerCase());
  return {
    ...statement,
    Sid: `s${choice}`,
    ...(Action === undefined ? {} : { Action: turn(list(Action).map(recase), choice) }),
    ...(NotAction === undefined ? {} : { NotAction: turn(list(NotAction).map(recase), choice) }),
    ...(statement.Resource === undefined ? {} : { Resource: turn(list(statement.Resource), choice) }),
  };
}

function turn(texts: readonly string[], choice: number): string | readonly string[] {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && choice % 3 === 0) return only;
  return choice % 5 === 0 ? [...texts, ...texts] : texts.toReversed();
}

function list(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}
