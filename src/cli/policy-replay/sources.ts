// Decisions of the past that a policy is tried on: those of a ledger, or the commits of a branch. Called by `aigov policy replay` and `aigov agents`.
import { gatherLocal, listCommits } from '../../adapters/git/index.ts';
import { createParserPool } from '../../adapters/parsers/index.ts';
import { Fault } from '../../model/failure.ts';
import { storedEntries, type LedgerReader } from '../../ledger/index.ts';
import type { Entry } from '../../model/entry.ts';
import type { Facts } from '../../model/facts.ts';
import type { JsonObject } from '../../model/json.ts';
import { readDiff, WANTED } from '../../steps/read-diff.ts';
import { recordedDecision } from '../../steps/recorded-decision.ts';
import type { Recorded } from '../../steps/replay.ts';

export type Past = {
  /** How a person finds it: `acme/infra#7 1a2b3c4`, or a commit. */
  readonly name: string;
  /** Null: it cannot be made again. */
  readonly recorded: Recorded | null;
  /** Why not. */
  readonly why: string | null;
  /** The digest that was recorded; null where nothing was. */
  readonly digest: string | null;
};

/** Every decision in the order of the chain, one at a time: memory does not grow with the ledger. */
export async function* decisionsOf(reader: LedgerReader, chain: string | undefined): AsyncIterable<Past> {
  for await (const { type, subject, data } of storedEntries(reader.entries(chain))) {
    if (type !== 'decision.made') continue;
    const name = `${subject.repository}#${subject.pull ?? 0} ${(subject.head ?? '').slice(0, 7)}`;
    const digest = textOf(data, 'decisionDigest');
    const recorded = await recordedOf(reader, { subject, data });
    yield { name, digest, why: recorded === null ? 'its evidence is gone' : null, recorded };
  }
}

/** What a recorded decision was made of. Null: its evidence is gone. */
export async function recordedOf(
  reader: LedgerReader,
  entry: Pick<Entry, 'subject' | 'data'>,
): Promise<Recorded | null> {
  return await recordedDecision(entry, async (digest) => {
    const body = await reader.evidenceOf(digest);
    return body === null ? null : (JSON.parse(body) as unknown);
  });
}

/** Each commit of the first-parent line against its parent, with the policy that stood there. Nobody reviewed it: the facts are those given. */
export async function* commitsOf(request: {
  readonly repo: string;
  readonly range: string;
  readonly facts: Facts | null;
}): AsyncIterable<Past> {
  if (!/^[^.](?:(?!\.\.).)*\.\.[^.](?:(?!\.\.).)*$/.test(request.range))
    throw new Fault('USAGE', `--range takes two revisions, such as HEAD~20..HEAD, not "${request.range}"`);
  const readers = createParserPool();
  try {
    for (const { sha, parent } of await listCommits(request.repo, request.range)) {
      const gathered = await gatherLocal({
        repo: request.repo,
        base: parent,
        head: sha,
        policyPath: null,
        floorPath: null,
        facts: request.facts,
        ...WANTED,
      });
      const diff = await readDiff({ files: gathered.files, around: gathered.around, readers });
      yield { name: sha.slice(0, 10), digest: null, why: null, recorded: { ...gathered, diff } };
    }
  } finally {
    await readers.close();
  }
}

function textOf(data: JsonObject, key: string): string | null {
  const value = data[key];
  return typeof value === 'string' ? value : null;
}
