// YAML text to positioned trees; called by formats for YAML files and by the policy stage for `.aigov.yml`.
import { buildTree } from './build-tree.ts';
import type { Trees } from './build-tree.ts';
import { readEvents } from './read-events.ts';

/**
 * Every document of a text. No document (empty, or only comments) is an empty list and no problem.
 * After a syntax error, or past a cap, there are no documents and exactly one problem. Never throws.
 */
export function parseYaml(text: string): Trees {
  const read = readEvents(text);
  return read.kind === 'ok' ? buildTree(read.text, read.events) : { documents: [], problems: [read.problem] };
}
