// The text of one Terraform file to blocks and arguments; called by `createRepository`, once for each file of a project.
import { parseJson } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { Problem } from '../format.ts';
import { parseHcl } from '../hcl/parse.ts';
import type { HclBody } from '../hcl/read-body.ts';
import type { Body } from './body.ts';
import { shapeProblem } from './check-shape.ts';
import { hclBody } from './hcl-body.ts';
import { jsonBody } from './json-body.ts';
import { jsonTemplates } from './json-value.ts';
import type { Templates } from './json-value.ts';
import { sourceKind } from './source-kind.ts';
import type { SourceKind } from './source-kind.ts';

export type SourceText = { readonly path: string; readonly text: string };
export type ReadSource =
  | { readonly kind: 'ok'; readonly body: Body }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What a text says wherever it stands. */
type Parsed =
  | { readonly kind: 'hcl'; readonly body: HclBody }
  | {
      readonly kind: 'json';
      readonly root: SyntaxNode;
      readonly templates: Templates;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Total. Nothing is kept: a syntax tree weighs some twenty times its text and is quickly made again, and trees that outlive
 * their project are what a worker's garbage collector spends its time on.
 */
export function readSource({ path, text }: SourceText): ReadSource {
  const kind = sourceKind(path);
  if (kind === null) return refuse(null, 'this is not a file of Terraform');
  const parsed = kind.syntax === 'hcl' ? parseText(text) : parseJsonText(text);
  return place(parsed, { path, text, kind });
}

function parseText(text: string): Parsed {
  const parsed = parseHcl(text);
  return parsed.kind === 'ok' ? { kind: 'hcl', body: parsed.body } : parsed;
}

function parseJsonText(text: string): Parsed {
  const parsed = parseJson(text);
  if (parsed.kind === 'problem') {
    const { code, line, message } = parsed.problem;
    const why = code === 'syntax' ? 'parse-error' : code;
    return { kind: 'problem', problem: { line: Math.min(line, text.split('\n').length), why, message } };
  }
  const found = jsonTemplates(parsed.root);
  if (found.kind === 'problem') return found;
  return { kind: 'json', root: parsed.root, templates: found.templates, lines: text.split('\n') };
}

function place(
  parsed: Parsed,
  { path, text, kind }: { readonly path: string; readonly text: string; readonly kind: SourceKind },
): ReadSource {
  if (parsed.kind === 'problem') return parsed;
  const read =
    parsed.kind === 'hcl'
      ? { kind: 'ok' as const, body: hclBody(parsed.body, { text, file: path }) }
      : jsonBody(parsed.root, { file: path, lines: parsed.lines, templates: parsed.templates }, kind.holds);
  if (read.kind === 'problem') return refuse(read.line, read.message);
  const problem = shapeProblem(read.body, kind.holds);
  return problem === null ? read : refuse(problem.line, problem.message);
}

function refuse(line: number | null, message: string): ReadSource {
  return { kind: 'problem', problem: { line, why: 'parse-error', message } };
}
