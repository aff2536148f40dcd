// One recorded decision of a ledger, by digest or by pull request. Called by `aigov policy explain --decision`.
import { storedEntries, type LedgerReader } from '../../ledger/index.ts';
import type { Entry } from '../../model/entry.ts';
import { Fault } from '../../model/failure.ts';

/** Throws Fault USAGE for what names no decision, NOT_FOUND where none is recorded, and where a short digest has several. */
export async function findDecision(
  reader: LedgerReader,
  { name, chain }: { readonly name: string; readonly chain: string | undefined },
): Promise<Entry> {
  const matches = matcherOf(name);
  let found: Entry | null = null;
  const digests = new Set<unknown>();
  for await (const entry of storedEntries(reader.entries(chain))) {
    if (entry.type !== 'decision.made' || !matches.entry(entry)) continue;
    found = entry;
    digests.add(entry.data['decisionDigest']);
  }
  if (found === null) throw new Fault('NOT_FOUND', `no decision "${name}" is recorded in this ledger`);
  if (matches.kind === 'digest' && digests.size > 1)
    throw new Fault('USAGE', `${digests.size} decisions begin with "${name}": give more of the digest`);
  return found;
}

type Matcher = { readonly kind: 'digest' | 'pull'; readonly entry: (entry: Entry) => boolean };

/** Of a pull request the last decision: of that head, where one is given. */
function matcherOf(name: string): Matcher {
  const digest = /^(?:sha256:)?([0-9a-f]{7,64})$/.exec(name)?.[1];
  if (digest !== undefined) {
    const prefix = `sha256:${digest}`;
    return { kind: 'digest', entry: ({ data }) => digestIn(data).startsWith(prefix) };
  }
  const [, repository, pull, head = ''] =
    /^([\w.-]+\/[\w.-]+)#(\d{1,10})(?:@([0-9a-f]{4,64}))?$/.exec(name) ?? [];
  if (repository === undefined)
    throw new Fault('USAGE', '--decision is a digest, owner/repo#NUMBER or owner/repo#NUMBER@HEAD');
  return {
    kind: 'pull',
    entry: ({ subject }) =>
      subject.repository.toLowerCase() === repository.toLowerCase() &&
      subject.pull === Number(pull) &&
      (subject.head ?? '').startsWith(head),
  };
}

function digestIn({ decisionDigest }: Entry['data']): string {
  return typeof decisionDigest === 'string' ? decisionDigest : '';
}
