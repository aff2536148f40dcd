// Keys that parse and are not evaluated yet: each makes the verdict a refusal (`KEY_NOT_SUPPORTED`). Nothing is read
// and ignored. Called by `compilePolicy`.
import type { SyntaxNode } from '../syntax/index.ts';
import { isCedarPattern } from './cedar/pattern.ts';
import { locate, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import type { PolicyDocument } from './schema/policy-schema.ts';

export type UnsupportedKey = {
  /** `deploy.prod.read`. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
};

/** Every unsupported key of one document, in the order of the file. */
export function unsupportedKeys(document: PolicyDocument, root: SyntaxNode): readonly UnsupportedKey[] {
  return paths(document)
    .map((path) => ({ key: keyOf(path, document), ...locate(root, path) }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** A file that nobody evaluates is named; its number in the list says nothing to a reader. */
function keyOf(path: Path, { policies }: PolicyDocument): string {
  const [key, index] = path;
  return key === 'policies' ? `policies: ${policies?.[Number(index)] ?? ''}` : pathText(path);
}

function paths(document: PolicyDocument): readonly Path[] {
  const foreign = (document.policies ?? []).flatMap((pattern, index) =>
    isCedarPattern(pattern) ? [] : [['policies', index]],
  );
  return [
    ...foreign,
    ...Object.entries(document.deploy ?? {}).flatMap(([name, target]) =>
      target.read === undefined ? [] : [['deploy', name, 'read']],
    ),
  ];
}
