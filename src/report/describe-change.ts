// Words for one change, one reason and one place. Called by card, annotations and chain.
import type { DecisionChange, IgnoredWhy } from '../model/decision.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Action } from '../model/words.ts';

export const ACTION_WORD: { readonly [action in Action]: string } = {
  create: 'is created',
  update: 'is changed',
  replace: 'is replaced (destroyed and created anew)',
  delete: 'is deleted',
  unknown: 'changes in an unknown way',
};

export const ACTION_SIGN: { readonly [action in Action]: string } = {
  create: '+',
  update: '~',
  replace: '!',
  delete: '-',
  unknown: '?',
};

/** Why a review does not count, for people. */
export const IGNORED_WORD: { readonly [why in IgnoredWhy]: string } = {
  author: 'wrote a commit or opened the pull request',
  committer: 'committed to it',
  coauthor: 'is a co-author of a commit',
  pusher: 'pushed to it',
  delegator: 'asked the agent for it',
  requester: 'asked for it',
  agent: 'is listed as an agent',
  not_user: 'is not a human account',
  no_write: 'has no write access now',
  not_in_team: 'is not in the team',
  stale_head: 'approved an older commit',
  not_approved: 'has not approved',
  dismissed: 'was dismissed',
};

/** `+a ~c -d !r`, with `?u` where some changes could not be read. A change in n environments is counted in each. */
export function countActions(changes: readonly DecisionChange[]): string {
  const count = (action: Action): number => changes.filter((change) => change.action === action).length;
  const unknown = count('unknown') === 0 ? '' : ` ?${count('unknown')}`;
  return `+${count('create')} ~${count('update')} -${count('delete')} !${count('replace')}${unknown}`;
}

/**
 * Destroying these loses what a revert of the pull request does not bring back. Of data stores those that hold data, as the
 * findings tell: the end of a subnet group or of a bucket's policy loses none.
 */
export function isIrreversible({ action, kinds, findings }: DecisionChange): boolean {
  if (action !== 'delete' && action !== 'replace') return false;
  if (kinds.includes('encryption') || kinds.includes('dns')) return true;
  return kinds.includes('data_store') && findings.some((id) => DATA_LOSS.includes(id));
}

const DATA_LOSS: readonly string[] = ['data-store-destroyed', 'data-store-replaced'];

/** With its full stop: another sentence follows. */
export function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `path:line` or `path:first-last`. */
export function place(at: {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}): string {
  return at.endLine > at.startLine
    ? `${at.file}:${at.startLine}-${at.endLine}`
    : `${at.file}:${at.startLine}`;
}

/** One side of an attribute: JSON, the source text of an expression, or `(none)`. */
export function side(value: JsonValue): string {
  if (value === null) return '(none)';
  const source = isObject(value) ? value['expression'] : undefined;
  return typeof source === 'string' ? source : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `n more` line of a list that was cut, or nothing. */
export function more(total: number, shown: number): readonly string[] {
  return total > shown ? [`- and ${total - shown} more`] : [];
}
