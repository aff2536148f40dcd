// The parts of a workflow, an action or a bot's settings, and the changes they come to; called by those formats.
import type { ParsedChange } from '../../model/change.ts';
import type { SyntaxEntry } from '../../syntax/index.ts';
import type { FormatInput } from '../format.ts';
import { compareEntries, toState } from '../state.ts';
import type { Entry } from '../state.ts';
import { countedFile } from '../whole-file.ts';

/** One side of a part. */
export type Side = {
  /** 1-based. */
  readonly startLine: number;
  readonly endLine: number;
  readonly entries: readonly Entry[];
  /** What it is judged together with (the triggers of a job): in its state, and never a difference of its own. */
  readonly around: readonly Entry[];
};

export type PartPair = {
  readonly address: string;
  readonly type: string;
  readonly before: Side | null;
  readonly after: Side | null;
};

type Of = {
  readonly input: FormatInput;
  readonly format: string;
  /** Of the file as a whole. */
  readonly type: string;
};

/**
 * A change for each part that differs, and one for another path. Beside them stand the parts that do not differ and that others
 * are judged with: what one job hands on, another one runs.
 */
export function changesOf(pairs: readonly PartPair[], of: Of): readonly ParsedChange[] {
  const told = pairs.map((pair) => ({ pair, change: toChange(pair, of) }));
  const changes = [...renaming(of), ...told.flatMap(({ change }) => change ?? [])];
  if (changes.length === 0) return [];
  return [...changes, ...told.flatMap(({ pair, change }) => (change === null ? asItStands(pair, of) : []))];
}

/** Parts that hand values on: jobs, and what an action takes and gives. */
const HANDS_ON = /^(?:jobs\b.*|inputs|outputs|runs)$/s;

/** And so does what starts a workflow where others call it. */
function handsOn({ address, after }: PartPair): boolean {
  if (address === 'on')
    return after?.entries.some(({ path }) => path.startsWith('on.workflow_call.')) === true;
  return HANDS_ON.test(address);
}

function asItStands(pair: PartPair, of: Of): readonly ParsedChange[] {
  const { address, before, after } = pair;
  if (before === null || after === null || of.type === 'bot' || !handsOn(pair)) return [];
  // The top level of a workflow is judged with all jobs, and they stand here by themselves.
  const side = (one: Side): Side => (address === 'on' ? { ...one, around: [] } : one);
  return [{ ...changeOf({ ...pair, before: side(before), after: side(after) }, of), standing: true }];
}

/**
 * Workflows and actions go by their path, for those who call them and in the `job_workflow_ref` that clouds trust: another
 * path is a change even where nothing else is.
 */
function renaming({ input, format, type }: Of): readonly ParsedChange[] {
  if (input.previousPath === null) return [];
  const moved = { path: 'file', line: null, before: input.previousPath, after: input.path, sensitive: false };
  return [{ ...countedFile(input, format), endLine: 1, type, attributes: [moved] }];
}

function toChange(pair: PartPair, of: Of): ParsedChange | null {
  const { before, after } = pair;
  const change = changeOf(pair, of);
  return before !== null && after !== null && change.attributes.length === 0 ? null : change;
}

function changeOf({ address, type, before, after }: PartPair, { input, format }: Of): ParsedChange {
  const shown = after ?? before;
  return {
    format,
    file: input.path,
    previousFile: input.previousPath,
    startLine: shown?.startLine ?? 1,
    endLine: shown?.endLine ?? 1,
    address,
    type,
    action: before === null ? 'create' : after === null ? 'delete' : 'update',
    attributes: compareEntries(before?.entries ?? [], after?.entries ?? []),
    usedIn: [],
    opaque: false,
    before: stateOf(before),
    after: stateOf(after),
  };
}

/**
 * In an attribute a value with a masked piece is hidden as a whole, so that the digest of the change knows there is more
 * to it. In the state the rest of it stays: a script is judged by what it does around its secret.
 */
function stateOf(side: Side | null): ParsedChange['before'] {
  if (side === null) return null;
  const open = [...side.entries, ...side.around].map((entry) => ({ ...entry, sensitive: false }));
  return toState(open, []);
}

/** Entries of a part as they stand below another name. */
export function below(base: string, entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry) => ({
    ...entry,
    path: entry.path.startsWith('[') ? `${base}${entry.path}` : `${base}.${entry.path}`,
  }));
}

/** From its key to the end of its value. */
export function linesOf({ keyLine, value }: SyntaxEntry): Pick<Side, 'startLine' | 'endLine'> {
  return { startLine: keyLine, endLine: Math.max(keyLine, value.endLine) };
}
