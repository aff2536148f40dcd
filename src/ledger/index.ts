// The face of the ledger.
export { chainName } from './chain.ts';
export { parseExpectation, type Expectation } from './expectation.ts';
export { exportCsv, exportJsonLines, storedEntries } from './export.ts';
export type { LedgerFault } from './fault.ts';
export { verifyChain, type VerifyResult } from './verify.ts';
export { verifyLedger } from './verify-ledger.ts';
export type { LedgerReader, LedgerStore, StoredEvidence } from './store.ts';
export { sealEntry as seal } from '../model/seal.ts';
