// The provider lock of Terraform and OpenTofu: which build of each provider is taken, one change per provider.
import type { ParsedChange } from '../model/change.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { parseHcl } from './hcl/parse.ts';
import type { HclBlock, HclBody } from './hcl/read-body.ts';
import { toJson } from './hcl/value.ts';
import type { HclValue } from './hcl/value.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { inBase } from './problem.ts';
import { compareEntries, toState } from './state.ts';
import type { Entry } from './state.ts';

/** https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const terraformLock: Format = {
  id: 'terraform-lock',
  title: 'Terraform provider lock',
  claims: (path) => (/(?:^|\/)\.terraform\.lock\.hcl$/i.test(path) ? 'path' : 'none'),
  recognise: () => 'terraform-lock',
  // It belongs to its folder.
  sameAfterRename: () => false,
  parse,
};

/** Addresses of providers with their host: `registry.terraform.io/hashicorp/aws`. */
const PROVIDER = /^[\p{L}\p{N}.:/_-]+$/u;

type Locked = { readonly key: string; readonly text: string; readonly block: HclBlock };

function parse(input: FormatInput): FormatResult {
  const before = read(input.before);
  const after = read(input.after);
  if (after.kind === 'unreadable') return after;
  if (before.kind === 'unreadable') return { kind: 'unreadable', problem: inBase(before.problem) };
  return {
    kind: 'parsed',
    changes: pairByKey(before.locked, after.locked)
      .map((pair) => toChange(pair, input))
      .filter((change) => change !== null),
  };
}

type Side =
  | { readonly kind: 'read'; readonly locked: readonly Locked[] }
  | Extract<FormatResult, { kind: 'unreadable' }>;

function read(file: FormatFile | null): Side {
  if (file === null) return { kind: 'read', locked: [] };
  const parsed = parseHcl(file.text, PROVIDER);
  if (parsed.kind === 'problem') return { kind: 'unreadable', problem: parsed.problem };
  const stray = strayLine(parsed.body);
  if (stray !== null) return refuse(stray, 'a lock holds one block for each provider and nothing else');
  const locked = parsed.body.blocks.map((block) => ({
    key: JSON.stringify([block.type, ...block.labels]),
    text: block.text,
    block,
  }));
  return { kind: 'read', locked };
}

function refuse(line: number, message: string): Side {
  return { kind: 'unreadable', problem: { line, why: 'parse-error', message } };
}

/** OpenTofu and Terraform write the same blocks; what is neither is nothing that they would read. */
function strayLine({ attributes, blocks }: HclBody): number | null {
  const stray = blocks.find(
    ({ type, labels, body }) => type !== 'provider' || labels.length !== 1 || body.blocks.length > 0,
  );
  return attributes[0]?.line ?? stray?.line ?? null;
}

/** Null where only layout, comments or the order of hashes differ. */
function toChange({ before, after }: Pair<Locked>, { path, previousPath }: FormatInput): ParsedChange | null {
  const shown = (after ?? before)?.block;
  if (shown === undefined) return null;
  const old = entriesOf(before);
  const now = entriesOf(after);
  const attributes = compareEntries(old, now);
  if (before !== null && after !== null && attributes.length === 0) return null;
  return {
    format: 'terraform-lock',
    file: path,
    previousFile: previousPath,
    startLine: shown.line,
    endLine: shown.endLine,
    address: `provider[${JSON.stringify(shown.labels[0] ?? '')}]`,
    type: 'provider',
    action: before === null ? 'create' : after === null ? 'delete' : 'update',
    attributes,
    usedIn: [],
    opaque: false,
    before: before === null ? null : toState(old, now, 'before'),
    after: after === null ? null : toState(now, old),
  };
}

function entriesOf(locked: Locked | null): readonly Entry[] {
  const attributes = locked?.block.body.attributes ?? [];
  return attributes.map((attribute) => {
    const { name, line } = attribute;
    const value = sorted(attribute.value());
    return {
      path: name,
      line,
      compare: toJson(value, 'compare'),
      shown: toJson(value, 'show'),
      sensitive: false,
    };
  });
}

/** Hashes are a set. */
function sorted(value: HclValue): HclValue {
  if (value.kind !== 'list') return value;
  const keyed = value.items.map((item) => ({ item, key: JSON.stringify(toJson(item, 'compare')) }));
  return { ...value, items: keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item) };
}
