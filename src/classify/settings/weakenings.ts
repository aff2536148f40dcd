// Protective settings that a change takes away or leaves off: called by the rules that have a table of them.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isCreatedBeside } from '../beside.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { groupKindOf } from '../kubernetes/places.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textOf } from '../values.ts';
import { gradeOf } from './grade.ts';
import type { Grade } from './grade.ts';
import { sentenceOfChange, sentenceOfDoubt, sentenceOfLoss, sentenceOfNew } from './sentences.ts';
import type { Setting } from './setting.ts';

/**
 * One hit for each setting that protects less than in the base, or that a new resource leaves off. `diff` tells whether a
 * setting has only moved into a resource of its own.
 */
export function weakenings(change: ParsedChange, settings: readonly Setting[], diff?: Diff): readonly Hit[] {
  if (change.after === null || change.type === null || isData(change)) return [];
  return settingsFor(change, change.type, settings).flatMap((setting) => {
    if (change.before === null) return ofNew(change, setting);
    const hits = ofChanged(change, setting);
    const moved = hits.length > 0 && hasMoved(change, setting, diff);
    return moved ? hits.map((hit) => ({ ...hit, severity: 'info', confidence: 'low' })) : hits;
  });
}

function hasMoved({ file }: ParsedChange, { instead }: Setting, diff: Diff | undefined): boolean {
  return diff !== undefined && instead !== undefined && isCreatedBeside(instead, file, diff);
}

/** Arguments of a module that carry the name of a setting mean the setting: that is how modules are written. */
function settingsFor(change: ParsedChange, type: string, settings: readonly Setting[]): readonly Setting[] {
  if (type === 'module' && isLocal(change)) return [];
  const other = type === 'module' ? type : (equivalentType(change) ?? type);
  const known = settingsByTypes.get(settings) ?? new Map<string, readonly Setting[]>();
  settingsByTypes.set(settings, known);
  const object = groupKindOf(change) ?? type;
  const key = `${object} ${type} ${other}`;
  const found = known.get(key) ?? ofTypes([object, type, other], settings);
  if (known.size < MOST_TYPES) known.set(key, found);
  return found;
}

/** What a table says of a type is found once for each type: the tables are long, and a pull request has few types. */
const settingsByTypes = new WeakMap<readonly Setting[], Map<string, readonly Setting[]>>();
const MOST_TYPES = 2_000;

function ofTypes(names: readonly string[], settings: readonly Setting[]): readonly Setting[] {
  if (names.includes('module')) return firstOfEachPath(settings.flatMap(asInput));
  return firstOfEachPath(
    settings.filter(({ types }) => types.split(' ').some((wanted) => fits(wanted, names))),
  );
}

function firstOfEachPath(settings: readonly Setting[]): readonly Setting[] {
  return settings.filter((one, index) => settings.findIndex(({ path }) => path === one.path) === index);
}

/** What a module of the repository does with its arguments shows in its own resources. */
function isLocal({ before, after }: ParsedChange): boolean {
  const source = textOf(childOf(treeOf(after ?? before), 'source'));
  return source !== null && /^\.{1,2}(?:\/|$)/.test(source);
}

/** `storage_encrypted` can mean nothing else; a word like `enabled` could. What a module leaves out cannot be told. */
function asInput(setting: Setting): readonly Setting[] {
  const names = setting.path
    .split(' ')
    .filter((name) => /^[a-z]+_[a-z_]+$/.test(name) && name !== 'is_enabled');
  if (setting.scale.tells !== 'switch' || names.length === 0) return [];
  return [{ ...setting, path: names.join(' '), absent: null }];
}

function fits(wanted: string, names: readonly string[]): boolean {
  if (!wanted.endsWith('*')) return names.includes(wanted);
  return names.some((name) => name.startsWith(wanted.slice(0, -1)));
}

function ofNew({ after: state, address }: ParsedChange, setting: Setting): readonly Hit[] {
  const tree = treeOf(state);
  const after = gradeOf(tree, setting);
  const { created } = setting;
  if (created === undefined || after.strength === null || after.strength >= created.below) return [];
  if (isUsual(tree, created.except)) return [];
  const message = sentenceOfNew({ address, setting, after });
  return [{ message, severity: created.severity, line: after.line }];
}

function isUsual(tree: Node, except: string | undefined): boolean {
  const [name = '', value = ''] = except?.split('=') ?? [];
  return except !== undefined && textOf(childOf(tree, name)) === value;
}

function ofChanged({ before: old, after: now, address }: ParsedChange, setting: Setting): readonly Hit[] {
  const before = gradeOf(treeOf(old), setting);
  const after = gradeOf(treeOf(now), setting);
  if (isSame(before, after)) return [];
  const told = { address, setting, before, after };
  const { line } = after;
  if (after.strength === null) {
    if (before.strength === null || before.strength === 0) return [];
    return [{ message: sentenceOfDoubt(told), line, severity: 'low', confidence: 'low' }];
  }
  if (before.strength === null) {
    if (after.strength >= floorOf(setting)) return [];
    const severity = setting.severity === 'high' ? 'medium' : setting.severity;
    return [{ message: sentenceOfChange(told), line, severity, confidence: 'medium' }];
  }
  if (after.strength >= before.strength) return [];
  return [{ message: sentenceOfLoss(told), line, severity: weight(setting, after.strength) }];
}

function isSame(before: Grade, after: Grade): boolean {
  return (
    before.text === after.text && before.expression === after.expression && before.strength === after.strength
  );
}

function weight({ severity, ample }: Setting, strength: number): Severity {
  return ample !== undefined && strength >= ample ? 'low' : severity;
}

/** Below it the head is weak whatever the base was. */
function floorOf({ created }: Setting): number {
  return created?.below ?? 1;
}
