// CloudFormation and SAM templates, and what CDK synthesizes, in YAML and JSON: a semantic diff resource by resource.
import { isTemplate } from './cloudformation/is-template.ts';
import { templatePaths } from './cloudformation/pulls-in.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import type { ReadTemplate } from './cloudformation/read-template.ts';
import { templateChanges } from './cloudformation/template-changes.ts';
import type { TemplateSide } from './cloudformation/template-changes.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { inBase } from './problem.ts';

export const cloudformation: Format = {
  id: 'cloudformation',
  title: 'CloudFormation, SAM and synthesized CDK templates',
  // What lies under `.github` is read by GitHub, and by its path.
  claims: (path) => (/^(?!\.github\/).*\.(?:ya?ml|json|template)$/i.test(path) ? 'content' : 'none'),
  recognise,
  recogniseData: recognise,
  // A stack has its name from whoever deploys it, not from the file.
  sameAfterRename: () => true,
  pullsIn: (file) => file.syntax().documents.flatMap((document) => templatePaths(document, file.path)),
  parse,
};

function recognise(file: FormatFile): string | null {
  return file.syntax().documents.some(isTemplate) ? 'cloudformation' : null;
}

function parse(input: FormatInput): FormatResult {
  const after = input.after === null ? ABSENT : readTemplate(input.after);
  if (after.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? ABSENT : readTemplate(input.before);
  if (before.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  return { kind: 'parsed', changes: templateChanges(sideOf(before), sideOf(after), input) };
}

type Read = Extract<ReadTemplate, { kind: 'ok' }>;

const ABSENT: Read = { kind: 'ok', document: null };

function sideOf({ document }: Read): TemplateSide | null {
  return document === null ? null : { document, given: null };
}
