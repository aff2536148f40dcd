// What every command is, and how it ends. Implemented by the files of this folder, dispatched by cli.ts.
import type { Terminal } from './terminal.ts';

/** 0 pass, 1 not passed, 2 usage or configuration, 3 internal. */
export type ExitCode = 0 | 1 | 2 | 3;

export type Command = {
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
};
