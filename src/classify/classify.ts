// The stage: changes of a diff get kinds, environments, tiers and findings. Called by pipeline.ts and the CLI.
import type {
  Change,
  Classified,
  Diff,
  FileFact,
  Finding,
  Landscape,
  ParsedChange,
  Unreadable,
} from '../model/change.ts';
import { maxTier } from '../model/words.ts';
import type { Tier } from '../model/words.ts';
import { compileLandscape, tierOfEnvironment } from './compiled-landscape.ts';
import type { CompiledLandscape } from './compiled-landscape.ts';
import { environmentsOf, environmentsOfFiles } from './environments.ts';
import { changeOfFile, unreportedGovernance } from './file-changes.ts';
import { findingsOfChange, findingsOfUnreadable } from './find.ts';
import { kindsOf } from './kinds.ts';
import { sortChanges, sortFindings } from './order.ts';
import { codeFiles, fileOfChange, fileOfUnreadable, isIgnored } from './scope.ts';
import { tierOf } from './tier.ts';

export type Classification = {
  readonly diff: Diff;
  readonly landscape: Landscape;
  /** Whether an agent had a hand in the pull request (classes agent and mixed). */
  readonly agentInvolved: boolean;
};

type Judged = { readonly changes: readonly Change[]; readonly findings: readonly Finding[] };

/** Pure and total: equal input gives equal output, byte for byte. */
export function classify({ diff, landscape, agentInvolved }: Classification): Classified {
  const compiled = compileLandscape(landscape);
  const judged = [
    ...infrastructure(diff, compiled).map((change) => judge(change, compiled)),
    ...(agentInvolved && compiled.hasDeploy ? codeFiles(diff.files, compiled) : []).map((file) =>
      judgeFile(file, compiled),
    ),
  ];
  const unreadable = readableScope(diff, compiled);
  const changes = sortChanges(judged.flatMap((one) => one.changes));
  return {
    changes,
    findings: sortFindings([
      ...judged.flatMap((one) => one.findings),
      ...unreadable.flatMap(findingsOfUnreadable),
    ]),
    unreadable: unreadable.map((one) => ({
      ...one,
      environments: environmentsOfUnreadable(one, diff, compiled),
      tier: 'critical',
    })),
    tier: changes.map(({ tier }) => tier).reduce<Tier>(maxTier, unreadable.length > 0 ? 'critical' : 'none'),
    files: diff.files,
  };
}

/** What the formats said and the policy does not ignore, and every governance file. */
function infrastructure(diff: Diff, landscape: CompiledLandscape): readonly ParsedChange[] {
  const seen = diff.changes.filter((change) => !isIgnored(fileOfChange(change), landscape));
  return [...seen, ...unreportedGovernance(diff.files, diff.changes)];
}

function judge(change: ParsedChange, landscape: CompiledLandscape): Judged {
  const { kinds, known } = kindsOf(change);
  const findings = findingsOfChange(change, kinds);
  const severities = findings.map(({ severity }) => severity);
  const ids = [...new Set(findings.map(({ id }) => id))].toSorted();
  const changes = environmentsOf(change, landscape).map((environment): Change => {
    const start = tierOfEnvironment(landscape, environment);
    const understood = known && !change.opaque;
    const tier = tierOf({ start, kinds, action: change.action, severities, understood });
    return { ...shown(change), kinds, tier, environment, findings: ids };
  });
  return { changes, findings };
}

/**
 * A plain file is no infrastructure, so outside every environment it starts at `low` and not at the tier of unmapped
 * infrastructure; inside one it starts from that environment's tier like any change ("`low` at least", the design).
 */
function judgeFile(file: FileFact, landscape: CompiledLandscape): Judged {
  const change = changeOfFile(file, 'file');
  const environments = environmentsOfFiles([file.path, file.previousPath], landscape);
  const changes = environments.map((environment): Change => {
    const start = environment === null ? 'low' : tierOfEnvironment(landscape, environment);
    return { ...shown(change), kinds: ['other'], tier: maxTier('low', start), environment, findings: [] };
  });
  return { changes, findings: [] };
}

function readableScope(diff: Diff, landscape: CompiledLandscape): readonly Unreadable[] {
  return diff.unreadable.filter((one) => !isIgnored(fileOfUnreadable(one, diff.files), landscape));
}

function environmentsOfUnreadable(
  unreadable: Unreadable,
  diff: Diff,
  landscape: CompiledLandscape,
): readonly (string | null)[] {
  const { path, previousPath } = fileOfUnreadable(unreadable, diff.files);
  return environmentsOfFiles([unreadable.file, path, previousPath], landscape);
}

function shown({
  before: _before,
  after: _after,
  ...rest
}: ParsedChange): Omit<ParsedChange, 'before' | 'after'> {
  return rest;
}
