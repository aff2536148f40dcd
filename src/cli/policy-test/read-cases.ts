// Cases from a file: read, checked, with the place of what is wrong. Called by `aigov policy test`.
import { readFile } from 'node:fs/promises';
import { YAMLException, load } from 'js-yaml';
import type { z } from 'zod';
import { Fault } from '../../model/failure.ts';
import { explainIssues, factsSchema, nodeAt, type Path } from '../../policy/index.ts';
import { visible } from '../../report/index.ts';
import { parseYaml, type SyntaxNode } from '../../syntax/index.ts';
import { CASE_LIST, CASES_WITH_FACTS, type CaseFile } from './cases-schema.ts';

/**
 * Throws Fault USAGE naming file, line, column and key. JSON is YAML too. Anchors stand for what they name, unlike in a policy: cases
 * share files and people, and nobody is governed by how they are written.
 */
export async function readCases(path: string): Promise<CaseFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('USAGE', `cannot read ${path}`, { cause });
  });
  if (text.trim() === '') throw new Fault('USAGE', `${path} is empty; write a list of cases`);
  const value = valueOf(text, path);
  if (Array.isArray(value)) {
    const list = CASE_LIST.safeParse(value);
    if (!list.success) throw refusal([{ error: list.error, schema: CASE_LIST, at: [] }], { text, path });
    return withFacts({ facts: {}, cases: list.data }, [], { text, path });
  }
  const whole = CASES_WITH_FACTS.safeParse(value);
  if (!whole.success)
    throw refusal([{ error: whole.error, schema: CASES_WITH_FACTS, at: [] }], { text, path });
  return withFacts({ facts: whole.data.facts ?? {}, cases: whole.data.cases }, ['cases'], { text, path });
}

/** Each member of the facts is judged where it stands, be it shared or a case's own. `list`: where the cases are. */
function withFacts(file: CaseFile, list: Path, read: Read): CaseFile {
  const all = [
    { facts: file.facts, at: ['facts'] },
    ...file.cases.map(({ facts = {} }, index) => ({ facts, at: [...list, index, 'facts'] })),
  ];
  const wrong = all.flatMap(({ facts, at }): readonly Wrong[] => {
    const { error } = factsSchema.safeParse(facts);
    return error === undefined ? [] : [{ error, schema: factsSchema, at }];
  });
  if (wrong.length > 0) throw refusal(wrong, read);
  return file;
}

type Read = { readonly text: string; readonly path: string };
type Wrong = { readonly error: z.ZodError; readonly schema: z.ZodType; readonly at: Path };

/** What stands behind an anchor has the place where it is named. */
function refusal(wrong: readonly Wrong[], { text, path }: Read): Fault {
  const [root] = parseYaml(text).documents;
  const lines = wrong.flatMap(({ error, schema, at }) =>
    root === undefined
      ? []
      : explainIssues(
          error,
          nearest(root, at),
          schema,
          at.length === 0 ? 'the file of cases' : 'the facts',
        ).map(({ line, column, message }) => visible(`${path}:${line}:${column}: ${message}`)),
  );
  return new Fault('USAGE', lines.slice(0, MOST_ISSUES).join('\n'));
}

/** A key that a merge brought in stands elsewhere: then what it was merged into. */
function nearest(root: SyntaxNode, at: Path): SyntaxNode {
  return nodeAt(root, at) ?? nearest(root, at.slice(0, -1));
}

function valueOf(text: string, path: string): unknown {
  try {
    return load(text);
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const at = cause.mark === undefined ? '' : `:${cause.mark.line + 1}:${cause.mark.column + 1}`;
    throw new Fault('USAGE', `${path}${at}: ${cause.reason}`, { cause });
  }
}

const MOST_ISSUES = 10;
