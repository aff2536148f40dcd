// Is this really the content of that git object? Used by sides.ts and policy-file.ts.
import { createHash } from 'node:crypto';

/** Git's object id of a blob, in the hash whose length `like` has (SHA-1 or SHA-256). */
export function blobOid(content: string | Uint8Array, like: string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
