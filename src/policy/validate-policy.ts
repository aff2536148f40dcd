// Lint for policy files: errors that decisions would refuse with, and what is probably not meant. Called by `aigov policy validate` and for edits of the policy.
import type { PolicyLayers } from '../model/policy-source.ts';
import { compilePolicy } from './compile-policy.ts';
import { lintPolicy } from './lint/lint-policy.ts';
import { NOTHING_KNOWN } from './lint/lint.ts';
import type { Surroundings, Vocabulary } from './lint/lint.ts';
import type { Opened } from './layers/open-layer.ts';
import { openLayers } from './layers/open-layers.ts';
import type { PolicyProblem } from './problem.ts';
import { unsupportedKeys } from './unsupported-keys.ts';

export type SourcedProblem = PolicyProblem & { readonly source: string };

/** The layers as they decide together: file by file in the order of their rank, each from its top. Without an error they compile. */
export function validatePolicy(given: {
  readonly layers: PolicyLayers;
  readonly words: Vocabulary;
  readonly surroundings?: Surroundings;
}): readonly SourcedProblem[] {
  const { layers, words, surroundings = NOTHING_KNOWN } = given;
  const compiled = compilePolicy(layers);
  const errors =
    compiled.kind === 'ok' ? [] : compiled.problems.map(({ source, problem }) => ({ ...problem, source }));
  const opened = openLayers(layers);
  // A layer that is no policy has errors, and nothing else can be said about it.
  const readable = opened.flatMap((each) => (each.kind === 'read' ? [each.layer] : []));
  const documents = readable.map(({ document }) => document);
  const warnings = readable.flatMap(({ layer, source, document, root }) =>
    [
      ...unsupportedKeys(document, root).map(unsupported),
      ...lintPolicy({ layer, document, root, documents, words, surroundings }),
    ].map((problem) => ({ ...problem, source })),
  );
  const sources = opened.flatMap(sourcesOf);
  return [...errors, ...warnings].toSorted(
    (a, b) => sources.indexOf(a.source) - sources.indexOf(b.source) || a.line - b.line || a.column - b.column,
  );
}

function sourcesOf(opened: Opened): readonly string[] {
  if (opened.kind === 'read') return [opened.layer.source];
  return opened.kind === 'failed' ? opened.failures.map(({ source }) => source) : [];
}

function unsupported({ key, line, column }: ReturnType<typeof unsupportedKeys>[number]): PolicyProblem {
  return {
    code: 'key-not-supported',
    severity: 'warning',
    message: `"${key}" is not evaluated by this version: every decision is refused until it is removed`,
    line,
    column,
    path: key,
  };
}
