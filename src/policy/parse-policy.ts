// Policy text to a checked document with positions; called by `compilePolicy` and `validatePolicy`.
import { LIMITS } from '../config/limits.ts';
import { parseYaml, toValue } from '../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode, SyntaxProblem } from '../syntax/index.ts';
import { explainIssues } from './explain-issues.ts';
import type { PolicyProblem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import { policySchema } from './schema/policy-schema.ts';
import type { PolicyDocument } from './schema/policy-schema.ts';

export type ParsedPolicy =
  | { readonly kind: 'ok'; readonly document: PolicyDocument; readonly root: SyntaxNode }
  | { readonly kind: 'invalid'; readonly problems: readonly PolicyProblem[] };

/** YAML 1.2, one document, a map; no aliases, merge keys or tags: what a reviewer reads is what is decided. Total. */
export function parsePolicy(text: string): ParsedPolicy {
  if (Buffer.byteLength(text) > LIMITS.policyBytes) {
    return refuse(problem('too-large', `a policy has at most ${LIMITS.policyBytes} bytes`));
  }
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0)
    return { kind: 'invalid', problems: problems.map((each) => fromSyntax(each, text)) };
  const [root, second] = documents;
  if (root === undefined) return refuse(problem('empty', 'the policy is empty; write at least "version: 1"'));
  if (second !== undefined) {
    return refuse(problem('multiple-documents', 'a policy is one YAML document', second));
  }
  const indirect = indirections(root);
  if (indirect.length > 0) return { kind: 'invalid', problems: indirect };
  return check(root);
}

function check(root: SyntaxNode): ParsedPolicy {
  const checked = policySchema.safeParse(toValue(root));
  if (!checked.success)
    return { kind: 'invalid', problems: explainIssues(checked.error, root, policySchema) };
  return { kind: 'ok', document: checked.data, root };
}

function indirections(node: SyntaxNode): readonly PolicyProblem[] {
  const own =
    node.kind === 'alias' || node.anchor !== null
      ? [problem('alias', 'anchors and aliases are not allowed in a policy; write the value out', node)]
      : node.tag !== null
        ? [problem('tag', `the tag ${node.tag} is not allowed in a policy`, node)]
        : [];
  if (node.kind === 'list') return [...own, ...node.items.flatMap(indirections)];
  if (node.kind === 'map') return [...own, ...node.entries.flatMap(entryProblems)];
  return own;
}

/** The schema library skips `__proto__` in silence; nothing is read and ignored here. */
function entryProblems({ key, keyLine, keyColumn, value }: SyntaxEntry): readonly PolicyProblem[] {
  const place = { line: keyLine, column: keyColumn };
  const own = key === '__proto__' ? [problem('unknown-key', 'unknown key "__proto__"', place)] : [];
  return [...own, ...indirections(value)];
}

function refuse(only: PolicyProblem): ParsedPolicy {
  return { kind: 'invalid', problems: [only] };
}

/** Teams begin with the one sign that YAML keeps for later, and what its readers say about it helps nobody. */
function fromSyntax({ code, message, line, column }: SyntaxProblem, text: string): PolicyProblem {
  const [written = ''] = (text.split(/\r\n|\n|\r/)[line - 1] ?? '').split(/\s#/);
  const team = /(?:^|[\s,[:-])(@[\w./-]+)/.exec(written)?.[1];
  const said =
    code === 'syntax' && team !== undefined
      ? `write "${team}" in quotes: YAML lets no text begin with "@"`
      : message;
  return problem(code, said, { line, column });
}

/** An error about the text as a whole, or about one place in it. */
function problem(
  code: ProblemCode,
  message: string,
  place: { readonly line: number; readonly column: number } = { line: 1, column: 1 },
): PolicyProblem {
  return { code, severity: 'error', message, line: place.line, column: place.column, path: '' };
}
