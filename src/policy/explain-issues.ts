// Schema issues as problems with a place, a stable code and "did you mean"; called by `parsePolicy`, and by the command line for files of facts and cases.
import type { z } from 'zod';
import { closest } from '../model/closest.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import { locate, nodeAt, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import type { PolicyProblem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import { keysAt } from './schema/keys.ts';

/** One problem per wrong key or value, in the order of the file. `whole`: what the file is called where all of it is wrong. */
export function explainIssues(
  error: z.ZodError,
  root: SyntaxNode,
  schema: z.core.$ZodType,
  whole = 'the policy',
): readonly PolicyProblem[] {
  const misspelt = error.issues.filter(({ code }) => code === 'unrecognized_keys').map(placeOf);
  return (
    error.issues
      // What a map lacks may be what is misspelt in it.
      .filter((issue) => issue.code !== 'custom' || !misspelt.includes(placeOf(issue)))
      .flatMap((issue) => explain(issue, { root, schema, whole }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
  );
}

function placeOf({ path }: z.core.$ZodIssue): string {
  return JSON.stringify(path.map(String));
}

type Read = { readonly root: SyntaxNode; readonly schema: z.core.$ZodType; readonly whole: string };

function explain(issue: z.core.$ZodIssue, read: Read): readonly PolicyProblem[] {
  const { root, schema } = read;
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey({ key, path, root, known: keysAt(schema, path) }));
  }
  const at = { ...locate(root, path), path: pathText(path) };
  return [
    {
      code: codeOf(issue),
      severity: 'error',
      message: `${messageOf(issue, path, read)}${isInstead(issue, root, path)}${nearest(issue, root, path)}`,
      ...at,
    },
  ];
}

function unknownKey(given: {
  readonly key: string;
  readonly path: Path;
  readonly root: SyntaxNode;
  readonly known: readonly string[];
}): PolicyProblem {
  const { key, path, root, known } = given;
  if (key === '<<') {
    const message = 'merge keys ("<<") are not allowed in a policy; write the keys out';
    return {
      code: 'alias',
      severity: 'error',
      message,
      ...locate(root, path, key),
      path: pathText([...path, key]),
    };
  }
  const plain = key.normalize('NFKC');
  const near = closest(plain, known);
  const hint = near === null ? `known keys: ${known.join(', ')}` : `did you mean "${near}"?`;
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `unknown key "${key}"${foreignSigns(key)}; ${hint}`,
    ...locate(root, path, key),
    path: pathText([...path, key]),
  };
}

/** Letters that look like others, and signs that nobody sees: without a word about them the hint repeats the key. */
function foreignSigns(key: string): string {
  const foreign = [...new Set(key)].filter((sign) => !/^[ -~]$/.test(sign));
  const points = foreign.map(
    (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return points.length === 0 ? '' : ` (with ${points.slice(0, 5).join(', ')}, and keys are plain ASCII)`;
}

function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  if (issue.code === 'custom') return issue.params?.['code'] === 'glob' ? 'glob' : 'invalid-value';
  if (issue.code === 'invalid_type') return isMissing(issue) ? 'missing-key' : 'wrong-type';
  if (issue.code === 'invalid_key') return 'invalid-name';
  return 'invalid-value';
}

function messageOf(issue: z.core.$ZodIssue, path: Path, { root, whole }: Read): string {
  const subject = path.length === 0 ? whole : `"${pathText(path)}"`;
  if (issue.code === 'invalid_type' && isMissing(issue)) return `the key ${subject} is missing`;
  if (issue.code === 'invalid_type') return `${subject} must be ${article(issue.expected)}`;
  if (issue.code === 'too_small') return `${subject} ${tooSmall(issue)}`;
  if (issue.code === 'too_big') return `${subject} ${tooBig(issue)}`;
  if (issue.code === 'invalid_value' && issue.values.length === 1)
    return `${subject} ${canOnlyBe(issue.values[0], nodeAt(root, path))}`;
  if (issue.code === 'invalid_value')
    return `${subject}: one of ${issue.values.map(String).join(', ')} is expected`;
  if (issue.code === 'invalid_key')
    return `${subject}: ${issue.issues[0]?.message ?? 'this name is not allowed'}`;
  return path.length === 0 ? issue.message : `${subject}: ${issue.message}`;
}

function canOnlyBe(value: z.core.util.Primitive, given: SyntaxNode | null): string {
  const isQuoted = typeof value !== 'string' && given?.kind === 'scalar' && given.style !== 'plain';
  return `can only be ${String(value)}${isQuoted ? ', without quotes' : ''}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array' || (origin === 'string' && minimum === 1)) return 'must not be empty';
  return origin === 'string' ? `must have ${minimum} characters or more` : `must be ${minimum} or more`;
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'array') return `has more than ${maximum} entries`;
  return origin === 'string' ? `has more than ${maximum} characters` : `must be ${maximum} or less`;
}

/** What stands there instead of another type, and how that is mended. */
function isInstead(issue: z.core.$ZodIssue, root: SyntaxNode, path: Path): string {
  const given = issue.code === 'invalid_type' && !isMissing(issue) ? nodeAt(root, path) : null;
  if (issue.code !== 'invalid_type' || given === null) return '';
  switch (given.kind) {
    case 'list':
      return issue.expected === 'object' || issue.expected === 'record'
        ? ', and is a list; write "name:" where it has "- name"'
        : ', and is a list';
    case 'map':
      return issue.expected === 'array'
        ? ', and is a map; write "- " before each of its entries'
        : ', and is a map';
    case 'alias':
      return '';
    case 'scalar': {
      if (given.text === '') return ', and nothing stands there; write its value or remove the key';
      const isNumber = ['number', 'int'].includes(issue.expected);
      const isQuoted = isNumber && /^-?\d+(?:\.\d+)?$/.test(given.text);
      // `5.0`, and more digits than a number holds.
      if (isNumber && given.style === 'plain' && /^-?\d+(?:\.0+)?$/.test(given.text))
        return ` in plain digits, and is ${given.text.slice(0, 40)}`;
      return isQuoted && issue.expected === 'number'
        ? ', without quotes'
        : `, and is ${JSON.stringify(given.text.slice(0, 40))}`;
    }
  }
}

/** "Did you mean", for a word that is none of those that the key takes. */
function nearest(issue: z.core.$ZodIssue, root: SyntaxNode, path: Path): string {
  const given = issue.code === 'invalid_value' ? nodeAt(root, path) : null;
  if (issue.code !== 'invalid_value' || issue.values.length === 1 || given?.kind !== 'scalar') return '';
  const near = closest(given.text.normalize('NFKC'), issue.values.map(String));
  return near === null ? '' : `; did you mean "${near}"?`;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.message.endsWith('received undefined');
}

function article(type: string): string {
  const word =
    { array: 'list', object: 'map', record: 'map', int: 'whole number', string: 'text' }[type] ?? type;
  return `a ${word}`;
}
