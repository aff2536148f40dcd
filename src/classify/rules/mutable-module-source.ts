// Finding rule: a module comes from a place whose content can change after review. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { mutableSource } from '../module-source.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export const mutableModuleSource: ChangeRule = {
  on: 'change',
  id: 'mutable-module-source',
  title: 'Module source can change after review',
  severity: 'medium',
  confidence: 'high',
  why: 'A branch, a tag, an archive address or an open version range names whatever stands there at apply time. What was reviewed and what runs can then differ, and a module can hold any resource.',
  remedy:
    'Pin the source: a git source to a full commit id (`?ref=<40 hex digits>`), a registry module to one exact version.',
  check: (change) => {
    // In Terragrunt the block called terraform names the module.
    if (change.type !== 'module' && change.type !== 'terraform') return [];
    const after = treeOf(change.after);
    const source = childOf(after, 'source');
    if (source === undefined || pinOf(after) === pinOf(treeOf(change.before))) return [];
    if (textsOf(source).unknown.length > 0) {
      return [
        {
          message: 'The module source is computed, so nobody can tell what it names.',
          line: source.line,
          confidence: 'low',
        },
      ];
    }
    const version = childOf(after, 'version');
    const problem = mutableSource(
      textOf(source) ?? '',
      version === undefined ? null : (textOf(version) ?? ''),
    );
    return problem === null ? [] : [{ ...problem, line: (version ?? source).line }];
  },
};

/** Source and version together: what a finding is new against. */
function pinOf(tree: Node): string {
  return ['source', 'version']
    .map((name) => childOf(tree, name))
    .map((node) => (node === undefined ? '' : fingerprint(node)))
    .join(' ');
}
