// Finding rule: an update that can only be had by putting a new, empty data store in place of the old one. Listed in registry.ts.
import type { Attribute, ParsedChange } from '../../model/change.ts';
import { holdsData } from '../data-stores.ts';
import { isExpression } from '../expression.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { forcingAttributes, isElsewhere } from '../replacement.ts';
import { retentionOf } from '../retention.ts';
import { foldName, segmentsOf } from '../state-tree.ts';

export const dataStoreReplaced: ChangeRule = {
  on: 'change',
  id: 'data-store-replaced',
  title: 'Data store replaced',
  severity: 'high',
  confidence: 'high',
  why: 'Some arguments of a database, bucket or volume cannot be changed in place: the provider destroys the store and makes a new, empty one, and the diff of one line does not show it. No service takes an engine back to an older version either.',
  remedy:
    'Leave the argument as it is, or move the data first: make the new store beside the old one, copy, switch over, and retire the old one in a pull request of its own.',
  check: (change, { kinds }) => {
    if (!holdsData(change, kinds) || (change.action !== 'replace' && change.action !== 'update')) return [];
    return change.action === 'replace' ? replaced(change) : suspicious(change);
  },
};

function replaced(change: ParsedChange): readonly Hit[] {
  const forcing = forcingAttributes(change);
  const [first] = forcing;
  const line = first?.line ?? null;
  const names = forcing.map(({ path }) => `\`${path}\``).join(', ');
  if (first !== undefined && forcing.some((attribute) => isElsewhere(attribute, change))) {
    const message = `${change.address} is made anew, empty, in another place (${names}): the old one is left behind there, or destroyed.`;
    return [{ message, line }];
  }
  // Where a reference takes the place of a value, or of another, both may come to the same.
  if (first !== undefined && forcing.every(isComputed)) {
    const message = `${change.address} is destroyed and made anew, empty, if ${names} comes to another value: that cannot be changed in place.`;
    return [{ message, line, severity: 'medium', confidence: 'low' }];
  }
  const message = `${change.address} is ${fateOf(change)}: ${first === undefined ? causeOf(change) : `changing ${names} cannot be done in place`}.`;
  return [{ message, line, ...(retentionOf(change) === null ? {} : { severity: 'medium' }) }];
}

const TRIGGER = /^lifecycle\[0\]\.replace_triggered_by(?:$|\[)/;

function causeOf({ after }: ParsedChange): string {
  return Object.keys(after ?? {}).some((path) => TRIGGER.test(path))
    ? 'something that `replace_triggered_by` names changes'
    : 'this change cannot be done in place';
}

function fateOf(change: ParsedChange): string {
  switch (retentionOf(change)) {
    case 'kept':
      return 'made anew, empty, and the old one lives on unmanaged';
    case 'snapshot':
      return 'made anew, empty, and of the old one a snapshot is kept';
    case null:
      return 'destroyed and made anew, empty';
  }
}

function isComputed({ before, after }: Attribute): boolean {
  return isExpression(before) || isExpression(after);
}

/** Arguments by which clients and replicas know a store, and its versions; folded. */
const NAMES: ReadonlySet<string> = new Set([
  'identifier',
  'clusteridentifier',
  'dbclusteridentifier',
  'dbinstanceidentifier',
  'replicationgroupid',
]);
const VERSIONS: ReadonlySet<string> = new Set(['engineversion', 'databaseversion', 'version']);

/** What the tables do not call a replacement, and yet may end as one. */
function suspicious({ address, attributes }: ParsedChange): readonly Hit[] {
  const triggers = attributes.filter(({ path, after }) => TRIGGER.test(path) && after !== null);
  const others = attributes.flatMap((attribute): readonly Hit[] => {
    const { path, line } = attribute;
    const name = foldName(path);
    if (segmentsOf(path).length > 1) return [];
    if (VERSIONS.has(name) && isDowngrade(attribute)) {
      const message = `\`${path}\` of ${address} goes back to an older version, which no service does in place.`;
      return [{ message, line, severity: 'medium', confidence: 'medium' }];
    }
    if (NAMES.has(name) && typeof attribute.before === 'string' && typeof attribute.after === 'string') {
      const message = `${address} gets another \`${path}\`: clients and replicas that know the old one lose it, or it is replaced.`;
      return [{ message, line, severity: 'medium', confidence: 'medium' }];
    }
    return [];
  });
  return [...triggers.slice(0, 1).map((attribute) => triggered(address, attribute)), ...others];
}

function triggered(address: string, { line }: Attribute): Hit {
  const message = `From now on ${address} is destroyed and made anew, empty, whenever something else changes (\`replace_triggered_by\`).`;
  return { message, line, severity: 'medium' };
}

/** `15.4` to `14.9`, `POSTGRES_15` to `POSTGRES_14`; words that differ otherwise say nothing. */
function isDowngrade({ before, after }: Attribute): boolean {
  const [old, now] = [numbersIn(before), numbersIn(after)];
  if (old === null || now === null || old.word !== now.word) return false;
  const at = old.numbers.findIndex((number, index) => number !== (now.numbers[index] ?? number));
  return at >= 0 && (now.numbers[at] ?? 0) < (old.numbers[at] ?? 0);
}

function numbersIn(
  value: Attribute['before'],
): { readonly word: string; readonly numbers: readonly number[] } | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  const numbers = (text.match(/\d{1,9}/g) ?? []).map(Number);
  return numbers.length === 0 ? null : { word: text.replaceAll(/[\d.]/g, ''), numbers };
}
