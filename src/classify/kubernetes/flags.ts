// How a switch or a number of a manifest may be read: used by the Kubernetes rules.
import { isExpression } from '../expression.ts';
import type { Node } from '../state-tree.ts';

/** `absent` also for null and for what is no plain value; `unknown` for what is filled in later. */
export type Flag = 'on' | 'off' | 'unknown' | 'absent';

/** YAML 1.1 reads more words as a switch than YAML 1.2: the word counts, whatever reader takes it. */
export function flagOf(node: Node | undefined): Flag {
  if (node === undefined || node.children.length > 0) return 'absent';
  const { value } = node;
  if (isExpression(value)) return value.expression === 'null' ? 'absent' : 'unknown';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'string') return 'absent';
  if (/^(?:y|yes|true|on)$/i.test(value)) return 'on';
  return /^(?:n|no|false|off)?$/i.test(value) ? 'off' : 'unknown';
}

/** Whether some reader takes it for zero: `0`, `00`, `0o0`, `0x0`, `0:0`. */
export function mayBeZero(node: Node | undefined): boolean {
  const value = node?.children.length === 0 ? node.value : null;
  if (typeof value === 'number') return value === 0;
  if (typeof value !== 'string' || value === '') return false;
  return Number(value.replaceAll('_', '')) === 0 || /^0+(?::0+)+$/.test(value);
}

/** Whether a later step fills something in: `${…}` of Flux and envsubst, `$(…)` of Kustomize and pods, `{{ … }}`. */
export function isComputed(text: string): boolean {
  return /\{\{|\$[{(]/.test(text);
}
