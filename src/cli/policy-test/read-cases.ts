// Cases from a file: read, checked, with the place of what is wrong. Called by `aigov policy test`.
import { readFile } from 'node:fs/promises';
import { YAMLException, load } from 'js-yaml';
import { Fault } from '../../model/failure.ts';
import { casesSchema, type CaseFile } from './cases-schema.ts';

/**
 * Throws Fault USAGE naming the file and the key. JSON is YAML too. Anchors stand for what they name, unlike in a policy: cases
 * share files and people, and nobody is governed by how they are written.
 */
export async function readCases(path: string): Promise<CaseFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('USAGE', `cannot read ${path}`, { cause });
  });
  const checked = casesSchema.safeParse(valueOf(text, path));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.flatMap(deepest).slice(0, MOST_ISSUES);
  throw new Fault('USAGE', issues.map((issue) => `${path}: ${issue}`).join('\n'));
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

type Issue = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
};

/** Of the two shapes that a file may have, the one that it comes closer to says what is wrong. */
function deepest(issue: Issue): readonly string[] {
  if (issue.errors !== undefined) {
    const options = issue.errors.map((all) => all.flatMap((inner) => deepest(inner)));
    const closest = issue.errors
      .map((all, index) => ({ index, depth: Math.max(0, ...all.map(({ path }) => path.length)) }))
      .toSorted((a, b) => b.depth - a.depth)[0];
    return options[closest?.index ?? 0] ?? [issue.message];
  }
  const place = issue.path.map(String).join('.');
  return [place === '' ? issue.message : `${place}: ${issue.message}`];
}
