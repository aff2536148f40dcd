// How much text is fetched that no format reads and that is only looked over. Used by bundle.ts.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import type { FileSide } from '../model/files.ts';
import type { BundleReading, FileRequest, PeopleRequest, Repository, RepositoryHost } from './needs.ts';

type ChunkRequest = PeopleRequest & {
  readonly repository: Repository;
  readonly files: readonly FileRequest[];
};

/** `without` says why the texts that were to be looked over were left out; null: nothing was left out. */
export type ChunkReading = { readonly reading: BundleReading; readonly without: string | null };

export type ScanBudget = {
  /** Reads these files, less the texts for which there is no more room. */
  readonly read: (host: RepositoryHost, request: ChunkRequest) => Promise<ChunkReading>;
  readonly spend: (request: FileRequest, side: FileSide | null) => void;
};

/**
 * A generated or vendored tree of any size must neither fill the memory nor use up the rate limit; and a host that fails
 * over much text is asked again for what formats need: what is only looked over must not stop a decision.
 */
export function createScanBudget(): ScanBudget {
  let left: number = LIMITS.scannedCharacters;
  return {
    async read(host, request) {
      const fewer = { ...request, files: request.files.map(withoutScan) };
      if (!request.files.some(isScan)) return { reading: await host.readBundle(request), without: null };
      if (left <= 0) return { reading: await host.readBundle(fewer), without: NO_ROOM };
      try {
        return { reading: await host.readBundle(request), without: null };
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'GITHUB_UNAVAILABLE') throw error;
        return { reading: await host.readBundle(fewer), without: HOST_FAILED };
      }
    },
    spend(request, side) {
      if (isScan(request) && side?.content.kind === 'text') left -= side.content.text.length;
    },
  };
}

const NO_ROOM = `more than ${LIMITS.scannedCharacters / 1_000_000} MB of text changed`;
const HOST_FAILED = 'the host failed over the text of these files';

export function isScan({ need }: FileRequest): boolean {
  return need === 'scan';
}

function withoutScan(file: FileRequest): FileRequest {
  return isScan(file) ? { ...file, need: 'entry' } : file;
}
