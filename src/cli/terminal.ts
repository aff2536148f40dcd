// What a command may touch of the process: three streams and a few facts about them. main() builds one from `process`.

export type Terminal = {
  /** Data: documents and answers. */
  readonly out: (text: string) => void;
  /** Progress and diagnostics. */
  readonly err: (text: string) => void;
  readonly color: boolean;
  /** stderr is a terminal: progress may be drawn and erased. */
  readonly interactive: boolean;
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string | undefined };
};

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    err: (text) => void stderr.write(text),
    color: stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    interactive: stderr.isTTY,
    cwd: process.cwd(),
    environment: env,
  };
}

/** Draws "label n of total" on an interactive stderr once the work has lasted a second; erases it at the end. Null: nobody knows how many there are. */
export function createProgress(
  terminal: Terminal,
  label: string,
  now: () => number,
): { readonly step: (done: number, total: number | null) => void; readonly end: () => void } {
  const begun = now();
  let drawn = false;
  return {
    step: (done, total) => {
      if (!terminal.interactive || now() - begun < 1_000) return;
      drawn = true;
      terminal.err(`\r\u001b[K${label} ${done}${total === null ? '' : ` of ${total}`}`);
    },
    end: () => {
      if (drawn) terminal.err('\r\u001b[K');
    },
  };
}
