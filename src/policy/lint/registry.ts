// Every lint, in alphabetical order. A new one is one file, one line here, an entry of `PROBLEM_CODES` and a test.
import { agentAnyTool } from './agent-any-tool.ts';
import { agentExpired } from './agent-expired.ts';
import { agentExpiresSoon } from './agent-expires-soon.ts';
import { agentReachesNothing } from './agent-reaches-nothing.ts';
import { agentUnknownEnvironment } from './agent-unknown-environment.ts';
import { approvalsImpossible } from './approvals-impossible.ts';
import { approvalsWithoutSpare } from './approvals-without-spare.ts';
import { automationIsAgent } from './automation-is-agent.ts';
import { bareLogin } from './bare-login.ts';
import { conditionWithoutEffect } from './condition-without-effect.ts';
import { environmentUnmatched } from './environment-unmatched.ts';
import { exceptionExpired } from './exception-expired.ts';
import { exceptionUnused } from './exception-unused.ts';
import { globIsText } from './glob-is-text.ts';
import { globMatchesNothing } from './glob-matches-nothing.ts';
import { globNamesFolder } from './glob-names-folder.ts';
import { ignoresEverything } from './ignores-everything.ts';
import type { Lint } from './lint.ts';
import { neverMatches } from './never-matches.ts';
import { noVersion } from './no-version.ts';
import { otherPolicyFile } from './other-policy-file.ts';
import { ownerWord } from './owner-word.ts';
import { ownersRepeated } from './owners-repeated.ts';
import { pathsIgnored } from './paths-ignored.ts';
import { pathsWithoutEffect } from './paths-without-effect.ts';
import { requirementWithoutEffect } from './requirement-without-effect.ts';
import { ruleRepeated } from './rule-repeated.ts';
import { stageWithoutTarget } from './stage-without-target.ts';
import { targetUnguarded } from './target-unguarded.ts';
import { teamWithoutWrite } from './team-without-write.ts';
import { unknownAgent } from './unknown-agent.ts';
import { unknownData } from './unknown-data.ts';
import { unknownFinding } from './unknown-finding.ts';
import { unknownFormat } from './unknown-format.ts';
import { unknownTeam } from './unknown-team.ts';
import { unknownType } from './unknown-type.ts';

export const LINTS: readonly Lint[] = [
  agentAnyTool,
  agentExpired,
  agentExpiresSoon,
  agentReachesNothing,
  agentUnknownEnvironment,
  approvalsImpossible,
  approvalsWithoutSpare,
  automationIsAgent,
  bareLogin,
  conditionWithoutEffect,
  environmentUnmatched,
  exceptionExpired,
  exceptionUnused,
  globIsText,
  globMatchesNothing,
  globNamesFolder,
  ignoresEverything,
  neverMatches,
  noVersion,
  otherPolicyFile,
  ownerWord,
  ownersRepeated,
  pathsIgnored,
  pathsWithoutEffect,
  requirementWithoutEffect,
  ruleRepeated,
  stageWithoutTarget,
  targetUnguarded,
  teamWithoutWrite,
  unknownAgent,
  unknownData,
  unknownFinding,
  unknownFormat,
  unknownTeam,
  unknownType,
];
