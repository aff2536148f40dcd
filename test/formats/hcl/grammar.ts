// Valid HCL at random, rich in heredocs, templates and odd line breaks; the mutants of such texts are the hard ones.
import { pick } from './mutants.ts';
import type { Dice } from './mutants.ts';

/** A body of a few items. */
export function someHcl(roll: Dice): string {
  return body(roll, 3);
}

function body(roll: Dice, depth: number): string {
  const breaks = (): string => pick(roll, ['\n', '\n', '\n\n', ' # c\n', '\r\n', ' // c\n', ' /* c\n */\n']);
  const item = (index: number): string =>
    depth === 0 || roll(3) > 0 ? `a${index} = ${expression(roll, depth, '')}` : block(roll, depth, index);
  return Array.from({ length: 1 + roll(4) }, (_, index) => item(index) + breaks()).join('');
}

function block(roll: Dice, depth: number, index: number): string {
  const labels = pick(roll, ['', ' "l"', ' l', ' "l" "m"', ' "l\\u0061"']);
  const inner = pick<() => string>(roll, [
    () => '{}',
    () => '{ }',
    () => `{ x = ${oneLine(expression(roll, 1, ' '))} }`,
    () => `{\n${body(roll, depth - 1)}}`,
    () => `{ # c\n${body(roll, depth - 1)}  }`,
  ])();
  return `b${index}${labels} ${inner}`;
}

/** Heredocs end lines, which a block on one line must not. */
function oneLine(source: string): string {
  return /[\r\n]/.test(source) ? '1' : source;
}

/** `gap` is what may stand between two tokens: inside brackets, line breaks too. */
function expression(roll: Dice, depth: number, gap: string): string {
  if (depth <= 0) return pick(roll, LEAVES);
  const inner = (): string => expression(roll, depth - 1, pick(roll, ['', ' ', '\n', ' # c\n']));
  const same = (): string => expression(roll, depth - 1, gap);
  const space = gap === '' ? ' ' : gap;
  return pick<() => string>(roll, [
    () => pick(roll, LEAVES),
    () => quoted(roll, depth),
    () => quoted(roll, depth),
    () => heredoc(roll, depth),
    () => heredoc(roll, depth),
    () => `[${gap}${inner()}${pick(roll, ['', ',', ` , ${inner()}`, `,\n${inner()},\n`])}]`,
    () => object(roll, depth),
    () => `(${pick(roll, ['', '\n', ' '])}${inner()})`,
    () =>
      `${pick(roll, ['f', 'p::q::f', 'p :: f'])}(${inner()}${pick(roll, ['', ',', '...', `, ${inner()}`])})`,
    () => `v${steps(roll, depth)}`,
    () => `(${inner()})${steps(roll, depth)}`,
    () => `${pick(roll, ['-', '!', '- ', '!!'])}${unbroken(same())}`,
    () => `${unbroken(same())}${space}${pick(roll, OPERATORS)}${space}${unbroken(same())}`,
    () => `${unbroken(same())} ? ${unbroken(same())} : ${unbroken(same())}`,
    () => `[for k${pick(roll, ['', ', v'])} in ${inner()} : ${inner()}${pick(roll, ['', ` if ${inner()}`])}]`,
    () =>
      `{${gap}for k, v in ${inner()} : ${inner()} => ${inner()}${pick(roll, ['', '...', ` if ${inner()}`])}}`,
  ])();
}

/** Where a line break would end the expression, nothing that ends a line may stand. */
function unbroken(source: string): string {
  return /<<|\n/.test(source) ? `(${source}\n)` : source;
}

const LEAVES = [
  '1',
  '0.5',
  '1e3',
  '-2',
  'true',
  'null',
  'v',
  'v-w',
  'é',
  '"s"',
  '""',
  '[]',
  '{}',
  'v.w',
  'v[0]',
  'f()',
];
const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];

function steps(roll: Dice, depth: number): string {
  const one = (): string =>
    pick(roll, [
      '.w',
      '.0',
      '.*',
      '[*]',
      '[0]',
      '["k"]',
      `[${expression(roll, depth - 1, '\n')}]`,
      '[ \n1 ]',
      '[true]',
    ]);
  return one() + (roll(2) === 0 ? '' : one()) + (roll(3) === 0 ? one() : '');
}

function object(roll: Dice, depth: number): string {
  const key = (): string =>
    pick(roll, ['a', '"b"', '(c)', '"${d}"', '1', 'null', 'f(e)', 'g.h', '(i).j', '01']);
  const value = (): string => unbroken(expression(roll, depth - 1, ''));
  const items = Array.from({ length: roll(4) }, () => `${key()}${pick(roll, [' = ', ': ', '='])}${value()}`);
  const end = pick(roll, [',', '\n', ',\n', ' # c\n', '\n\n', ', # c\n']);
  return `{${pick(roll, ['', '\n', ' '])}${items.map((item) => item + end).join('')}}`;
}

function quoted(roll: Dice, depth: number): string {
  const text = (): string =>
    pick(roll, [
      '',
      'x',
      ' ',
      ' y ',
      '$',
      '%',
      '$${z}',
      '\\n',
      '\\"',
      '\\u00e9',
      'é',
      'e\u0301',
      '$$',
      '\\t ',
    ]);
  return `"${Array.from({ length: roll(5) }, () => text() + sequence(roll, depth, text)).join('')}${text()}"`;
}

function heredoc(roll: Dice, depth: number): string {
  const text = (): string =>
    pick(roll, [
      '',
      'x',
      ' ',
      '  ',
      '    y',
      '\t',
      '$',
      '%',
      '$${z}',
      '\\n',
      '\n',
      '\n',
      '\n  ',
      '\r\n',
      ' \n',
      '$\n',
      '\u00a0x',
      'E',
      '\u00e9',
    ]);
  const lines = Array.from(
    { length: roll(8) },
    () => text() + (roll(3) === 0 ? sequence(roll, depth, text) : ''),
  );
  const end = pick(roll, ['E', '  E', '\tE ', 'E\t', '\u2003E']);
  return `<<${pick(roll, ['', '-'])}E${pick(roll, ['\n', '\r\n'])}${lines.join('')}\n${end}\n`;
}

function sequence(roll: Dice, depth: number, text: () => string): string {
  if (depth <= 1 || roll(2) === 0) return '';
  const value = expression(roll, depth - 2, ' ');
  const [open, close] = [pick(roll, ['', '', '~']), pick(roll, ['', '', '~'])];
  return pick(roll, [
    `\${${open}${value}${close}}`,
    `\${${open} ${value} ${close}}`,
    `%{${open} if ${value} ${close}}${text()}%{${close} endif ${open}}`,
    `%{ if ${value} }${text()}%{ else ${close}}${text()}%{ endif }`,
    `%{${open} for i in ${value} }${text()}%{ endfor ${close}}`,
  ]);
}
