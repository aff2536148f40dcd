// Which ledger a command reads: an exported file, a data folder, or the database of the environment. Read-only, beside a running server.
import { openLedgerReadOnly } from '../adapters/store/index.ts';
import { readEnvironment } from '../config/env.ts';
import type { LedgerReader } from '../ledger/index.ts';
import { optionalOption, type Options } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** Options that both ledger commands take. */
export const LEDGER_SOURCE_OPTIONS = { file: 'string', 'data-dir': 'string', chain: 'string' } as const;

/** The database that the options, or else the environment, name. Throws Fault NOT_FOUND when there is none. */
export async function openLedger(options: Options, terminal: Terminal): Promise<LedgerReader> {
  const dataDir = optionalOption(options, 'data-dir');
  const { environment } = readEnvironment(terminal.environment);
  if (dataDir === null && environment.DATABASE_URL !== undefined) {
    return await openLedgerReadOnly({ databaseUrl: environment.DATABASE_URL });
  }
  return await openLedgerReadOnly({ dataDir: dataDir ?? environment.AIGOV_DATA_DIR });
}
