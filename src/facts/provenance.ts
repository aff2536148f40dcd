// What the author declares about prompt, plan and tools. Digests only: the texts themselves are never read. Used by gather.ts.
import type { JsonValue } from '../model/json.ts';
import type { ProvenanceFact } from '../model/facts.ts';
import { parseYaml, toValue } from '../syntax/index.ts';
import { trailersOf } from './trailers.ts';

/** A block is a handful of lines. */
const MAX_BLOCK = 16 * 1024;
const MAX_PURPOSE = 200;

/**
 * The `aigov` block of the description wins over trailers, the last commit over earlier ones. Null when nothing is
 * declared. All of this is a claim: `signed_by` stays null.
 */
export function provenanceOf(body: string, messages: readonly string[]): ProvenanceFact | null {
  const block = readBlock(body);
  const trailers = new Map(messages.flatMap(trailersOf).map(({ key, value }) => [key, value]));
  const found: ProvenanceFact = {
    prompt_digest: digest(block['prompt_digest']) ?? digest(trailers.get('agent-prompt-digest')),
    tools_digest: digest(block['tools_digest']),
    plan_digest: digest(block['plan_digest']) ?? planDigest(trailers.get('agent-plan')),
    purpose: purpose(block['purpose']) ?? purpose(trailers.get('agent-task')),
    signed_by: null,
  };
  return Object.values(found).some((value) => value !== null) ? found : null;
}

function readBlock(body: string): { readonly [key: string]: JsonValue | undefined } {
  const match = /^(`{3,}|~{3,})[ \t]*aigov[ \t]*\r?\n([\s\S]*?)^\1/m.exec(body.slice(0, 256 * 1024));
  const text = match?.[2] ?? '';
  if (text.length > MAX_BLOCK) return {};
  const { documents, problems } = parseYaml(text);
  const [document] = documents;
  if (problems.length > 0 || documents.length !== 1 || document?.kind !== 'map') return {};
  const value = toValue(document);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: JsonValue })
    : {};
}

function digest(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value) ? value : null;
}

/** `<path or URL>#sha256:<hex>`. */
function planDigest(value: string | undefined): string | null {
  return digest(value?.slice(value.lastIndexOf('#') + 1));
}

function purpose(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_PURPOSE) : null;
}
