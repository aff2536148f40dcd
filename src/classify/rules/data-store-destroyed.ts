// Finding rule: data may be lost with its store. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { holdsData } from '../data-stores.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { emptied } from '../instances.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import { textOf } from '../values.ts';

export const dataStoreDestroyed: ChangeRule = {
  on: 'change',
  id: 'data-store-destroyed',
  title: 'Data store destroyed',
  severity: 'high',
  confidence: 'high',
  why: 'Deleting or replacing a database, bucket, volume or table destroys what is in it, and a backup may go with it. Leaving the state (`removed`), `count = 0` and an empty `for_each` are the same in other words.',
  remedy:
    'Keep the resource; to move or rename it use a `moved` block, and to retire it let people confirm that the data is gone or saved.',
  check: (change, { kinds }) => {
    if (!holdsData(change, kinds)) return [];
    if (change.type === 'removed') return removedBlock(change);
    if (change.type === 'import' || change.type === 'moved') return [];
    if (change.action === 'delete' || change.action === 'replace') return [lost(change)];
    return emptied(change).map(({ name, line, certain }) =>
      certain
        ? { message: `\`${name}\` leaves no instance of the data store.`, line }
        : {
            message: `\`${name}\` is computed: it may leave no instance of the data store.`,
            line,
            severity: 'medium',
            confidence: 'low',
          },
    );
  },
};

function lost({ action, type, before }: ParsedChange): Hit {
  const name = type ?? 'data store';
  if (action === 'replace') {
    const message = `The ${name} is replaced: what it holds is destroyed and a new, empty one is made.`;
    return { message, line: null };
  }
  // CloudFormation's word for what becomes of a resource that leaves the template.
  const policy = textOf(childOf(treeOf(before), 'DeletionPolicy'));
  if (policy !== null && /^(retain|snapshot)/i.test(policy)) {
    const fate = /^snapshot/i.test(policy) ? 'a last snapshot of it is kept' : 'it lives on unmanaged';
    return { message: `The ${name} leaves the template; ${fate}.`, line: null, severity: 'medium' };
  }
  return { message: `The ${name} is deleted, and what it holds with it.`, line: null };
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
