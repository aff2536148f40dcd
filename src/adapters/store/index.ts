// The face of the store: the only file of this folder that main.ts, cli.ts and the demo import.
export { openLedgerReadOnly, readLedgerFile, type LedgerLocation } from './ledger-reader.ts';
export { openStore, type Store } from './store.ts';
