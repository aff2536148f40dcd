// Files of the repository that a template is deployed with; called by `cloudformation`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';
import { nestedTemplate } from './remote.ts';

/** Nested templates that the packaging tools find beside this one. Total. */
export function templatePaths(document: SyntaxNode, file: string): readonly string[] {
  const resources = member(document, 'Resources');
  const entries = resources?.kind === 'map' ? resources.entries : [];
  const named = entries.map(({ value }) => nestedTemplate(textOf(member(value, 'Type')), value));
  return [...new Set(named.flatMap((path) => (path === null ? [] : (beside(file, path) ?? []))))];
}

/** Null for a path that leaves the repository. */
export function beside(file: string, path: string): string | null {
  const segments = file.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..' && segments.pop() === undefined) return null;
    if (step !== '..' && step !== '.' && step !== '') segments.push(step);
  }
  return segments.join('/');
}
