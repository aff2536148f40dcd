// Verification of a whole ledger where it lies: every chain, its head row, its columns and its evidence. Called by cli and demo.
import { sha256Hex } from '../model/canonical.ts';
import { readStoredEntry } from './entry.ts';
import type { Expectation } from './expectation.ts';
import type { LedgerFault } from './fault.ts';
import type { LedgerReader } from './store.ts';
import { verifyItems, type VerifyResult } from './verify.ts';

export type VerifyLedgerOptions = {
  /** Only this chain. */
  readonly chain?: string;
  readonly expect?: readonly Expectation[];
  /** Recompute the digest of every piece of evidence as well. */
  readonly evidence?: boolean;
};

/**
 * Verify a ledger through its reader, which sees one snapshot: heads and entries of the same instant, whatever a
 * running server appends meanwhile. Never throws once the heads are read.
 */
export async function verifyLedger(
  reader: LedgerReader,
  options: VerifyLedgerOptions = {},
): Promise<VerifyResult> {
  const { chain, expect = [] } = options;
  const heads = (await reader.heads()).filter((head) => chain === undefined || head.chain === chain);
  const result = await verifyItems(reader.entries(chain), {
    read: readStoredEntry,
    ...(chain === undefined ? {} : { chain }),
    heads,
    expect,
  });
  return withFaults(result, options.evidence === true ? await evidenceFaults(reader) : []);
}

async function evidenceFaults(reader: LedgerReader): Promise<readonly LedgerFault[]> {
  const faults: LedgerFault[] = [];
  try {
    for await (const { digest, body } of reader.evidence()) {
      if (`sha256:${sha256Hex(body)}` === digest) continue;
      const message = `the evidence stored under ${digest} does not give this digest`;
      faults.push({ code: 'EVIDENCE_MISMATCH', chain: null, seq: null, message });
    }
  } catch {
    const message = 'reading the evidence stopped before its end';
    faults.push({ code: 'READ_FAILED', chain: null, seq: null, message });
  }
  return faults;
}

function withFaults(result: VerifyResult, more: readonly LedgerFault[]): VerifyResult {
  return {
    ...result,
    ok: result.ok && more.length === 0,
    faults: [...result.faults, ...more],
    faultCount: result.faultCount + more.length,
  };
}
