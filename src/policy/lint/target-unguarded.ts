// Deploy targets whose environment no rule is about, with less than the standard baseline: credentials for little.
import type { PolicyDocument, RuleDocument } from '../schema/policy-schema.ts';
import type { Lint } from './lint.ts';
import { members } from './walk.ts';

export const targetUnguarded: Lint = {
  code: 'target-unguarded',
  find: ({ layer, document, documents }) =>
    members(document.deploy, ['deploy'])
      .filter(
        ({ value: { environment } }) =>
          !isGuarded(environment, documents, layer === 'repository' ? document : null),
      )
      .map(({ path, name, value: { environment } }) => ({
        path: [...path, 'environment'],
        message: `no rule and no standard baseline holds back what is deployed to "${environment}" through "${name}"`,
      })),
};

/** `chooser` is the repository's own file: silent, it chooses the default. A layer above it leaves the choice. */
function isGuarded(
  environment: string,
  documents: readonly PolicyDocument[],
  chooser: PolicyDocument | null,
): boolean {
  const baselines = documents.flatMap(
    (document) =>
      document.environments?.[environment]?.baseline ??
      document.baseline ??
      (document === chooser ? 'standard' : []),
  );
  return (
    baselines.length === 0 ||
    baselines.includes('standard') ||
    documents.some(({ rules }) => (rules ?? []).some((rule) => mayHold(rule, environment)))
  );
}

/** A rule on trial holds nothing, and one that only raises a tier asks for nothing by itself. */
function mayHold({ when, mode, require, deny }: RuleDocument, environment: string): boolean {
  const holds = mode !== 'observe' && (require !== undefined || deny !== undefined);
  return holds && (when?.environments === undefined || when.environments.includes(environment));
}
