// A part of a template that differs, as a change; called by `cloudformation`.
import type { ParsedChange } from '../../model/change.ts';
import type { Action } from '../../model/words.ts';
import type { FormatInput } from '../format.ts';
import type { Pair } from '../pair.ts';
import { compareEntries, toState } from '../state.ts';
import { alignLists } from './align-lists.ts';
import { forcesReplacement } from './replacement.ts';
import { propertyPath } from './resource-entries.ts';
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
  const [old, now] = [alignLists(left, right), alignLists(right, left)];
  const attributes = compareEntries(old, now);
  return [
    {
      format: 'cloudformation',
      file: input.path,
      previousFile: input.previousPath,
      startLine,
      endLine,
      address,
      type,
      action: actionOf({ before, after }, attributes),
      attributes,
      usedIn: [],
      opaque: before?.remote === true || after?.remote === true,
      before: before === null ? null : toState(old, now),
      after: after === null ? null : toState(now, old),
    },
  ];
}

function actionOf({ before, after }: Pair<TemplatePart>, attributes: ParsedChange['attributes']): Action {
  const shown = after ?? before;
  if (shown?.remote === true && before?.text === after?.text) return 'unknown';
  if (shown?.settings === true) return 'update';
  if (before === null) return 'create';
  if (after === null) return 'delete';
  const properties = attributes
    .flatMap(({ path: whole }) => propertyPath(whole) ?? [])
    .map((path) => ({ path }));
  return forcesReplacement(after.type ?? '', properties) ? 'replace' : 'update';
}
