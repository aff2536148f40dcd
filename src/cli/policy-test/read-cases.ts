// Cases from a file: read, checked, with the place of what is wrong. Called by `aigov policy test`.
import { readFile } from 'node:fs/promises';
import { YAMLException, load } from 'js-yaml';
import type { z } from 'zod';
import { Fault } from '../../model/failure.ts';
import { explainIssues } from '../../policy/index.ts';
import { parseYaml } from '../../syntax/index.ts';
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
    if (list.success) return { facts: {}, cases: list.data };
    throw refusal(list.error, { text, path, schema: CASE_LIST });
  }
  const whole = CASES_WITH_FACTS.safeParse(value);
  if (whole.success) return { facts: whole.data.facts ?? {}, cases: whole.data.cases };
  throw refusal(whole.error, { text, path, schema: CASES_WITH_FACTS });
}

type Read = { readonly text: string; readonly path: string; readonly schema: z.ZodType };

/** What stands behind an anchor has the place where it is named. */
function refusal(error: z.ZodError, { text, path, schema }: Read): Fault {
  const [root] = parseYaml(text).documents;
  const problems = root === undefined ? [] : explainIssues(error, root, schema, 'the file of cases');
  const lines = problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
  return new Fault('USAGE', lines.slice(0, MOST_ISSUES).join('\n'));
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
