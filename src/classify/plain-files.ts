// Files that no format reads, as changes: code that deploy jobs run, and files whose raw text says something. Called by classify.ts.
import { changeOfFile } from '../model/change-of-file.ts';
import type { Change, FileFact, Finding } from '../model/change.ts';
import { maxTier, raiseTier } from '../model/words.ts';
import type { Severity, Tier } from '../model/words.ts';
import { tierOfEnvironment } from './compiled-landscape.ts';
import type { CompiledLandscape } from './compiled-landscape.ts';
import { environmentsOfFiles } from './environments.ts';
import { codeFiles, isIgnored } from './scope.ts';

type Seen = {
  readonly files: readonly FileFact[];
  /** Of the whole pull request: those about a file stand on its change, so that a policy can name them. */
  readonly findings: readonly Finding[];
  readonly landscape: CompiledLandscape;
  readonly agentInvolved: boolean;
};

/** Each file once, in each environment that its path belongs to. */
export function plainFileChanges({
  files,
  findings,
  landscape,
  agentInvolved,
}: Seen): readonly Omit<Change, 'alike'>[] {
  const code = new Set(agentInvolved && landscape.hasDeploy ? codeFiles(files, landscape) : []);
  const about = Map.groupBy(findings, ({ file }) => file);
  return files.flatMap((file) => {
    const own = file.format === null && !isIgnored(file, landscape) ? (about.get(file.path) ?? []) : [];
    if (own.length === 0 && !code.has(file)) return [];
    const { before: _before, after: _after, usedIn: _usedIn, ...shown } = changeOfFile(file, 'file');
    const ids = [...new Set(own.map(({ id }) => id))].toSorted();
    const severities = own.map(({ severity }) => severity);
    return environmentsOfFiles([file.path, file.previousPath], landscape).map((environment): Change => {
      const start = environment === null ? 'low' : maxTier('low', tierOfEnvironment(landscape, environment));
      const tier = tierOfFile({ start, isCode: code.has(file), severities });
      return { ...shown, ...ran(file), kinds: ['other'], tier, environment, findings: ids };
    });
  });
}

/**
 * A plain file is no infrastructure, so outside every environment it starts at `low` and not at the tier of unmapped
 * infrastructure; inside one it starts from that environment's tier like any change. One that is here for a small finding
 * alone asks for nobody.
 */
function tierOfFile(given: {
  readonly start: Tier;
  readonly isCode: boolean;
  readonly severities: readonly Severity[];
}): Tier {
  const { start, isCode, severities } = given;
  if (severities.includes('high')) return raiseTier(start);
  return isCode || severities.includes('medium') ? start : 'none';
}

function ran({ runIn }: FileFact): Pick<Change, 'runIn'> {
  return runIn === undefined ? {} : { runIn };
}
