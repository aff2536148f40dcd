// Finding rule: data may be lost with its store. Listed in registry.ts.
import { dirname } from 'node:path/posix';
import type { Attribute, Diff, ParsedChange, ResourceState } from '../../model/change.ts';
import { callsOf, withoutKeys } from '../../model/terraform-address.ts';
import { holdsData } from '../data-stores.ts';
import { isExpression } from '../expression.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { emptied } from '../instances.ts';
import type { Emptied } from '../instances.ts';
import { objectName } from '../kubernetes/places.ts';
import { objectsLost } from '../kubernetes/volumes.ts';
import { retentionOf } from '../retention.ts';
import { treeOf, walk } from '../state-tree.ts';

export const dataStoreDestroyed: ChangeRule = {
  on: 'change',
  id: 'data-store-destroyed',
  title: 'Data store destroyed',
  severity: 'high',
  confidence: 'high',
  why: 'Deleting or replacing a database, bucket, volume or table destroys what is in it, and a backup may go with it. Leaving the state (`removed`), `count = 0`, a smaller `count` and a key that `for_each` loses are the same in other words.',
  remedy:
    'Keep the resource; to move or rename it use a `moved` block, and to retire it let people confirm that the data is gone or saved.',
  check: (change, { kinds, diff }) => {
    if (change.type === 'module') return fromElsewhere(change);
    const objects = objectsLost(change);
    if (objects !== null)
      return [{ message: `${objectName(change)} is deleted, and with it ${objects}.`, line: null }];
    if (!holdsData(change, kinds)) return [];
    if (change.type === 'removed') return removedBlock(change);
    if (change.type === 'import' || change.type === 'moved') return [];
    if (change.action === 'delete' && isReleased(change, diff)) return [];
    if (change.action === 'delete' || change.action === 'replace') return [lost(change)];
    if (change.action === 'unknown' && !change.opaque) return change.attributes.map(doubtful);
    return emptied(change).map(fewer);
  },
};

function fewer({ name, line, certain, wasComputed }: Emptied): Hit {
  if (certain) return { message: `\`${name}\` leaves no instance of the data store.`, line };
  const message = wasComputed
    ? `\`${name}\` was computed: what it says now may leave out instances of the data store.`
    : `\`${name}\` is computed: it may leave out instances of the data store, or all of them.`;
  return { message, line, severity: 'medium', confidence: 'low' };
}

/** Of a call around it, see the action `unknown` of the Terraform format. */
function doubtful({ path }: Attribute): Hit {
  const message = `\`${path}\` is computed: instances of the data store may be destroyed with those of the module.`;
  return { message, line: null, severity: 'medium', confidence: 'low' };
}

function lost(change: ParsedChange): Hit {
  const name = nameOf(change);
  const retention = retentionOf(change);
  const going = change.action === 'replace' ? 'is replaced by a new, empty one' : 'is no longer declared';
  if (retention !== null) {
    const fate = retention === 'snapshot' ? 'a last snapshot of it is kept' : 'it lives on unmanaged';
    return { message: `${name} ${going}; ${fate}.`, line: null, severity: 'medium' };
  }
  const message =
    change.action === 'replace'
      ? `${name} is replaced: what it holds is destroyed and a new, empty one is made.`
      : `${name} is deleted, and what it holds with it.`;
  return { message, line: null };
}

/** Words in the source of a module that say what it makes. */
const STORES =
  /\b(?:rds|aurora|database|db|sql|postgres(?:ql)?|mysql|dynamodb|documentdb|redis|elasticache|memorydb|redshift|opensearch|elasticsearch|s3|s3-bucket|bucket|storage|efs|fsx|kms|cosmosdb|bigquery|spanner|firestore)\b/i;

/** What a module from elsewhere makes is not seen here, and all of it goes with the module. */
function fromElsewhere({ address, action, before }: ParsedChange): readonly Hit[] {
  const source = before?.['source']?.value;
  if (action !== 'delete' || typeof source !== 'string' || /^\.{1,2}(?:\/|$)/.test(source)) return [];
  if (STORES.test(source.replaceAll('_', '-')))
    return [{ message: `${address} is gone, and with it the data stores that ${source} makes.`, line: null }];
  const message = `${address} is gone, and with it all that ${source} makes, which may be data stores.`;
  return [{ message, line: null, severity: 'low', confidence: 'low' }];
}

/** A `removed` block of its root says that it lives on; that block is told by itself. */
function isReleased(change: ParsedChange, { changes }: Diff): boolean {
  const folders = new Set([change.file, ...change.usedIn].map((file) => dirname(file)));
  return changes.some(({ type, address, file, after }) => {
    if (type !== 'removed' || after === null || !folders.has(dirname(file)) || !keepsObject(after))
      return false;
    const from = after['from']?.value;
    const plain = isExpression(from) ? withoutKeys(`${callsOf(address)}${from.expression}`) : null;
    const own = withoutKeys(change.address);
    return plain !== null && (own === plain || own.startsWith(`${plain}.`));
  });
}

/** The name of a resource of CloudFormation does not say what it is. */
function nameOf(change: ParsedChange): string {
  const { address, type } = change;
  return type === null || address.includes(type) ? objectName(change) : `${address} (${type})`;
}

/** Terraform destroys by default; with `destroy = false` the store lives on, unmanaged. */
function removedBlock(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  if (keepsObject(change.after)) {
    return [
      { message: 'The data store leaves the state and lives on unmanaged.', line: null, severity: 'medium' },
    ];
  }
  return [{ message: 'A removed block destroys the data store it names.', line: null }];
}

function keepsObject(after: ResourceState): boolean {
  return walk(treeOf(after)).find(({ name }) => name === 'destroy')?.value === false;
}
