// What the author declares about prompt, plan and tools. Digests only: the texts themselves are never read. Used by gather.ts.
import type { ProvenanceFact } from '../model/facts.ts';
import { parseDeclaration } from '../syntax/index.ts';
import { trailersOf } from './trailers.ts';

const MAX_PURPOSE = 200;

/**
 * The `aigov` block of the description wins over trailers, the last commit over earlier ones. Null when nothing is
 * declared. All of this is a claim: `signed_by` stays null.
 */
export function provenanceOf(body: string, messages: readonly string[]): ProvenanceFact | null {
  const declaration = parseDeclaration(body);
  const block = declaration.kind === 'read' ? declaration.values : {};
  const trailers = new Map(messages.flatMap(trailersOf).map(({ key, value }) => [key, value]));
  const found: ProvenanceFact = {
    prompt_digest: block.prompt_digest ?? digest(trailers.get('agent-prompt-digest')),
    tools_digest: block.tools_digest ?? null,
    plan_digest: block.plan_digest ?? planDigest(trailers.get('agent-plan')),
    purpose: purpose(block.purpose) ?? purpose(trailers.get('agent-task')),
    signed_by: null,
  };
  return Object.values(found).some((value) => value !== null) ? found : null;
}

function digest(value: string | undefined): string | null {
  return value !== undefined && /^sha256:[0-9a-f]{64}$/.test(value) ? value : null;
}

/** `<path or URL>#sha256:<hex>`. */
function planDigest(value: string | undefined): string | null {
  return digest(value?.slice(value.lastIndexOf('#') + 1));
}

function purpose(value: string | undefined): string | null {
  return value !== undefined && value !== '' ? value.slice(0, MAX_PURPOSE) : null;
}
