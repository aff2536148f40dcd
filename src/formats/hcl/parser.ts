// The two-parser rule: an HCL text counts as read only if a strict grammar and HashiCorp's own reader agree on it.
// Made once per worker by the parser adapter, used by the terraform format.
import { Language, Parser } from 'web-tree-sitter';
import type { Node } from 'web-tree-sitter';
import { LIMITS } from '../../config/limits.ts';
import { copyTree } from './copy-tree.ts';
import { doubtfulMarker } from './doubtful-marker.ts';
import { childOf } from './node.ts';
import type { HclNode } from './node.ts';
import { sameContent } from './oracle.ts';
import type { HclOracle } from './oracle.ts';
import { readBody } from './read-body.ts';
import type { HclBody } from './read-body.ts';
import { scanDepth } from './scan-depth.ts';
import { strictProblem } from './strict.ts';

type HclProblem = { readonly line: number | null; readonly why: string; readonly message: string };
type ParsedHcl =
  | { readonly kind: 'ok'; readonly body: HclBody }
  | { readonly kind: 'problem'; readonly problem: HclProblem };
export interface HclParser {
  /** Never rejects. Every refusal has its reason and, where one exists, its line. */
  parse(text: string): Promise<ParsedHcl>;
}
type Grammar =
  | { readonly kind: 'ok'; readonly root: HclNode }
  | { readonly kind: 'problem'; readonly problem: HclProblem };

/** `core` and `grammar` are the bytes of the two WebAssembly modules. */
export async function createHclParser(given: {
  readonly core: Uint8Array;
  readonly grammar: Uint8Array;
  readonly oracle: HclOracle;
}): Promise<HclParser> {
  await Parser.init({ wasmBinary: given.core });
  const parser = new Parser();
  parser.setLanguage(await Language.load(given.grammar));
  return { parse: (text) => parse(text, parser, given.oracle) };
}

/** The scan comes first: it protects both readers. Where both refuse, HashiCorp's line is the more exact one. */
async function parse(text: string, parser: Parser, oracle: HclOracle): Promise<ParsedHcl> {
  const deep = scanDepth(text);
  if (deep !== null) return refuse(deep, 'too-deep', `nested deeper than ${LIMITS.hclDepth} levels`);
  const verdict = await oracle.judge(text);
  if (verdict.kind === 'dead') return refuse(null, 'parser-died', 'the HCL reader failed on this file');
  if (verdict.kind === 'invalid') {
    const grammar = verdict.line === null ? readGrammar(text, parser) : null;
    const line = grammar?.kind === 'problem' ? grammar.problem.line : verdict.line;
    return refuse(line, 'parse-error', verdict.message);
  }
  const doubtful = doubtfulMarker(text);
  if (doubtful !== null)
    return refuse(doubtful, 'parse-disagreement', 'this line ends a heredoc for some readers only');
  const grammar = readGrammar(text, parser);
  if (grammar.kind === 'problem') return grammar;
  const body = readBody(childOf(grammar.root, 'body'), text);
  return sameContent(body, verdict.root)
    ? { kind: 'ok', body }
    : refuse(null, 'parse-disagreement', 'two readers disagree on the blocks of this file');
}

function readGrammar(text: string, parser: Parser): Grammar {
  const tree = parser.parse(withoutExponents(text));
  if (tree === null) {
    parser.reset();
    return refuse(null, 'parse-error', 'the text cannot be read');
  }
  try {
    if (tree.rootNode.hasError)
      return refuse(errorLine(tree.rootNode), 'parse-error', 'this is not valid HCL');
    const copied = copyTree(tree);
    if (copied.kind === 'problem') return refuse(copied.line, 'too-deep', 'an expression is too long');
    const strict = strictProblem(copied.root, text);
    return strict === null ? copied : refuse(strict.line, 'parse-error', strict.message);
  } finally {
    tree.delete();
  }
}

function refuse(
  line: number | null,
  why: string,
  message: string,
): { readonly kind: 'problem'; readonly problem: HclProblem } {
  return { kind: 'problem', problem: { line, why, message } };
}

/** Names are matched to step over them: `E-1e5` is one name, and as a heredoc marker it must stay what it is. */
const NAME_OR_NUMBER = /[\p{ID_Start}_][\p{ID_Continue}-]*|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/gu;

/**
 * The grammar knows `1.5e3` and not `1e3`, which HCL allows. Digits of the same length stand in: only structure is taken
 * from the tree, every text from the original by offset.
 */
function withoutExponents(text: string): string {
  return text.replace(NAME_OR_NUMBER, (found) => (/^\d+[eE]/.test(found) ? '1'.repeat(found.length) : found));
}

/** Down the first child that is wrong, to the node that holds the error. */
function errorLine(root: Node): number {
  let node = root;
  for (;;) {
    const wrong = node.children.find((child) => child.hasError || child.isError || child.isMissing);
    if (wrong === undefined || node.isError) return node.startPosition.row + 1;
    node = wrong;
  }
}
