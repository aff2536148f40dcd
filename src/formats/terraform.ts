// Terraform and OpenTofu configuration: a semantic diff resource by resource and attribute by attribute.
import type { ParsedChange } from '../model/change.ts';
import type { Format, FormatInput, FormatResult, Readers } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { inBase } from './problem.ts';
import { compareEntries, toState } from './state.ts';
import { configurationSubjects, variableSubjects } from './terraform/subjects.ts';
import type { Subject } from './terraform/subjects.ts';

const CONFIGURATION = /\.(?:tf|tofu)$/i;
const VARIABLES = /\.tfvars$/i;

export const terraform: Format = {
  id: 'terraform',
  title: 'Terraform and OpenTofu (HCL)',
  claims: (path) => (CONFIGURATION.test(path) || VARIABLES.test(path) ? 'path' : 'none'),
  recognise: () => 'terraform',
  sameAfterRename: (before, after) => place(before) !== null && place(before) === place(after),
  parse,
};

/**
 * Folder and ending of a file that Terraform merges with its neighbours, so that its name means nothing: null for an
 * override file, which overrides; for a variables file, which is chosen by name; and for a name that Terraform does not
 * load (hidden, or in capitals), since renaming such a file switches it on or off.
 */
function place(path: string): string | null {
  const found = /^(.*\/)?[^./][^/]*\.(tf|tofu)$/.exec(path);
  if (found === null || /(?:^|[/_])override\.\w+$/.test(path)) return null;
  return `${found[1] ?? ''} ${found[2]}`;
}

async function parse(input: FormatInput, _format: string, readers: Readers): Promise<FormatResult> {
  const before = await read(input.before, readers);
  if (before.kind === 'unreadable') return { kind: 'unreadable', problem: inBase(before.problem) };
  const after = await read(input.after, readers);
  if (after.kind === 'unreadable') return after;
  const pairs = pairByKey(before.subjects, after.subjects);
  return {
    kind: 'parsed',
    changes: pairs.map((pair) => toChange(pair, input)).filter((change) => change !== null),
  };
}

type Side =
  | { readonly kind: 'read'; readonly subjects: readonly Subject[] }
  | Extract<FormatResult, { kind: 'unreadable' }>;

async function read(file: FormatFile | null, { hcl }: Readers): Promise<Side> {
  if (file === null) return { kind: 'read', subjects: [] };
  const parsed = await hcl.parse(file.text);
  if (parsed.kind === 'problem') return { kind: 'unreadable', problem: parsed.problem };
  const found = VARIABLES.test(file.path)
    ? variableSubjects(parsed.body, file.text)
    : configurationSubjects(parsed.body, file.text);
  if (found.kind === 'ok') return { kind: 'read', subjects: found.subjects };
  return { kind: 'unreadable', problem: { line: found.line, why: 'parse-error', message: found.message } };
}

/** Null where only layout, comments or the order of attributes differ. */
function toChange({ before, after }: Pair<Subject>, input: FormatInput): ParsedChange | null {
  const shown = after ?? before;
  if (shown === null) return null;
  const old = before?.entries() ?? [];
  const now = after?.entries() ?? [];
  const attributes = compareEntries(old, now);
  if (before !== null && after !== null && attributes.length === 0) return null;
  const update = shown.opaque ? 'unknown' : 'update';
  return {
    format: 'terraform',
    file: input.path,
    previousFile: input.previousPath,
    startLine: shown.startLine,
    endLine: shown.endLine,
    address: shown.address,
    type: shown.type,
    action: before === null ? 'create' : after === null ? 'delete' : update,
    attributes,
    usedIn: [],
    opaque: shown.opaque,
    before: before === null ? null : toState(old, now),
    after: after === null ? null : toState(now, old),
  };
}
