// `aigov ledger export`: the ledger as JSON lines or CSV, on stdout.
import { exportCsv, exportJsonLines, storedEntries } from '../ledger/index.ts';
import { Fault } from '../model/failure.ts';
import type { Command } from './command.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords } from './arguments.ts';
import { openLedger } from './ledger-source.ts';

export const ledgerExportCommand: Command = {
  usage: 'aigov ledger export [--data-dir DIR] [--chain NAME] [--from TIME] [--to TIME] [--format jsonl|csv]',
  summary: 'Write entries to stdout; JSON lines verify by themselves with `ledger verify --file`.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      'data-dir': 'string',
      chain: 'string',
      from: 'string',
      to: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['jsonl', 'csv']);
    const bounds = {
      ...bound('from', optionalOption(options, 'from')),
      ...bound('to', optionalOption(options, 'to')),
    };
    const reader = await openLedger(options, terminal);
    try {
      const entries = storedEntries(reader.entries(optionalOption(options, 'chain') ?? undefined));
      const lines = format === 'csv' ? exportCsv(entries, bounds) : exportJsonLines(entries, bounds);
      for await (const line of lines) terminal.out(line);
      return 0;
    } finally {
      await reader.close();
    }
  },
};

/** A time that cannot be read would silently export nothing. */
function bound(name: 'from' | 'to', value: string | null): { readonly [key: string]: string } {
  if (value === null) return {};
  if (Number.isNaN(Date.parse(value)))
    throw new Fault('USAGE', `--${name} takes a time such as 2026-11-01T00:00:00Z`);
  return { [name]: value };
}
