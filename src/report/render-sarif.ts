// The decision as SARIF 2.1.0, for code scanning and editors. Called by `aigov check --format sarif`.
import { digestOf } from '../model/canonical.ts';
import type { Finding } from '../model/change.ts';
import type { Decision, Reason } from '../model/decision.ts';
import { driversOf } from './drivers-of.ts';
import { visible } from './escape.ts';
import { isBlocking, unsatisfiedReasons } from './order-reasons.ts';
import { sarifLog, uriOf, type Sarif } from './sarif-log.ts';

type Level = 'error' | 'warning' | 'note';

type Location = {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: '%SRCROOT%' };
    readonly region: { readonly startLine: number; readonly endLine: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind: 'resource' }[];
};

type Result = {
  readonly ruleId: string;
  readonly level: Level;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: { readonly 'aigov/v1': string };
};

type Place = {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly address: string | null;
};

/** One run: a result per finding, per unreadable file and per unsatisfied reason; rules are the ids that occur. */
export function renderSarif(decision: Decision): Sarif {
  const results = [
    ...decision.findings.map(findingResult),
    ...decision.unreadable.map(unreadableResult),
    ...unsatisfiedReasons(decision).map((reason) => reasonResult(reason, decision)),
  ];
  return sarifLog(results, {
    outcome: decision.outcome,
    tier: decision.tier,
    changeDigest: decision.changeDigest,
    decisionDigest: decision.decisionDigest,
  });
}

const FINDING_LEVEL: { readonly [severity in Finding['severity']]: Level } = {
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

const UNREADABLE = 'unreadable';

function findingResult(finding: Finding): Result {
  return result({
    id: finding.id,
    level: FINDING_LEVEL[finding.severity],
    text: `${finding.message} ${finding.fix}`,
    places: [finding],
  });
}

function unreadableResult({ file, line, message }: Decision['unreadable'][number]): Result {
  const at = line ?? 1;
  const places = [{ file, startLine: at, endLine: at, address: null }];
  return result({ id: UNREADABLE, level: 'error', text: message, places });
}

function reasonResult(reason: Reason, decision: Decision): Result {
  return result({
    id: reason.code,
    level: isBlocking(reason) ? 'error' : 'warning',
    text: `Rule ${reason.rule}: ${reason.message} ${reason.remediation}`,
    places: driversOf(reason, decision).slice(0, 10),
  });
}

function result(options: {
  readonly id: string;
  readonly level: Level;
  readonly text: string;
  readonly places: readonly Place[];
}): Result {
  const { id, level, text, places } = options;
  const names = places.map(({ file, address }) => ({ file, address }));
  return {
    ruleId: id,
    level,
    message: { text: visible(text) },
    locations: places.map(location),
    // Lines are left out: the same finding keeps its fingerprint when text above it moves.
    partialFingerprints: { 'aigov/v1': digestOf({ id, names, text: names.length === 0 ? text : '' }) },
  };
}

function location({ file, startLine, endLine, address }: Place): Location {
  const first = Math.max(1, startLine);
  const physicalLocation = {
    artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' as const },
    region: { startLine: first, endLine: Math.max(first, endLine) },
  };
  if (address === null) return { physicalLocation };
  return {
    physicalLocation,
    logicalLocations: [{ fullyQualifiedName: visible(address), kind: 'resource' }],
  };
}
