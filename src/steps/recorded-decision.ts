// What a recorded decision was made of, read again by digest. Used by `aigov policy replay` and `explain`, and for edits of the policy.
import type { Entry } from '../model/entry.ts';
import type { JsonObject } from '../model/json.ts';
import type { Recorded } from './replay.ts';

/** Null: part of its evidence is gone. `valueOf` gives null or undefined for what was never stored, or erased. */
export async function recordedDecision(
  { subject, data }: Pick<Entry, 'subject' | 'data'>,
  valueOf: (digest: string) => Promise<unknown>,
): Promise<Recorded | null> {
  const evidence = (data['evidence'] ?? {}) as JsonObject;
  const [facts, diff, layers] = await Promise.all(
    ['facts', 'diff', 'policy'].map(async (part) => {
      const digest = evidence[part];
      return typeof digest === 'string' ? ((await valueOf(digest)) ?? null) : null;
    }),
  );
  const { base } = data;
  const { head } = subject;
  if (facts === null || diff === null || layers === null || typeof base !== 'string' || head === null)
    return null;
  return { facts, diff, layers, base, head } as Recorded;
}
