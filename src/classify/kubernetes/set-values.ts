// What a `helm_release` sets one by one, as the values that they are: called by the rules that read values of charts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';

/**
 * The change with `set { name = "service.type", value = "LoadBalancer" }` as the value `set values.service.type`, beside
 * all that it has: https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release. Any other change as it is.
 */
export function withSetValues(change: ParsedChange): ParsedChange {
  if (change.type !== 'helm_release') return change;
  return { ...change, before: withSet(change.before), after: withSet(change.after) };
}

function withSet(state: ResourceState | null): ResourceState | null {
  if (state === null) return null;
  const set = treeOf(state).children.filter(({ name }) => name === 'set');
  const values = set.flatMap(({ children }) =>
    children.flatMap((item): readonly [string, ResourceState[string]][] => {
      const name = textOf(childOf(item, 'name'));
      const value = childOf(item, 'value');
      if (name === null || value === undefined) return [];
      return [[`${SET}.${pathOf(name)}`, { value: value.value, line: value.line, sensitive: false }]];
    }),
  );
  return values.length === 0 ? state : { ...state, ...Object.fromEntries(values) };
}

const SET = '"set values"';

/** Helm divides names by dots, and `\.` is a dot of a name: https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
function pathOf(name: string): string {
  return name
    .replaceAll('"', '')
    .split(/(?<!\\)\./)
    .map((part) => part.replace(/^((?:[^[\]\\]|\\.)*)/, (text) => `"${text.replaceAll('\\', '')}"`))
    .join('.');
}
