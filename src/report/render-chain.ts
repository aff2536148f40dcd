// The check run `aigov/chain`: from prompt to run, per change. Called by pipeline.ts after the merge and at each later step.
import { LIMITS } from '../config/limits.ts';
import { digestOf } from '../model/canonical.ts';
import type { Decision, DecisionChange } from '../model/decision.ts';
import type { Grant, Session } from '../model/deploy.ts';
import type { Entry, EntryType } from '../model/entry.ts';
import { lines } from './annotation-text.ts';
import { ACTION_WORD, more } from './describe-change.ts';
import { driversOf } from './drivers-of.ts';
import { clip, code, plain } from './escape.ts';
import type { Annotation, CheckRunReport } from './publisher.ts';
import { atMost } from './render-annotations.ts';
import { bytes } from './shorten-decision.ts';

export type Chain = {
  readonly decision: Decision;
  /** Ledger entries of the pull request, in order. */
  readonly entries: readonly Entry[];
  /** Logins whose approvals counted. */
  readonly approvers: readonly string[];
  /** The commit that the check run stands on: the merge commit, or the pull request's head. */
  readonly headSha: string;
  /** `sha256:…` of the prompt, null when none was declared. */
  readonly promptDigest: string | null;
  readonly grants: readonly Grant[];
  readonly sessions: readonly Session[];
  readonly detailsUrl: string | null;
};

/** The steps that move the state, with the words for it. Later entries win. */
const STATES: { readonly [type in EntryType]?: { readonly words: string; readonly bad: boolean } } = {
  'merge.observed': { words: 'merged, no grant yet', bad: false },
  'grant.opened': { words: 'grant open', bad: false },
  'grant.refused': { words: 'grant refused', bad: true },
  'session.issued': { words: 'session live', bad: false },
  'session.refused': { words: 'session refused', bad: true },
  'session.failed': { words: 'session failed', bad: true },
  'session.revocation_requested': { words: 'session being revoked', bad: false },
  'session.revoked': { words: 'deployed, session revoked', bad: false },
  'session.expired': { words: 'deployed, session expired', bad: false },
};

/** Our own publishing is no step of the change; listing it would make every publication ask for the next one. */
const UNTOLD: ReadonlySet<EntryType> = new Set(['review.requested']);

/** Rows per list: the first number with which the summary fits is taken. */
const ROWS = [100, 20, 5, 1] as const;
/** Names per list in an annotation. */
const NAMES = 5;
/** Reasons whose changes are looked up: each look-up walks all changes. */
const REASONS = 20;

/** `externalId` is the digest of what is shown: nothing is written when nothing new is to be told. */
export function renderChain(chain: Chain): CheckRunReport {
  const entries = chain.entries.filter(({ type }) => !UNTOLD.has(type));
  const state = stateOf(entries);
  const shown = {
    title: clip(`Chain: ${state.words}`, LIMITS.titleCharacters),
    summary: fittingSummary(chain, entries, state.words),
    annotations: annotations(chain),
  };
  return {
    name: 'aigov/chain',
    headSha: chain.headSha,
    conclusion: state.bad ? 'failure' : 'success',
    externalId: digestOf(shown),
    detailsUrl: chain.detailsUrl,
    text: '',
    ...shown,
  };
}

function stateOf(entries: readonly Entry[]): { readonly words: string; readonly bad: boolean } {
  const last = entries.findLast(({ type }) => STATES[type] !== undefined);
  return (last && STATES[last.type]) ?? { words: 'not merged yet', bad: false };
}

function fittingSummary(chain: Chain, entries: readonly Entry[], state: string): string {
  const tries = ROWS.map((rows) => summary(chain, { entries, state, rows }));
  return tries.find((text) => bytes(text) <= LIMITS.outputCharacters) ?? `**State: ${state}.**`;
}

function summary(
  chain: Chain,
  options: { readonly entries: readonly Entry[]; readonly state: string; readonly rows: number },
): string {
  const { decision, grants, sessions } = chain;
  const { entries, state, rows } = options;
  return [
    `**State: ${state}.**`,
    '',
    `- ${origin(chain, rows)}`,
    `- decision ${code(decision.decisionDigest)} on head ${code(decision.head)}`,
    ...grants.slice(0, rows).map((grant) => `- ${grantWords(grant)}`),
    ...more(grants.length, rows),
    ...sessions.slice(0, rows).map((session) => `- ${sessionWords(session)}: ${session.state}`),
    ...more(sessions.length, rows),
    '',
    '### Ledger',
    '',
    ...entries.slice(-rows).map(step),
    ...more(entries.length, rows).map((line) => `${line}, earlier`),
  ].join('\n');
}

function grantWords({ id, target }: Grant): string {
  return `grant ${code(id)} for target ${code(target)}`;
}

function sessionWords({ id, target, runId, runAttempt }: Session): string {
  return `session ${code(id)} for target ${code(target)}, run ${runId} attempt ${runAttempt}`;
}

function step({ seq, ts, type, actor, hash }: Entry): string {
  return `- ${code(`#${seq} ${hash.slice(0, 12)}`)} ${code(ts)} ${code(type)} by ${code(actor)}`;
}

/** Prompt, agent and approvers in one sentence. */
function origin({ decision, approvers, promptDigest }: Chain, rows: number): string {
  const { agents, class: kind, delegator } = decision.actor;
  const author = agents.length === 0 ? kind.replace('_', ' ') : `agent ${names(agents, rows)}`;
  return [
    `prompt ${promptDigest === null ? 'not declared' : code(promptDigest)}`,
    `author ${author}${delegator === null ? '' : ` for ${code(delegator)}`}`,
    `approved by ${approvers.length === 0 ? 'nobody' : names(approvers, rows)}`,
  ].join('; ');
}

function annotations(chain: Chain): readonly Annotation[] {
  const { decision } = chain;
  const rules = decision.reasons
    .slice(0, REASONS)
    .map((reason) => ({ rule: reason.rule, changes: new Set(driversOf(reason, decision)) }));
  const all = decision.changes.map((change) => {
    const asking = rules.filter(({ changes }) => changes.has(change)).map(({ rule }) => rule);
    return annotation({ change, chain, rules: [...new Set(asking)] });
  });
  return atMost(all, LIMITS.annotations);
}

function annotation(options: {
  readonly change: DecisionChange;
  readonly chain: Chain;
  readonly rules: readonly string[];
}): Annotation {
  const { change, chain, rules } = options;
  const where = change.environment === null ? 'in no environment' : `in ${code(change.environment)}`;
  return {
    path: change.file,
    ...lines(change),
    level: 'notice',
    title: plain(change.address, 255),
    message: [
      `${code(change.address)} ${ACTION_WORD[change.action]} ${where}`,
      origin(chain, NAMES),
      `rules ${rules.length === 0 ? 'none asked anything' : names(rules, NAMES)}`,
      ...chain.grants.slice(0, NAMES).map(grantWords),
      ...chain.sessions.slice(0, NAMES).map(sessionWords),
    ].join('; '),
  };
}

function names(list: readonly string[], rows: number): string {
  const rest = list.length > rows ? [`${list.length - rows} more`] : [];
  return [...list.slice(0, rows).map((name) => code(name)), ...rest].join(', ');
}
