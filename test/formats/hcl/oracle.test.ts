// The comparison of the two readers, at every level: what one of them does not see is a disagreement.
import { expect, it } from 'vitest';
import { sameContent } from '../../../src/formats/hcl/oracle.ts';
import type { HclBlock, HclBody } from '../../../src/formats/hcl/read-body.ts';
import type { JsonValue } from '../../../src/model/json.ts';

function body(names: readonly string[], blocks: readonly HclBlock[] = []): HclBody {
  const attributes = names.map((name) => ({
    kind: 'attribute' as const,
    name,
    line: 1,
    endLine: 1,
    value: () => ({ kind: 'literal' as const, value: 1 }),
  }));
  return { attributes, blocks };
}
function block(header: string, inside: HclBody): HclBlock {
  const [type = '', ...labels] = header.split(' ');
  return { kind: 'block', type, labels, line: 1, endLine: 1, text: '', body: inside };
}

const NESTED = body([], [block('r a b', body(['name'], [block('in', body(['x'])), block('in', body([]))]))]);

it.each<[string, HclBody, JsonValue, boolean]>([
  ['nothing', body([]), {}, true],
  ['blocks in blocks', NESTED, { r: { a: { b: [{ name: 1, in: [{ x: 1 }, {}] }] } } }, true],
  [
    'an argument only they see',
    NESTED,
    { r: { a: { b: [{ name: 1, policy: 1, in: [{ x: 1 }, {}] }] } } },
    false,
  ],
  ['an argument only we see', NESTED, { r: { a: { b: [{ in: [{ x: 1 }, {}] }] } } }, false],
  [
    'a nested argument only they see',
    NESTED,
    { r: { a: { b: [{ name: 1, in: [{ x: 1 }, { y: 1 }] }] } } },
    false,
  ],
  ['a nested block only we see', NESTED, { r: { a: { b: [{ name: 1, in: [{ x: 1 }] }] } } }, false],
  ['another order of blocks', NESTED, { r: { a: { b: [{ name: 1, in: [{}, { x: 1 }] }] } } }, false],
  ['another label', NESTED, { r: { a: { c: [{ name: 1, in: [{ x: 1 }, {}] }] } } }, false],
  ['another type', NESTED, { s: { a: { b: [{ name: 1, in: [{ x: 1 }, {}] }] } } }, false],
  ['a second label', body([], [block('m a', body([]))]), { m: { a: [{}], b: [{}] } }, false],
  ['a label that is no list', body([], [block('m a', body([]))]), { m: { a: {} } }, false],
  ['a dynamic block', body([], [block('dynamic x', body(['y']))]), { dynamic: { x: [{ y: 1 }] } }, true],
  ['an argument and a block of one name', body(['a'], [block('a', body([]))]), { a: [1, {}] }, false],
  ['a name of JavaScript', body(['constructor']), {}, false],
])('%s', (_name, ours, theirs, same) => {
  expect(sameContent(ours, theirs)).toBe(same);
});
