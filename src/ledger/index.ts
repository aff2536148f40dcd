// The face of the ledger.
export { chainName } from './chain.ts';
export { parseExpectation, type Expectation } from './expectation.ts';
export { exportCsv, exportJsonLines, storedEntries, type ExportOptions } from './export.ts';
export type { LedgerFault, LedgerFaultCode } from './fault.ts';
export { verifyChain, type VerifyOptions, type VerifyResult } from './verify.ts';
export { verifyLedger, type VerifyLedgerOptions } from './verify-ledger.ts';
export type { ChainHead, LedgerReader, LedgerStore, StoredEntry, StoredEvidence } from './store.ts';
export { sealEntry as seal } from '../model/seal.ts';
