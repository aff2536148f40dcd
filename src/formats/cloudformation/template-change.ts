// A part of a template that differs, as a change; called by `cloudformation`.
import type { ParsedChange } from '../../model/change.ts';
import type { Action } from '../../model/words.ts';
import { alignEntries } from '../align/align-entries.ts';
import type { FormatInput } from '../format.ts';
import type { Pair } from '../pair.ts';
import { compareEntries, toState } from '../state.ts';
import { alignLists } from './align-lists.ts';
import type { TemplatePart } from './template-parts.ts';

/** Both sides are told in full, so that rules can judge the whole resource. */
export function templateChange(
  { before, after }: Pair<TemplatePart>,
  input: FormatInput,
): readonly ParsedChange[] {
  const shown = after ?? before;
  if (shown === null) return [];
  const { address, type, startLine, endLine } = shown;
  const [left, right] = [before?.entries ?? [], after?.entries ?? []];
  const { before: old, after: now } = alignEntries(
    alignLists(left, right),
    alignLists(right, left),
    isUnordered,
  );
  return [
    {
      format: 'cloudformation',
      file: input.path,
      previousFile: input.previousPath,
      startLine,
      endLine,
      address,
      type,
      action: actionOf({ before, after }),
      attributes: compareEntries(old, now),
      usedIn: [],
      opaque: before?.remote === true || after?.remote === true,
      before: before === null ? null : toState(old, now, 'before'),
      after: after === null ? null : toState(now, old),
    },
  ];
}

/** Lists of which the services take every order for the same, wherever they stand. */
function isUnordered(path: string): boolean {
  return /(?:^|\.)(?:Statement|Tags|SecurityGroup(?:In|E)gress)$/.test(path);
}

/** Whether an update is in truth a replacement is for those who know the types. */
function actionOf({ before, after }: Pair<TemplatePart>): Action {
  const shown = after ?? before;
  if (shown?.remote === true && before?.text === after?.text) return 'unknown';
  if (shown?.settings === true || (before !== null && after !== null)) return 'update';
  return before === null ? 'create' : 'delete';
}
