// What else a pull request makes and moves, found once for all changes: called by the settings rules.
import { memory } from '../model/memory.ts';
import type { Diff, ParsedChange } from '../model/change.ts';
import { childOf, treeOf } from './state-tree.ts';
import { textsOf } from './values.ts';

type Beside = {
  /** Types that are made, each with its folder. */
  readonly created: ReadonlySet<string>;
  /** Addresses that `moved` blocks take something from. */
  readonly movedFrom: ReadonlySet<string>;
};

const known = memory<Diff, Beside>();

/** Whether something of a type is made in the folder of a file. */
export function isCreatedBeside(type: string, file: string, diff: Diff): boolean {
  return besideOf(diff).created.has(keyOf(type, file));
}

/** Whether a `moved` block takes the object to another address. */
export function isMoved({ address }: ParsedChange, diff: Diff): boolean {
  return besideOf(diff).movedFrom.has(address);
}

function besideOf(diff: Diff): Beside {
  const beside = known.get(diff) ?? {
    created: new Set(
      diff.changes.flatMap(({ action, type, file }) =>
        action === 'create' && type !== null ? [keyOf(type, file)] : [],
      ),
    ),
    movedFrom: new Set(
      diff.changes.flatMap(({ type, after }) =>
        type === 'moved' ? textsOf(childOf(treeOf(after), 'from')).unknown : [],
      ),
    ),
  };
  known.set(diff, beside);
  return beside;
}

function keyOf(type: string, file: string): string {
  return `${type} ${file.slice(0, file.lastIndexOf('/') + 1)}`;
}
