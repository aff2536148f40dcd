// What the baseline of each environment asks for. Called by `evaluate`.
import type { Change, Classified } from '../model/change.ts';
import type { Actor, Reason } from '../model/decision.ts';
import type { Baseline, Kind } from '../model/words.ts';
import { approvalReasons } from './approvals/approval-reasons.ts';
import type { CompiledPolicy } from './compiled.ts';
import type { Reviews } from './approvals/fill-entries.ts';
import type { Layer } from './layers/layer.ts';
import { makeReason } from './make-reason.ts';
import { expandEntry } from './approvals/owner-entries.ts';
import type { Owners } from './approvals/owner-entries.ts';
import { isFileOf, isMystery } from './when/subject.ts';

/** Two humans for an agent, whatever the tier. */
const GRAVE_KINDS: ReadonlySet<Kind> = new Set([
  'identity',
  'network',
  'firewall',
  'secrets',
  'governance',
  'pipeline',
]);

export type BaselineInput = {
  readonly policy: Pick<CompiledPolicy, 'baseline' | 'refusesUnread' | 'environments' | 'owners'>;
  readonly classified: Classified;
  readonly actor: Actor;
  readonly reviews: Reviews;
  /** As rules of each layer may ask for them. */
  readonly owners: (layer: Layer) => Owners;
  /** 1 when the delegator of an agent is unknown, else 0. */
  readonly extra: number;
  /** An autonomous agent's small change: nobody is needed. */
  readonly exempt: boolean;
};

/** The words are made for the one that is told. */
type Need = { readonly count: number; readonly because: () => string };

export function baselineReasons(input: BaselineInput): readonly Reason[] {
  return [...changeReasons(input), ...unreadableReasons(input), ...ownerReasons(input)];
}

function changeReasons({
  policy,
  classified,
  actor,
  reviews,
  extra,
  exempt,
}: BaselineInput): readonly Reason[] {
  const needs = [
    ...classified.changes.map((change) => changeNeed(change, baselineOf(policy, change.environment), actor)),
    ...classified.unreadable.map(({ file, environments }) => ({
      count: mysteryCount(strictestOf(policy, environments), actor),
      because: () => `${file} cannot be read`,
    })),
  ];
  const worst = needs.reduce<Need>((a, b) => (b.count > a.count ? b : a), { count: 0, because: () => '' });
  if (worst.count === 0) return [];
  if (exempt) return [exemption('none: autonomous agent, low tier')];
  const entries = [{ count: worst.count + extra, from: null }];
  return approvalReasons({ rule: 'baseline', entries, because: plus(worst.because(), extra), reviews });
}

function exemption(because: string): Reason {
  return makeReason({
    code: 'APPROVALS_MISSING',
    rule: 'baseline',
    satisfied: true,
    need: { count: 0 },
    have: { counted: [], ignored: [] },
    message: `Nobody must approve (${because}).`,
    remediation: 'Nothing to do.',
  });
}

/** Tier none needs nobody. An opaque change counts like an unreadable file; its tier says so already. */
function changeNeed(change: Change, baseline: Baseline, actor: Actor): Need {
  const because = (): string => describe(change);
  if (change.tier === 'none' || baseline === 'none') return { count: 0, because };
  if (baseline === 'light') return { count: 1, because };
  const grave = change.tier === 'critical' || change.kinds.some((kind) => GRAVE_KINDS.has(kind));
  return { count: isAgentLike(actor) && (grave || change.opaque) ? 2 : 1, because };
}

function describe({ tier, kinds, environment }: Change): string {
  const told = kinds.filter((kind) => kind !== 'other').join(' and ');
  return `${told === '' ? tier : `${tier} ${told}`} change${environment === null ? '' : `, ${environment}`}`;
}

function mysteryCount(baseline: Baseline, actor: Actor): number {
  if (baseline === 'none') return 0;
  return baseline === 'standard' && isAgentLike(actor) ? 2 : 1;
}

/** Held to the agents' bar; an unknown bot is refused as well, and asks no less. */
export function isAgentLike({ class: actorClass }: Actor): boolean {
  return actorClass !== 'human' && actorClass !== 'automation';
}

function plus(because: string, extra: number): string {
  return extra === 0 ? because : `${because}; one more because nobody knows who asked the agent`;
}

type Choice = Pick<CompiledPolicy, 'baseline' | 'refusesUnread'>;

function choiceOf(policy: BaselineInput['policy'], environment: string | null): Choice {
  return policy.environments.find(({ name }) => name === environment) ?? policy;
}

function baselineOf(policy: BaselineInput['policy'], environment: string | null): Baseline {
  return choiceOf(policy, environment).baseline;
}

/** A file is judged in each environment it could be in: a refusal in one refuses, else the strictest count holds. */
function strictestOf(policy: BaselineInput['policy'], environments: readonly (string | null)[]): Baseline {
  const all = (environments.length === 0 ? [null] : environments).map((name) => baselineOf(policy, name));
  if (all.includes('standard')) return 'standard';
  return all.includes('light') ? 'light' : 'none';
}

type Mystery = {
  readonly file: string;
  readonly line: number | null;
  /** Why it could not be read; null: it was, and only people can tell what comes of it (a program, a template). */
  readonly why: string | null;
  /** What it is, where that says why; else empty. */
  readonly what: string;
  /** The pull request can mend it: it is the head that cannot be read. */
  readonly mendable: boolean;
  readonly choices: readonly Choice[];
};

/** One reason per file that a human must read: refused where the baseline is none, else satisfied by the approvals. */
function unreadableReasons({ policy, classified, actor, reviews, extra }: BaselineInput): readonly Reason[] {
  const unread = classified.unreadable.map(({ file, line, why, message, environments }) => ({
    file,
    line,
    why,
    what: '',
    mendable: !message.startsWith('in the base: '),
    choices: (environments.length === 0 ? [null] : environments).map((name) => choiceOf(policy, name)),
  }));
  const opaque = classified.changes.filter(isMystery).map(({ file, format, startLine, environment }) => ({
    file,
    line: startLine,
    why: null,
    what: MYSTERIES.get(format) ?? '',
    mendable: false,
    choices: [choiceOf(policy, environment)],
  }));
  return byFile([...unread, ...opaque]).map((mystery) => {
    if (mystery.choices.some(({ refusesUnread }) => refusesUnread)) return refusal(mystery);
    const count = Math.max(...mystery.choices.map(({ baseline }) => mysteryCount(baseline, actor))) + extra;
    return mysteryReason(mystery, count, reviews);
  });
}

function byFile(all: readonly Mystery[]): readonly Mystery[] {
  const groups = Map.groupBy(all, ({ file }) => file);
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, choices: [first, ...rest].flatMap(({ choices }) => choices) }],
  );
}

/** By format: why a file says too little by itself. */
const MYSTERIES: ReadonlyMap<string, string> = new Map([
  ['helm', 'a template of a chart'],
  ['helm-input', 'a file that a chart takes in'],
  ['kustomize-input', 'a file that a kustomization takes in'],
  ['terraform-input', 'a file that Terraform takes in'],
]);

function mysteryReason(mystery: Mystery, count: number, reviews: Reviews): Reason {
  const { file, line, mendable } = mystery;
  const entries = [{ count, from: null }];
  const [filled] = approvalReasons({ rule: 'baseline', entries, because: '', reviews });
  return makeReason({
    code: 'UNREADABLE',
    rule: 'baseline',
    satisfied: filled?.satisfied ?? false,
    need: { count, file },
    have: { counted: filled?.have?.counted ?? [], ignored: filled?.have?.ignored ?? [] },
    message: `${place(file, line)} ${fault(mystery)}: ${count} of the people with write access must read and approve it.`,
    ...(mendable
      ? { remediation: 'Fix the file so that it can be read, or have it read and approved.' }
      : { remediation: 'Have it read and approved.', fixable_by: 'human' as const }),
  });
}

function refusal(mystery: Mystery): Reason {
  const { file, line, mendable } = mystery;
  return makeReason({
    code: 'UNREADABLE_REFUSED',
    rule: 'baseline',
    satisfied: false,
    need: { file },
    message: `${place(file, line)} ${fault(mystery)}, and the baseline here is none.`,
    remediation: `${mendable ? 'Fix the file so that it can be read, or choose' : 'Choose'} the baseline light or standard for its environment.`,
    ...(mendable ? {} : { fixable_by: 'human' as const }),
  });
}

function fault({ why, what, mendable }: Mystery): string {
  if (why === null) return `can only be understood by people${what === '' ? '' : ` (${what})`}`;
  return `could not be read (${why}${mendable ? '' : ' in the base'})`;
}

function place(file: string, line: number | null): string {
  return line === null ? file : `${file}:${line}`;
}

/** Governance files need one of the owners of each layer that names any. */
function ownerReasons({ policy, classified, reviews, owners, extra }: BaselineInput): readonly Reason[] {
  const all = classified.changes.filter((change) => isFileOf(change, 'governance'));
  const [governed] = all;
  if (governed === undefined) return [];
  const paths = [...new Set(all.flatMap(({ file, previousFile }) => [file, previousFile ?? file]))];
  const because = plus(`governance change, ${governed.file}`, extra);
  return policy.owners
    .flatMap(({ rule, from, layer }) =>
      expandEntry({ count: 1 + extra, from }, paths, owners(layer)).map((entry) => ({ rule, entry })),
    )
    .flatMap(({ rule, entry }) => approvalReasons({ rule, entries: [entry], because, reviews }));
}
