// Finding rule: data may be lost with its store. Listed in registry.ts.
import type { Attribute, ParsedChange } from '../../model/change.ts';
import { holdsData } from '../data-stores.ts';
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
  check: (change, { kinds }) => {
    const objects = objectsLost(change);
    if (objects !== null)
      return [{ message: `${objectName(change)} is deleted, and with it ${objects}.`, line: null }];
    if (!holdsData(change, kinds)) return [];
    if (change.type === 'removed') return removedBlock(change);
    if (change.type === 'import' || change.type === 'moved') return [];
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
  const going = change.action === 'replace' ? 'is replaced by a new, empty one' : 'leaves the template';
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

/** The name of a resource of CloudFormation does not say what it is. */
function nameOf(change: ParsedChange): string {
  const { address, type } = change;
  return type === null || address.includes(type) ? objectName(change) : `${address} (${type})`;
}

/** Terraform destroys by default; with `destroy = false` the store lives on, unmanaged. */
function removedBlock(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const destroy = walk(treeOf(change.after)).find(({ name }) => name === 'destroy');
  if (destroy?.value === false) {
    return [
      { message: 'The data store leaves the state and lives on unmanaged.', line: null, severity: 'medium' },
    ];
  }
  return [{ message: 'A removed block destroys the data store it names.', line: null }];
}
