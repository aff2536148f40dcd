// Blocks and arguments as Terraform sees them, whichever syntax they are written in; `hcl-body` and `json-body` make them.
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

export type Argument = {
  readonly name: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
  /** As written, its name left out. */
  text(): string;
  /** For people: on one line, named secrets masked. */
  source(): string;
  /** `var.<name>` and `local.<name>` that it reads. */
  references(): ReadonlySet<string>;
  evaluate(scope: Scope): Value;
};

export type Block = {
  readonly type: string;
  /** Decoded. */
  readonly labels: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** As written: equal text in equal surroundings needs no comparison. */
  readonly text: string;
  readonly body: Body;
  /** `var.<name>` and `local.<name>` that anything in it reads. */
  references(): ReadonlySet<string>;
  /** The blocks of override files merged into this one, in their order. */
  readonly overrides: readonly Block[];
};

export type Body = { readonly arguments: readonly Argument[]; readonly blocks: readonly Block[] };

export function argumentOf(body: Body, name: string): Argument | undefined {
  return body.arguments.find((argument) => argument.name === name);
}
