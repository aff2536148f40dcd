// Encryption of OpenTofu's state and plans, written in its settings: called by rules/encryption-weakened.ts.
import type { ParsedChange } from '../model/change.ts';
import type { Hit } from './finding.ts';
import { placesOf } from './settings/grade.ts';
import { treeOf } from './state-tree.ts';
import type { Node } from './state-tree.ts';
import { textsOf } from './values.ts';

const TARGETS = ['state', 'plan', 'remote_state_data_sources.default'];

/** https://opentofu.org/docs/language/state/encryption/: a fallback is read, and written where the method above is gone. */
export function stateEncryptionHits(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'terraform' || change.before === null) return [];
  const [before, after] = [treeOf(change.before), treeOf(change.after)];
  return TARGETS.flatMap((target) => {
    const path = `encryption.${target}`;
    const what = target === 'plan' ? 'Plans' : 'The state';
    const [had] = placesOf(before, path);
    if (had === undefined || isPlain(before, `${path}.method`)) return [];
    const [has] = placesOf(after, path);
    const hit = (said: string): Hit => ({ message: `${what} ${said}.`, line: has?.line ?? null });
    if (has === undefined || isPlain(after, `${path}.method`))
      return [hit('can now be written without encryption')];
    const opened = isPlain(after, `${path}.fallback.method`) && !isPlain(before, `${path}.fallback.method`);
    const loosened = isEnforced(before, path) && !isEnforced(after, path);
    return [
      ...(opened ? [hit('may now be without encryption: the fallback is `unencrypted`')] : []),
      ...(loosened
        ? [{ ...hit('no longer has to be encrypted (`enforced`)'), severity: 'medium' as const }]
        : []),
    ];
  });
}

function isPlain(tree: Node, path: string): boolean {
  return placesOf(tree, path).some((node) =>
    textsOf(node).unknown.some((text) => /\bunencrypted\b/.test(text)),
  );
}

function isEnforced(tree: Node, path: string): boolean {
  return placesOf(tree, `${path}.enforced`).some((node) => textsOf(node).known.includes('true'));
}
