// Pieces of a text with `${{ … }}`: nothing lost, quotes respected, linear.
import { expect, it } from 'vitest';
import { splitExpressions } from '../../src/syntax/expressions.ts';
import fc from '../properties.ts';

const shown = (text: string): readonly string[] =>
  splitExpressions(text).map((piece) => `${piece.kind === 'text' ? 't' : 'e'}:${piece.text}`);

it.each<[string, readonly string[]]>([
  ['', []],
  ['plain }} text', ['t:plain }} text']],
  ['${{ a }}', ['e: a ']],
  ['x${{a}}y${{b}}', ['t:x', 'e:a', 't:y', 'e:b']],
  ["${{ '}}' }}z", ["e: '}}' ", 't:z']],
  ["${{ 'it''s }}' }}", ["e: 'it''s }}' "]],
  ['${{ open', ['t:${{ open']],
  ["${{ ' }} ${{ a }}", ["t:${{ ' }} ${{ a }}"]],
])('%j', (text, pieces) => {
  expect(shown(text)).toEqual(pieces);
});

it('joins to the text again', () => {
  const word = fc.constantFrom('${{', '}}', "'", 'a', ' ', '$', '{', '}');
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('');
      const pieces = splitExpressions(text);
      expect(
        pieces.map((piece) => (piece.kind === 'text' ? piece.text : `\${{${piece.text}}}`)).join(''),
      ).toBe(text);
    }),
  );
});
