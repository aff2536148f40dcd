// One job of a workflow as flat attributes, in one form where GitHub has two; called by `workflow-parts`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Entry } from '../state.ts';
import { membersOf } from './entries.ts';
import type { ItemNames } from './entries.ts';

/** `names`: those of its steps. */
export function jobEntries(job: SyntaxNode, names: ItemNames): readonly Entry[] {
  if (job.kind !== 'map') return [];
  return membersOf(job.entries.map(unfolded), { names }).map(shortened);
}

/** The member that the short form of a key stands for: `environment: prod` is `environment: { name: prod }`. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['environment', 'name'],
  ['container', 'image'],
  ['concurrency', 'group'],
]);

function unfolded(entry: SyntaxEntry): SyntaxEntry {
  const { key, value } = entry;
  if (value.kind !== 'scalar') return entry;
  if (key === 'needs') return { ...entry, value: { ...value, kind: 'list', items: [value] } };
  const long = SHORT_FORMS.get(key);
  if (long === undefined) return entry;
  return { ...entry, value: { ...value, kind: 'map', entries: [{ ...entry, key: long }] } };
}

/** The environment goes by its plain name: `environment`, and `environment.url` beside it. */
function shortened(entry: Entry): Entry {
  return entry.path === 'environment.name' ? { ...entry, path: 'environment' } : entry;
}
