// Keys that parse and are not evaluated yet: each makes the verdict a refusal (`KEY_NOT_SUPPORTED`). Nothing is read
// and ignored. Called by `compilePolicy`.
import type { SyntaxNode } from '../syntax/index.ts';
import { locate, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import type { PolicyDocument } from './schema.ts';

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
    .map((path) => ({ key: pathText(path), ...locate(root, path) }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function paths(document: PolicyDocument): readonly Path[] {
  const top = (['break_glass', 'policies'] as const).filter((key) => document[key] !== undefined);
  return [
    ...top.map((key) => [key]),
    ...Object.entries(document.deploy ?? {}).flatMap(([name, target]) =>
      target.read === undefined ? [] : [['deploy', name, 'read']],
    ),
  ];
}
