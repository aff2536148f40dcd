// Finds secrets on the lines that a file gains, by form and by name: one of the scanners of `marksOf`. The value itself goes nowhere.
import type { Mark } from '../../../model/change.ts';
import type { Severity } from '../../../model/words.ts';
import type { AddedLine, AddedText } from '../marks.ts';
import { assignmentsIn } from './assignments.ts';
import type { Assignment } from './assignments.ts';
import { awsKeysIn } from './aws-keys.ts';
import { isPlaceholder } from './placeholder.ts';
import { privateKeysIn } from './private-keys.ts';
import { isSecretName } from './secret-name.ts';
import { secretValue } from './secret-value.ts';
import { ADDRESS_PASSWORD, AUTHORIZATION, SECRET_SHAPES } from './shapes.ts';
import type { SecretShape } from './shapes.ts';

/** What was found on one line; `what` fits into "A … stands here". */
export type Found = {
  readonly line: number;
  readonly what: string;
  readonly severity: Severity;
  readonly confidence: Mark['confidence'];
};

/** Lists of checksums, which look like keys; a known form still counts in them. */
const CHECKSUMS =
  /(?:^|\/)(?:[^/]*\.lock(?:\.hcl|\.json)?|[^/]*-lock\.(?:json|ya?ml)|go\.sum|go\.mod|chart\.lock)$/i;

export function scanForSecrets({ path, lines }: AddedText): readonly Omit<Mark, 'file'>[] {
  const whole = lines.map(({ text }) => text).join('\n');
  const shapes = SECRET_SHAPES.filter(({ hints }) => hints.some((hint) => whole.includes(hint)));
  const assignments = CHECKSUMS.test(path) ? [] : assignmentsIn(path, lines);
  const unescaped = lines.map((line) => ({ ...line, text: line.text.replaceAll(ESCAPED_BREAK, '  ') }));
  const named = assignments.filter(({ name }) => isSecretName(name));
  const found = [
    ...(shapes.length === 0 ? [] : unescaped.flatMap((line) => shapesIn(line, shapes))),
    ...lines.flatMap(headersIn),
    ...lines.flatMap(addressesIn),
    ...(whole.includes('PRIVATE KEY') ? privateKeysIn(lines) : []),
    ...(/A[KS]IA/.test(whole) ? awsKeysIn(unescaped) : []),
    ...named.flatMap(valueFound),
  ];
  const byLine = Map.groupBy(assignments, ({ line }) => line);
  const textOf = new Map(lines.map(({ number, text }) => [number, text]));
  const staged = STAGED.test(path);
  return gravestByLine(found)
    .map((one) => (staged ? milder(one) : one))
    .map((one) => markOf(one, nameAmong(byLine.get(one.line) ?? [], textOf.get(one.line) ?? '')));
}

/** A break inside of a text, as it is written: its letter is no part of the word behind it. */
const ESCAPED_BREAK = /\\[nrt]/g;

/** Of several names on a line nobody knows which the value has, unless one of them tells of a secret. */
function nameAmong(assignments: readonly Assignment[], text: string): string | undefined {
  const telling = assignments.filter(({ name }) => isSecretName(name));
  const [name, ...others] = new Set((telling.length > 0 ? telling : assignments).map((one) => one.name));
  return name === undefined || others.length > 0 || isSecretItself(name, text) ? undefined : name;
}

/** A token may stand where a name does (`ghp_…=password`), and a name that was cut short may be its end. */
function isSecretItself(name: string, text: string): boolean {
  if (secretValue(name) === 'key') return true;
  return SECRET_SHAPES.flatMap(({ pattern }) => text.match(pattern) ?? []).some(
    (secret) => secret.includes(name) || name.includes(secret),
  );
}

/** Tests, examples and documents are full of keys made for them; one that opens something looks the same. */
const STAGED =
  /(?:^|\/)(?:tests?|testdata|__tests__|fixtures?|examples?|specs?|docs?)\/|[._-](?:test|spec)\.\w{1,6}$|\.(?:md|mdx|rst|adoc)$/i;

function milder(found: Found): Found {
  const severity = found.severity === 'high' ? 'medium' : 'low';
  return { ...found, severity, confidence: 'low' };
}

function shapesIn({ text, number: line }: AddedLine, shapes: readonly SecretShape[]): readonly Found[] {
  return shapes.flatMap(({ what, pattern }): readonly Found[] =>
    secretsIn(text, pattern).length > 0 ? [{ line, what, severity: 'high', confidence: 'high' }] : [],
  );
}

function headersIn({ text, number: line }: AddedLine): readonly Found[] {
  if (!/authorization/i.test(text)) return [];
  const found = secretsIn(text, AUTHORIZATION).some((secret) => secretValue(secret) !== null);
  return found ? [{ line, what: 'credential in a header', severity: 'high', confidence: 'medium' }] : [];
}

/** Without those that are made up. */
function secretsIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)]
    .map((match) => match.groups?.['secret'] ?? match[0])
    .filter((secret) => !isPlaceholder(secret));
}

/** Hosts of one's own machine and of a compose file: what opens them opens nothing else. */
const LOCAL_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[a-z][a-z0-9_-]{0,30}(?::\d+)?$)/i;
const OBVIOUS = /^(?:pass(?:word)?|pwd|secret|token|user(?:name)?|admin|root|postgres|mysql|guest|test)$/i;

function addressesIn({ text, number: line }: AddedLine): readonly Found[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  return [...text.matchAll(ADDRESS_PASSWORD)].flatMap(({ groups = {} }): readonly Found[] => {
    const { secret = '', host = '' } = groups;
    if (isPlaceholder(secret) || OBVIOUS.test(secret)) return [];
    const local = LOCAL_HOST.test(host);
    return [{ line, what: 'password in an address', severity: local ? 'low' : 'high', confidence: 'medium' }];
  });
}

function valueFound({ name, value, line }: Assignment): readonly Found[] {
  // `GithubAppPrivateKey: "GithubAppPrivateKey"` is the name of a field.
  if (fold(value).includes(fold(name)) || fold(name).includes(fold(value))) return [];
  switch (secretValue(value)) {
    case 'key':
      return [{ line, what: 'value that looks like a key', severity: 'high', confidence: 'medium' }];
    case 'password':
      return [{ line, what: 'value that looks like a password', severity: 'medium', confidence: 'medium' }];
    case null:
      return [];
  }
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

const WEIGHT: readonly Severity[] = ['info', 'low', 'medium', 'high'];
const TRUST: readonly Mark['confidence'][] = ['low', 'medium', 'high'];

/** One mark for a line: the token that has a name of its own before the value that looks like one. */
function gravestByLine(found: readonly Found[]): readonly Found[] {
  const byLine = Map.groupBy(found, ({ line }) => line);
  return [...byLine.values()].flatMap((ones) => ones.toSorted((a, b) => gravity(b) - gravity(a)).slice(0, 1));
}

function gravity({ severity, confidence }: Found): number {
  return WEIGHT.indexOf(severity) * 10 + TRUST.indexOf(confidence);
}

function markOf({ line, what, severity, confidence }: Found, name: string | undefined): Omit<Mark, 'file'> {
  const article = /^[aeiou]/i.test(what) ? 'An' : 'A';
  const where = name === undefined ? 'stands here' : `is assigned to \`${name}\``;
  return { rule: 'secret-in-diff', line, message: `${article} ${what} ${where}.`, severity, confidence };
}
