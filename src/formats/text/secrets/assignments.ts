// Names and the values they are given, on the added lines of any file: read by scan.ts. By form alone, since the file may be in any
// language; lines are read one by one and up to a length that people write.
import type { AddedLine } from '../marks.ts';

export type Assignment = {
  readonly name: string;
  readonly value: string;
  /** 1-based, of the value. */
  readonly line: number;
};

/** A longer line is a bundle or data; what stands beyond is left to the shapes. */
const LINE_LENGTH = 10_000;

/** In configuration a value may stand without quotes; in a program that would be a name. */
const BARE =
  /\.(?:ya?ml|env|ini|cfg|conf|properties|toml|tfrc|npmrc|pypirc|netrc|envrc|sh|bash|zsh)$|(?:^|\/)(?:\.env[^/]*|\.?npmrc|\.?pypirc|credentials|dockerfile[^/]*)$/i;

const NAMED = String.raw`["'\x60]?(?<name>[A-Za-z_][\w.-]{0,79})["'\x60]?\]?`;
const QUOTED = [
  new RegExp(String.raw`${NAMED}[ \t]{0,40}(?::=|=>|[:=])[ \t]{0,8}"(?<value>(?:[^"\\]|\\.){1,4096})"`, 'g'),
  new RegExp(String.raw`${NAMED}[ \t]{0,40}(?::=|=>|[:=])[ \t]{0,8}'(?<value>(?:[^'\\]|\\.){1,4096})'`, 'g'),
];
const UNQUOTED =
  /^[ \t]*(?:- )?(?:export |ENV |ARG |set )?(?<name>[A-Za-z_][\w.-]{0,79})[ \t]{0,8}(?:=|:[ \t])[ \t]{0,8}(?<value>[^\s"'#,;{}[\]()]{6,4096})[ \t]*(?:#.*)?$/;
/** `{ password: … }` and `["password=…"]` of YAML on one line. No part can run over what ends it. */
const IN_BRACKETS =
  /[{,[][ \t]{0,8}["']?(?<name>[A-Za-z_][\w.-]{0,79})["']?(?:=|:[ \t])[ \t]{0,8}(?<value>[^\s"'#,;{}[\]()]{6,4096})["']?[ \t]{0,8}(?=[,}\]])/g;
const YAML = /\.ya?ml$/i;
const FLAG = /--(?<name>[a-z][\w-]{0,40})[= ](?<value>[^\s"'`$<{()]{8,4096})/g;

/** `name: DB_PASSWORD` with its value on the next line, as containers are given variables. */
const PAIR_NAME =
  /["']?\b(?:parameter)?(?:name|key)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?<name>[A-Za-z_][\w.-]{0,79})["']?,?[ \t]*$/i;
const PAIR_VALUE = /^[ \t]*["']?(?:parameter)?value["']?$/i;
/** `variable "db_password" {`, whose default is the value. */
const VARIABLE = /^[ \t]*variable[ \t]+"(?<name>[\w-]{1,80})"/;

/** In every name that is asked about; most lines hold none of these. */
const TELLING = /pass|pwd|secret|token|key|cred|connection/i;

export function assignmentsIn(path: string, lines: readonly AddedLine[]): readonly Assignment[] {
  const [bare, yaml] = [BARE.test(path), YAML.test(path)];
  let variable = '';
  return lines.flatMap(({ text: whole, number }, index) => {
    const text = whole.slice(0, LINE_LENGTH);
    variable =
      VARIABLE.exec(text)?.groups?.['name'] ?? (/^\S/.test(text) && !text.startsWith('}') ? '' : variable);
    const pair = pairName(lines, index);
    if (!TELLING.test(text) && pair === null && variable === '') return [];
    return inLine(text, bare, yaml).map(({ name, value }) => ({
      name: meant(name, { pair, variable }),
      value,
      line: number,
    }));
  });
}

function meant(name: string, around: { readonly pair: string | null; readonly variable: string }): string {
  if (PAIR_VALUE.test(name) && around.pair !== null) return around.pair;
  return name === 'default' && around.variable !== '' ? around.variable : name;
}

function pairName(lines: readonly AddedLine[], index: number): string | null {
  const [line, above] = [lines[index], lines[index - 1]];
  if (line === undefined || above === undefined || above.number !== line.number - 1) return null;
  return PAIR_NAME.exec(above.text.slice(0, LINE_LENGTH))?.groups?.['name'] ?? null;
}

function inLine(text: string, bare: boolean, yaml: boolean): readonly Omit<Assignment, 'line'>[] {
  const quoted = [...QUOTED, FLAG, ...(yaml ? [IN_BRACKETS] : [])].flatMap((pattern) => [
    ...text.matchAll(pattern),
  ]);
  const plain = bare ? UNQUOTED.exec(text) : null;
  return [...quoted, ...(plain === null ? [] : [plain])].map(({ groups = {} }) => ({
    name: groups['name'] ?? '',
    value: groups['value'] ?? '',
  }));
}
