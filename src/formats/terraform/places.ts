// Where a root module takes effect, as its providers and its backend say; called by `roots`.
import type { Places } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { declarationsOf } from './declarations.ts';
import type { SourceEntry } from './entries.ts';
import type { Instance } from './instances.ts';
import type { Sides } from './repository.ts';

/** Of both sides; nothing where they say nothing. */
export function placesOf({ before, after }: Sides<Instance>): { readonly places?: Places } {
  const entries = [before, after].flatMap((instance) => (instance === null ? [] : entriesIn(instance)));
  const accounts = entries.filter(({ path }) => !isWorkspace(path) && !NOWHERE.test(path)).flatMap(textsOf);
  const workspaces = entries
    .filter(({ path }) => isWorkspace(path))
    .flatMap((entry) => (isChosen(entry) ? [ANY, ...textsOf(entry)] : textsOf(entry)));
  if (accounts.length === 0 && workspaces.length === 0) return {};
  return { places: { accounts: unique(accounts), workspaces: unique(workspaces) } };
}

function entriesIn({ module, scope }: Instance): readonly SourceEntry[] {
  return declarationsOf(module).flatMap(({ block, entries }) => {
    if (block === 'provider') return entries(scope);
    return block === 'terraform'
      ? entries(scope).filter(({ path }) => /^(?:backend|cloud)\b/.test(path))
      : [];
  });
}

/** Said by every account alike. */
const NOWHERE = /(?:^|\.)(?:alias|region)$/;

/** `cloud.workspaces.name`, `backend.remote.workspaces.prefix`, `backend.s3.workspace_key_prefix`. */
function isWorkspace(path: string): boolean {
  return /(?:^|[.\]])workspace/.test(path);
}

/** No workspace can have this name. */
const ANY = '*';

/** Tags and a prefix stand for many workspaces: whoever runs it chooses one. */
function isChosen({ path }: SourceEntry): boolean {
  return /\bworkspaces\b.*\.(?:tags|prefix)\b/.test(path);
}

function textsOf({ shown, sensitive }: SourceEntry): readonly string[] {
  return sensitive ? [] : textsIn(shown);
}

/** Of an expression its source: an account id may stand in the fixed part of an ARN. */
function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member: JsonValue) => textsIn(member));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}
