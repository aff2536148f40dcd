// The text of one Terraform file to blocks and arguments, each blob parsed once; called by `folders`.
import { LIMITS } from '../../config/limits.ts';
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

export type SourceText = { readonly path: string; readonly blob: string; readonly text: string };
export type ReadSource =
  | { readonly kind: 'ok'; readonly body: Body }
  | { readonly kind: 'problem'; readonly problem: Problem };
/** Total. */
export type SourceReader = (source: SourceText) => ReadSource;

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

/** Remembers what it has parsed, up to a number of characters; the text itself is compared, whatever the blob's id says. */
export function createSourceReader(): SourceReader {
  const known = new Map<string, { readonly text: string; readonly parsed: Parsed }>();
  let characters = 0;
  const parseOnce = (key: string, text: string, syntax: SourceKind['syntax']): Parsed => {
    const found = known.get(key);
    if (found !== undefined && found.text === text) {
      known.delete(key);
      known.set(key, found);
      return found.parsed;
    }
    const parsed = syntax === 'hcl' ? parseText(text) : parseJsonText(text);
    characters += text.length - (found?.text.length ?? 0);
    known.delete(key);
    known.set(key, { text, parsed });
    for (const [oldest, { text: old }] of known) {
      if (characters <= LIMITS.terraformCacheCharacters || oldest === key) break;
      known.delete(oldest);
      characters -= old.length;
    }
    return parsed;
  };
  return ({ path, blob, text }) => {
    const kind = sourceKind(path);
    if (kind === null) return refuse(null, 'this is not a file of Terraform');
    return place(parseOnce(`${kind.syntax} ${blob}`, text, kind.syntax), { path, text, kind });
  };
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
