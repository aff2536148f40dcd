// What verification can find wrong, as data: the chain, the entry and a stable code. Read by cli, web and the demo.

/** docs/security/verify.md explains each in a line. */
export type LedgerFaultCode =
  /** Not an entry: not JSON, not canonical JSON, a field missing, unknown or of the wrong type. */
  | 'ENTRY_MALFORMED'
  /** The content does not give the hash that the entry carries: it was edited. */
  | 'HASH_MISMATCH'
  /** The entry does not continue the one before it: one of the two was replaced. */
  | 'PREV_MISMATCH'
  /** Entries are missing between two others, or at the beginning. */
  | 'SEQ_GAP'
  /** A position that has been passed already comes again. */
  | 'SEQ_REPEATED'
  /** Two different entries continue the same predecessor. */
  | 'CHAIN_FORKED'
  /** An entry of another chain than the one asked for. */
  | 'CHAIN_FOREIGN'
  /** The head row, or an expectation, knows of a later entry than the last one found. */
  | 'CHAIN_TRUNCATED'
  /** The entry at an expected position is not the one that was shown. */
  | 'CHAIN_REWRITTEN'
  /** There are entries, but the store has no head row for their chain. */
  | 'HEAD_MISSING'
  /** The head row does not name the last entry. */
  | 'HEAD_MISMATCH'
  /** An expectation without a chain name, over several chains. */
  | 'EXPECT_AMBIGUOUS'
  /** Stored evidence does not give its digest. */
  | 'EVIDENCE_MISMATCH'
  /** Reading stopped before the end. */
  | 'READ_FAILED';

export type LedgerFault = {
  readonly code: LedgerFaultCode;
  /** Null when not even the chain can be told. */
  readonly chain: string | null;
  readonly seq: number | null;
  /** One sentence. Never holds content of the ledger. */
  readonly message: string;
};
