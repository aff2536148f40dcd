// Cedar's own engine (WebAssembly), loaded when the first policy needs it. Called by the files beside this one.
import { createRequire } from 'node:module';
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';

const requireHere = createRequire(import.meta.url);
const ENGINE = '@cedar-policy/cedar-wasm/nodejs';

/** Prepared sets kept at once; the oldest makes room. A hundred policies take some 0.4 MB. */
const SLOTS = 64;

let engine: typeof Cedar | null = null;
/** Digest of a prepared set to the name under which the engine holds it, the longest unused first. */
const slots = new Map<string, string>();

export type EngineAnswer<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'failed' };

/**
 * Total. An engine that threw is broken from then on: its stack is exhausted and never unwound, and every later call
 * fails, however harmless. It is replaced, and with it everything that it had prepared.
 */
export function askEngine<T>(ask: (engine: typeof Cedar) => T): EngineAnswer<T> {
  try {
    engine ??= requireHere(ENGINE) as typeof Cedar;
    return { kind: 'ok', value: ask(engine) };
  } catch {
    engine = null;
    slots.clear();
    delete requireHere.cache[requireHere.resolve(ENGINE)];
    return { kind: 'failed' };
  }
}

/** The name under which the engine holds these policies, parsed once for each digest; null where it does not take them. */
export function preparedSet(digest: string, policies: { readonly [id: string]: string }): string | null {
  const known = slots.get(digest);
  if (known !== undefined) {
    slots.delete(digest);
    slots.set(digest, known);
    return known;
  }
  const slot = freeSlot();
  const answer = askEngine((cedar) => cedar.preparsePolicySet(slot, { staticPolicies: { ...policies } }));
  if (answer.kind === 'failed' || answer.value.type === 'failure') return null;
  slots.set(digest, slot);
  return slot;
}

/** A name that is used again frees what it held: the engine has no other way to forget. */
function freeSlot(): string {
  if (slots.size < SLOTS) return `set-${slots.size}`;
  const [[oldest, slot] = ['', 'set-0']] = slots;
  slots.delete(oldest);
  return slot;
}
