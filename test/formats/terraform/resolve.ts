// What an argument of a resource comes to beside some definitions; used by the tests of evaluation.
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

/** The value that a document shows for `p = <expression>`, undefined where the argument counts as absent. */
export function resolve(expression: string, definitions = '', more: Tree = {}): JsonValue | undefined {
  const text = `${definitions}\nresource "aws_x" "it" {\n  p = ${expression}\n}\n`;
  const changes = changesIn(more, { ...more, 'main.tf': text });
  const state = changes.find(({ address }) => address === 'aws_x.it')?.after ?? {};
  const nested = Object.entries(state).filter(([path]) => /^p[.[]/.test(path));
  if (nested.length > 0) return Object.fromEntries(nested.map(([path, { value }]) => [path, value]));
  return state['p']?.value;
}

/** What stays as it is written. */
export function source(expression: string): JsonValue {
  return { expression };
}
