// Lint of one policy text: errors, and warnings about what is allowed and probably not meant. Called by the CLI.
import { checkReferences } from './check-references.ts';
import { locate, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyProblem } from './problem.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import type { PolicyDocument } from './schema.ts';
import { unsupportedKeys } from './unsupported-keys.ts';

/** In the order of the file. `source` is set before the place by the caller; it decides nothing here. */
export function validatePolicy({
  text,
}: {
  readonly text: string;
  readonly source: string;
}): readonly PolicyProblem[] {
  const parsed = parsePolicy(text);
  if (parsed.kind === 'invalid') return parsed.problems;
  const { document, root } = parsed;
  const environments = Object.keys(document.environments ?? {});
  return [
    ...checkReferences({ document, root, environments }),
    ...unsupported(document, root),
    ...agentWarnings(document, root),
    ...versionWarning(document, root),
  ].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function unsupported(document: PolicyDocument, root: SyntaxNode): readonly PolicyProblem[] {
  return unsupportedKeys(document, root).map(({ key, line, column }) => ({
    code: 'key-not-supported',
    severity: 'warning',
    message: `"${key}" is not evaluated by this version: every decision is refused until it is removed`,
    line,
    column,
    path: key,
  }));
}

function agentWarnings(document: PolicyDocument, root: SyntaxNode): readonly PolicyProblem[] {
  const known = Object.keys(document.environments ?? {});
  return Object.entries(document.actors?.agents ?? {}).flatMap(([name, { environments, autonomy }]) => {
    const path = ['actors', 'agents', name];
    const silent = environments === undefined && autonomy !== 'advisory';
    const none = silent
      ? [warning('no-environments', `the agent "${name}" may reach no environment`, root, path)]
      : [];
    const unknown = (environments ?? []).flatMap((environment, index) =>
      known.includes(environment)
        ? []
        : [
            warning('unknown-environment', `no environment "${environment}" here`, root, [
              ...path,
              'environments',
              index,
            ]),
          ],
    );
    return [...none, ...unknown];
  });
}

function versionWarning(document: PolicyDocument, root: SyntaxNode): readonly PolicyProblem[] {
  return document.version === undefined ? [warning('no-version', 'write "version: 1" first', root, [])] : [];
}

function warning(code: string, message: string, root: SyntaxNode, path: Path): PolicyProblem {
  return { code, severity: 'warning', message, ...locate(root, path), path: pathText(path) };
}
