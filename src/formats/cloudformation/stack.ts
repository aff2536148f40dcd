// Templates and files of parameters on both sides, as `readStacks` hands them to those who bring them together.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatInput } from '../format.ts';
import { member } from '../tree.ts';
import type { ParameterFile, ParameterSet } from './parameter-file.ts';

export type Side = 'before' | 'after';
export const SIDES: readonly Side[] = ['before', 'after'];
export type Sides<T> = Readonly<Record<Side, T>>;

/** A template, the same on both sides where it did not change. */
export type StackTemplate = {
  /** Null where it is not there. */
  readonly path: Sides<string | null>;
  /** With aliases followed and loops written out; null where it is not there. */
  readonly document: Sides<SyntaxNode | null>;
  readonly changed: boolean;
  readonly input: FormatInput;
};

/** A file that gives values to parameters. */
export type StackParameters = {
  readonly path: string;
  /** Null where it is not there, or gives nothing that is known. */
  readonly file: Sides<ParameterFile | null>;
  readonly changed: boolean;
};

/** Names of the parameters that a template declares. */
export function declaredNames({ document }: StackTemplate, side: Side): ReadonlySet<string> {
  const parameters = member(document[side] ?? undefined, 'Parameters');
  return new Set(parameters?.kind === 'map' ? parameters.entries.map(({ key }) => key) : []);
}

/** On either side. */
export function allDeclaredNames(template: StackTemplate): ReadonlySet<string> {
  return new Set(SIDES.flatMap((side) => [...declaredNames(template, side)]));
}

export function setNames({ file }: StackParameters): readonly string[] {
  return [...new Set(SIDES.flatMap((side) => file[side]?.sets.map(({ name }) => name) ?? []))];
}

export function setOf({ file }: StackParameters, side: Side, name: string): ParameterSet | null {
  return file[side]?.sets.find((set) => set.name === name) ?? null;
}
