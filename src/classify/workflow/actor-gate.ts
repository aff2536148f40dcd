// Conditions that trust a bot by the name of whoever acted last; read by workflow-untrusted-trigger.
import type { Node } from '../state-tree.ts';
import { expressionsBelow } from './parts.ts';
import type { Text } from './parts.ts';

const ACTOR = String.raw`github\.(?:triggering_)?actor`;
const GATES = [
  new RegExp(String.raw`${ACTOR}\s{0,9}==\s{0,9}'[^']{0,99}\[bot\]'`, 'i'),
  new RegExp(String.raw`'[^']{0,99}\[bot\]'\s{0,9}==\s{0,9}${ACTOR}`, 'i'),
  new RegExp(
    String.raw`(?<!!\s{0,9})\b(?:contains|endswith)\(\s{0,9}${ACTOR}\s{0,9},\s{0,9}'[^']{0,99}bot`,
    'i',
  ),
];

/** The conditions, as written. `!=` keeps a bot out, which is no trust. */
export function actorGatesIn(tree: Node): readonly Text[] {
  return expressionsBelow(tree).filter(
    ({ name, text }) => name === 'if' && GATES.some((gate) => gate.test(text)),
  );
}
