// The templates and files of parameters of a project, read together; called by the project reader.
import { LIMITS } from '../config/limits.ts';
import { once } from '../model/once.ts';
import type { ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { claimSide, contentProblem } from './claim-side.ts';
import { cloudformation } from './cloudformation.ts';
import { belongingsOf } from './cloudformation/belonging.ts';
import type { Belonging } from './cloudformation/belonging.ts';
import { parameterChanges, secretMarks } from './cloudformation/parameter-changes.ts';
import { turnedTemplates } from './cloudformation/nested-calls.ts';
import { holdsHalf, keyGroups, plainKeys } from './cloudformation/key-groups.ts';
import { readParameterFile } from './cloudformation/parameter-file.ts';
import type { ParameterFile } from './cloudformation/parameter-file.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import { hideGiven, shareSecrets } from './cloudformation/shared-secrets.ts';
import { judgeOutputs, outputTakers } from './cloudformation/taken-outputs.ts';
import { templateChanges } from './cloudformation/template-changes.ts';
import { SIDES, allDeclaredNames, setNames } from './cloudformation/stack.ts';
import type { StackParameters, StackTemplate } from './cloudformation/stack.ts';
import { stackChanges } from './cloudformation/stack-changes.ts';
import type { ReadStack } from './cloudformation/stack-changes.ts';
import { createWorlds } from './cloudformation/worlds.ts';
import type { Worlds } from './cloudformation/worlds.ts';
import type { Claimed, Examined, Reading } from './examine-change.ts';
import { formatFileOf } from './format-file.ts';
import type { FormatFile } from './format-file.ts';
import type { FormatInput } from './format.ts';
import { kubernetes } from './kubernetes.ts';
import { opaque } from './opaque.ts';
import type { Project } from './project.ts';
import { opaqueFile } from './whole-file.ts';

/** A reading per change, in their order; null where its own format says all there is to say. */
export function readStacks(
  { changes, around }: Project,
  examined: readonly (Examined | null)[],
): readonly (Reading | null)[] {
  const written = changes.map((change, index) => changedTemplate(change, examined[index] ?? null));
  const files = changes.map((change, index) => changedParameters(change, examined[index] ?? null));
  const isIdle = [...written, ...files].every((one) => one === null);
  if (isIdle && !examined.some((one) => isFree(one) || isObject(one))) return changes.map(() => null);
  const changed = written.filter((one) => one !== null);
  const shared = shareSecrets([...changed, ...around.flatMap((side) => standingTemplate(side) ?? [])]);
  const all = shared.templates;
  const standing = all.slice(changed.length);
  const templates = written.map((one) => (one === null ? null : (all[changed.indexOf(one)] ?? null)));
  const belongings = belongingsOf(all, [
    ...files
      .filter((one, index) => one !== null && !isHalfRead(one, changes[index]))
      .filter((one) => one !== null),
    ...around.flatMap((side) => standingParameters(side) ?? []),
  ]);
  const worlds = createWorlds(all, belongings);
  const turned = turnedTemplates(all);
  const takers = outputTakers(all);
  const budget = { left: LIMITS.templateWorldStates };
  const finish = (template: StackTemplate, plain: readonly ParsedChange[]): readonly ParsedChange[] => {
    const found = stackChanges({ ...worldsOf(template, worlds), plain, budget });
    return judgeOutputs(hideGiven(found, shared.givenBy(template)), takers(template));
  };
  const declared = once(() => all.map(allDeclaredNames));
  const readings = changes.map((change, index) => {
    const [template, file] = [templates[index] ?? null, files[index] ?? null];
    if (template !== null) return readingOf(template, finish);
    if (file !== null && isHalfRead(file, change)) return halfReading(change, file, all);
    const own = belongings.filter((one) => one.parameters === file && one.templates.length > 0);
    if (file === null || own.length === 0)
      return mayBeValues(change, examined[index] ?? null, declared) ? opaqueReading(change) : null;
    return parametersReading({ change, file, own, worlds, examined: examined[index] ?? null });
  });
  // What only its values change in a template stands with a file that changed.
  const more = [...standing, ...turned].flatMap((template) => finish(template, []));
  const first = readings.findIndex((reading) => reading?.result.kind === 'parsed');
  return readings.map((reading, index) => (index === first ? withMore(reading, more) : reading));
}

/** What it says by itself, given to who knows the others. */
function readingOf(
  template: StackTemplate,
  finish: (template: StackTemplate, plain: readonly ParsedChange[]) => readonly ParsedChange[],
): Reading {
  const { document, input } = template;
  const [before, after] = SIDES.map((side) =>
    document[side] === null ? null : { document: document[side], given: null },
  );
  const plain = template.changed ? templateChanges(before ?? null, after ?? null, input) : [];
  return { format: cloudformation.id, result: { kind: 'parsed', changes: finish(template, plain) } };
}

function worldsOf(
  template: StackTemplate,
  worlds: Worlds,
): Pick<ReadStack, 'template' | 'worlds' | 'sources' | 'untold'> {
  return {
    template,
    worlds: worlds.of(template),
    sources: worlds.files(template),
    untold: worlds.untold(template),
  };
}

type ChangedFile = {
  readonly change: FileChange;
  readonly file: StackParameters;
  readonly own: readonly Belonging[];
  readonly worlds: Worlds;
  readonly examined: Examined | null;
};

function parametersReading({ change, file, own, worlds, examined }: ChangedFile): Reading {
  const claimed = examined?.kind === 'claimed' ? (examined.now ?? examined.old) : null;
  const format = claimed?.id ?? 'stack-settings';
  const values = own.flatMap((one) => parameterChanges(one, !one.templates.some(worlds.cut)));
  const untold =
    own.length < setNames(file).length || besideOf(file.file.before) !== besideOf(file.file.after);
  const whole = untold ? [opaqueFile(inputOf(change), format)] : [];
  return {
    format,
    result: { kind: 'parsed', changes: [...values, ...whole] },
    marks: own.flatMap(secretMarks),
  };
}

function besideOf(file: ParameterFile | null): string {
  return file?.beside ?? '';
}

function withMore(reading: Reading | null, more: readonly ParsedChange[]): Reading | null {
  if (reading?.result.kind !== 'parsed') return reading;
  return { ...reading, result: { kind: 'parsed', changes: [...reading.result.changes, ...more] } };
}

/** Null where a side is something else than a template, or cannot be read: then the file is read by itself. */
function changedTemplate(change: FileChange, examined: Examined | null): StackTemplate | null {
  if (examined?.kind !== 'claimed') return null;
  const { old, now } = examined;
  if (![old, now].every((side) => side === null || side.format === cloudformation)) return null;
  if ((old === null) !== (change.before === null) || (now === null) !== (change.after === null)) return null;
  return templateOf(old?.file ?? null, now?.file ?? null, !examined.untouched);
}

function standingTemplate(side: FileSide): StackTemplate | null {
  const claimed = claimSide(side);
  if (claimed.kind !== 'claimed' || claimed.format !== cloudformation) return null;
  return templateOf(claimed.file, claimed.file, false);
}

function templateOf(
  before: FormatFile | null,
  after: FormatFile | null,
  changed: boolean,
): StackTemplate | null {
  const [old, now] = [before, after].map((file) => (file === null ? null : readTemplate(file)));
  if (old?.kind === 'problem' || now?.kind === 'problem') return null;
  const path = (after ?? before)?.path ?? '';
  const previousPath = before === null || before.path === path ? null : before.path;
  return {
    path: { before: before?.path ?? null, after: after?.path ?? null },
    document: { before: old?.document ?? null, after: now?.document ?? null },
    changed,
    input: { path, previousPath, before, after },
  };
}

function changedParameters(change: FileChange, examined: Examined | null): StackParameters | null {
  if (!mayGiveValues(examined)) return null;
  const { before, after } = change;
  const file = { before: parametersOf(before), after: parametersOf(after) };
  if (file.before === null && file.after === null) return null;
  return { path: filePath(change), file, changed: true };
}

/** A side of it gives values in no known way. */
function isHalfRead({ file }: StackParameters, change: FileChange | undefined): boolean {
  return SIDES.some((side) => (change?.[side] ?? null) !== null && file[side] === null);
}

/** What a template is given was known, or will be, and the other side may be anything. */
function halfReading(
  change: FileChange,
  file: StackParameters,
  templates: readonly StackTemplate[],
): Reading | null {
  const isTaken = belongingsOf(templates, [file]).some((one) => one.templates.length > 0);
  return isTaken ? opaqueReading(change) : null;
}

function opaqueReading(change: FileChange): Reading {
  const format = 'stack-settings';
  return { format, result: { kind: 'parsed', changes: [opaqueFile(inputOf(change), format)] } };
}

type Declared = readonly ReturnType<typeof allDeclaredNames>[];

/** Whether it may be read as values of a template by whoever deploys, whatever else it looks like. */
function mayBeValues(change: FileChange, examined: Examined | null, declared: () => Declared): boolean {
  if (isFree(examined)) return namesParameters(change, declared());
  return isObject(examined) && SIDES.some((side) => isDisguised(change[side], declared()));
}

/** An object of Kubernetes holds no plain values beside its kind: where it does, another tool may read them. */
function isDisguised(side: FileSide | null, declared: Declared): boolean {
  if (side?.content.kind !== 'text') return false;
  const groups = formatFileOf(side).syntax().documents.map(plainKeys);
  return groups.some((keys) => declared.some((names) => holdsHalf(keys, names)));
}

/** Whether a side gives something to the parameters of a template in a way that nobody knows. */
function namesParameters(change: FileChange, declared: Declared): boolean {
  return SIDES.some((side) => {
    const content = change[side]?.content;
    const groups = content?.kind === 'text' ? keyGroups(formatFileOf(change[side] as FileSide)) : [];
    return groups.some((keys) => declared.some((names) => holdsHalf(keys, names)));
  });
}

function isFree(examined: Examined | null): boolean {
  return examined?.kind === 'settled' && examined.reading === null;
}

function isObject(examined: Examined | null): boolean {
  return (
    examined?.kind === 'claimed' && [examined.old, examined.now].some((side) => side?.format === kubernetes)
  );
}

function standingParameters(side: FileSide): StackParameters | null {
  const claimed = claimSide(side);
  if (claimed.kind === 'refused' || (claimed.kind === 'claimed' && !isSettings(claimed))) return null;
  const file = parametersOf(side);
  return file === null ? null : { path: side.path, file: { before: file, after: file }, changed: false };
}

function parametersOf(side: FileSide | null): ParameterFile | null {
  return side?.content.kind !== 'text' || contentProblem(side.content) !== null
    ? null
    : readParameterFile(formatFileOf(side));
}

/** Nobody's file, or one of those that are recognised as settings of stacks. */
function mayGiveValues(examined: Examined | null): boolean {
  if (examined === null) return false;
  if (examined.kind === 'settled') return examined.reading === null;
  return [examined.old, examined.now].every((side) => side === null || isSettings(side));
}

function isSettings({ format, id }: Claimed): boolean {
  return format === opaque && /^(?:stack-settings|cloudformation)$/.test(id);
}

function inputOf({ before, after }: FileChange): FormatInput {
  const [old, now] = [before, after].map((side) => (side === null ? null : formatFileOf(side)));
  const path = (after ?? before)?.path ?? '';
  const previousPath = before === null || before.path === path ? null : before.path;
  return { path, previousPath, before: old ?? null, after: now ?? null };
}
