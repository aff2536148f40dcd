// The actions of a planned change as an action of ours; called by `plannedChange`.
import type { JsonValue } from '../../model/json.ts';
import type { Action } from '../../model/words.ts';

/**
 * `none`: nothing is done to the object. By hashicorp/terraform, internal/command/jsonplan. The order of create and delete
 * tells only which comes first. What is forgotten leaves the state and lives on, so nothing looks after it: as if deleted.
 */
const ACTIONS: ReadonlyMap<string, Action | 'none'> = new Map([
  ['no-op', 'none'],
  ['read', 'none'],
  ['create', 'create'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['delete create', 'replace'],
  ['create delete', 'replace'],
  ['forget', 'delete'],
  ['create forget', 'replace'],
]);

/** Terraform writes actions that it does not know itself by their name, so whatever is not in the table is unknown. */
export function plannedAction(actions: JsonValue | undefined): Action | 'none' {
  const words = Array.isArray(actions) ? actions : [];
  return (
    ACTIONS.get(words.map((word: JsonValue) => (typeof word === 'string' ? word : '?')).join(' ')) ??
    'unknown'
  );
}

/** Whether our word for it says less than the plan does. */
export function isUncommon(actions: JsonValue | undefined): boolean {
  const words: readonly JsonValue[] = Array.isArray(actions) ? actions : [];
  return words.includes('forget') || plannedAction(actions) === 'unknown';
}
