// Terraform and OpenTofu configuration: a semantic diff of whole root modules, attribute by attribute.
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pulledFiles } from './terraform/pulled-files.ts';
import { readProject } from './terraform/read-project.ts';
import { isSamePart } from './terraform/renames.ts';
import type { SourceFile } from './terraform/repository.ts';
import { sourceKind } from './terraform/source-kind.ts';

export const terraform: Format = {
  id: 'terraform',
  title: 'Terraform and OpenTofu (HCL and JSON)',
  claims: (path) => (sourceKind(path) === null ? 'none' : 'path'),
  recognise: () => 'terraform',
  sameAfterRename: isSamePart,
  pullsIn: ({ path, text }) => pulledFiles(path, text),
  parse,
};

/** A file without the ones around it, which the project reader has. */
function parse({ previousPath, before, after }: FormatInput): FormatResult {
  const names = { from: before?.path ?? previousPath, to: after?.path ?? null };
  const change = { before: sourceFile(before), after: sourceFile(after), names, refused: false };
  const [reading] = readProject({ changes: [change], around: [] });
  return reading ?? { kind: 'parsed', changes: [] };
}

function sourceFile(file: FormatFile | null): SourceFile | null {
  return file === null ? null : { path: file.path, blob: file.blob, text: file.text };
}
