// Bodies: arguments and blocks, with HCL's rules for lines; called by `parseHcl`.
import { parseExpression } from './parse-expression.ts';
import { readQuotedText } from './quoted-text.ts';
import type { HclAttribute, HclBlock, HclBody } from './read-body.ts';
import { readValue } from './read-value.ts';
import { syntaxError } from './refusal.ts';
import type { Tokens } from './tokens.ts';

type OpenBody = { readonly attributes: HclAttribute[]; readonly blocks: HclBlock[]; readonly names: Names };
/** What a body has by name: an argument, or blocks with this number of labels. */
type Names = Map<string, 'argument' | number>;

/** The body of a whole file. */
export function parseFile(tokens: Tokens): HclBody {
  const body = parseLines(tokens);
  if (tokens.kind !== 'end') throw tokens.error('an argument or block is missing here');
  return body;
}

/** Items, each on lines of its own, up to what is none. */
function parseLines(tokens: Tokens): HclBody {
  const body: OpenBody = { attributes: [], blocks: [], names: new Map() };
  for (;;) {
    while (isLineEnd(tokens)) tokens.next();
    if (tokens.kind !== 'name') return body;
    parseItem(tokens, body);
    if (!isLineEnd(tokens) && !isEnd(tokens)) throw tokens.error('a line break is missing behind this item');
  }
}

function parseItem(tokens: Tokens, body: OpenBody): void {
  const { start, line } = tokens;
  const name = tokens.word();
  tokens.node();
  tokens.next();
  if (tokens.kind === '=') body.attributes.push(parseAttribute(tokens, { name, line }, body.names));
  else body.blocks.push(parseBlock(tokens, { type: name, start, line }, body.names));
}

function parseAttribute(
  tokens: Tokens,
  { name, line }: { readonly name: string; readonly line: number },
  names: Names,
): HclAttribute {
  const known = names.get(name);
  if (known === 'argument') throw syntaxError(line, 'an argument is set twice');
  if (known !== undefined) throw syntaxError(line, 'a block and an argument have one name');
  names.set(name, 'argument');
  tokens.next();
  const expression = parseExpression(tokens);
  return {
    kind: 'attribute',
    name,
    line,
    endLine: tokens.lastLine,
    expression,
    value: () => readValue(expression, tokens.text),
  };
}

function parseBlock(
  tokens: Tokens,
  { type, start, line }: { readonly type: string; readonly start: number; readonly line: number },
  names: Names,
): HclBlock {
  const labels = parseLabels(tokens);
  // Whatever a schema says, it gives a name one meaning and the blocks of a type one number of labels.
  const known = names.get(type);
  if (known === 'argument') throw syntaxError(line, 'a block and an argument have one name');
  if (known !== undefined && known !== labels.length)
    throw syntaxError(line, 'blocks of one type have different numbers of labels');
  names.set(type, labels.length);
  tokens.enter();
  const opening = tokens.line;
  tokens.next();
  const oneLine = tokens.kind === 'name';
  const body = oneLine ? parseOneLine(tokens) : parseLines(tokens);
  if (isEnd(tokens)) throw syntaxError(opening, 'a block is not closed');
  if (tokens.kind !== '}') throw tokens.error(oneLine ? ONE_LINE : 'an argument or block is missing here');
  tokens.leave();
  tokens.next();
  const text = tokens.text.slice(start, tokens.lastEnd);
  return { kind: 'block', type, labels, line, endLine: tokens.lastLine, text, body };
}

const ONE_LINE = 'a block on one line holds one argument';

/** `{ name = value }` */
function parseOneLine(tokens: Tokens): HclBody {
  const body: OpenBody = { attributes: [], blocks: [], names: new Map() };
  const { line } = tokens;
  parseItem(tokens, body);
  if (body.blocks.length > 0) throw syntaxError(line, ONE_LINE);
  return body;
}

/** Quoted or bare, up to the opening brace. */
function parseLabels(tokens: Tokens): readonly string[] {
  const labels: string[] = [];
  while (tokens.kind === '"' || tokens.kind === 'name') {
    const { line } = tokens;
    const label = tokens.kind === 'name' ? parseBareLabel(tokens) : parseQuotedLabel(tokens);
    if (!tokens.labels.test(label)) throw syntaxError(line, 'a label must be a plain name');
    labels.push(label);
  }
  if (tokens.kind !== '{') throw tokens.error('neither an argument nor a block');
  return labels;
}

function parseBareLabel(tokens: Tokens): string {
  const label = tokens.word();
  tokens.next();
  return label;
}

function parseQuotedLabel(tokens: Tokens): string {
  const { text, end } = readQuotedText(tokens.text, tokens.end, tokens.line);
  if (tokens.text.charAt(end) !== '"') throw tokens.error('a label must be a plain name');
  tokens.resume(end + 1, tokens.line);
  return text;
}

function isLineEnd({ kind }: Tokens): boolean {
  return kind === 'newline';
}

function isEnd({ kind }: Tokens): boolean {
  return kind === 'end';
}
