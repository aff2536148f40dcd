// One chain, entry by entry: its name, and whether an entry continues what came before. Used by verify and the callers of append.
import type { Entry } from '../model/entry.ts';
import { GENESIS_HASH } from '../model/seal.ts';
import type { LedgerFault, LedgerFaultCode } from './fault.ts';

/** Where reading stands in a chain: the last entry seen. Everything verification remembers of a chain. */
export type ChainPosition = {
  readonly seq: number;
  readonly hash: string;
  /** `prev` of the last entry, to tell a fork from a repetition. */
  readonly prev: string;
  /** Unreadable items since then: each may stand for one entry. */
  readonly unread: number;
};

export const CHAIN_START: ChainPosition = { seq: 0, hash: GENESIS_HASH, prev: '', unread: 0 };

/** Name of the chain of a repository, by GitHub's numeric id: it survives renames and transfers. */
export function chainName(repositoryId: number): string {
  return `repository:${repositoryId}`;
}

/** Reading goes on from what is there, so that one broken entry is one fault and not one for each that follows. */
export function positionAfter(position: ChainPosition, entry: Entry): ChainPosition {
  if (entry.seq <= position.seq) return position;
  return { seq: entry.seq, hash: entry.hash, prev: entry.prev, unread: 0 };
}

/** Everything wrong with one entry, given what came before it and the hash that its content gives. */
export function entryFaults(
  position: ChainPosition,
  { entry, computed }: { readonly entry: Entry; readonly computed: string | null },
): readonly LedgerFault[] {
  const link = linkFault(position, entry);
  if (computed === entry.hash) return link === null ? [] : [link];
  const message = 'the content does not give the hash of this entry: it was altered';
  return [faultAt(entry, 'HASH_MISMATCH', message), ...(link === null ? [] : [link])];
}

function linkFault(position: ChainPosition, entry: Entry): LedgerFault | null {
  const next = position.seq + 1;
  if (entry.seq < next) return backwardFault(position, entry);
  if (entry.seq > next + position.unread) return gapFault(next + position.unread, entry);
  if (entry.seq !== next || entry.prev === position.hash) return null;
  const before = next === 1 ? 'the beginning of the chain' : `entry ${position.seq}`;
  return faultAt(
    entry,
    'PREV_MISMATCH',
    `this entry does not continue ${before}: one of the two was replaced`,
  );
}

function backwardFault(position: ChainPosition, entry: Entry): LedgerFault {
  if (entry.seq === position.seq && entry.prev === position.prev && entry.hash !== position.hash) {
    return faultAt(entry, 'CHAIN_FORKED', 'two different entries continue the same predecessor');
  }
  return faultAt(
    entry,
    'SEQ_REPEATED',
    `this position comes after entry ${position.seq}: repeated or out of order`,
  );
}

function gapFault(expected: number, entry: Entry): LedgerFault {
  const last = entry.seq - 1;
  const missing =
    expected === last ? `entry ${expected} is missing` : `entries ${expected} to ${last} are missing`;
  return faultAt(entry, 'SEQ_GAP', `${missing} before this one`);
}

function faultAt(entry: Entry, code: LedgerFaultCode, message: string): LedgerFault {
  return { code, chain: entry.chain, seq: entry.seq, message };
}
