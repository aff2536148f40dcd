// Cases from a file: read, checked, with the place of what is wrong. Called by `aigov policy test`.
import { readFile } from 'node:fs/promises';
import { Fault } from '../../model/failure.ts';
import { parseYaml, toValue } from '../../syntax/index.ts';
import { casesSchema, type CaseFile } from './cases-schema.ts';

/** Throws Fault USAGE naming the file and the key. JSON is YAML too. */
export async function readCases(path: string): Promise<CaseFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('USAGE', `cannot read ${path}`, { cause });
  });
  const { documents, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem !== undefined)
    throw new Fault('USAGE', `${path}:${problem.line}:${problem.column}: ${problem.message}`);
  const [root, second] = documents;
  if (root === undefined || second !== undefined)
    throw new Fault('USAGE', `${path}: one document with a list of cases is expected`);
  const checked = casesSchema.safeParse(toValue(root));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.flatMap(deepest).slice(0, MOST_ISSUES);
  throw new Fault('USAGE', issues.map((issue) => `${path}: ${issue}`).join('\n'));
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
