// The line of the merge box: what unblocks the pull request, in at most 80 characters. Called by renderCheckRun.
import { LIMITS } from '../config/limits.ts';
import type { Decision, Reason } from '../model/decision.ts';
import { driversOf, mainKind } from './drivers-of.ts';
import { clip, plain, policyWords } from './escape.ts';
import { isOpened } from './render-break-glass.ts';
import { titleReasons, togetherByFile } from './order-reasons.ts';

/** The parts of a need, so that the middle can give way and the figures stay. */
type Phrase = { readonly what: string; readonly context: string; readonly progress: string };

export function renderTitle(decision: Decision): string {
  const [[first] = [], ...others] = togetherByFile(titleReasons(decision));
  if (first === undefined || decision.outcome === 'pass')
    return clip(passTitle(decision), LIMITS.titleCharacters);
  const more = others.length === 0 ? '' : ` +${others.length} more`;
  return fit(label(decision, first), needPhrase(first, decision), more);
}

/** The need without a verdict in front, for the command line. */
export function renderNeed(reason: Reason, decision: Decision): string {
  const { what, context, progress } = needPhrase(reason, decision);
  return `${what}${context}${progress}`;
}

function label(decision: Decision, { need }: Reason): string {
  const blocked = decision.outcome === 'blocked';
  if (decision.mode === 'observe') {
    if (blocked) return 'Observe: would block: ';
    return need?.count === undefined ? 'Observe: would need review: ' : 'Observe: would need ';
  }
  return blocked ? 'Blocked: ' : 'Needs review: ';
}

function passTitle(decision: Decision): string {
  const pass = decision.mode === 'observe' ? 'Observe: would pass: ' : 'Pass: ';
  if (isOpened(decision)) return `${pass}glass broken by ${plain(decision.breakGlass.by, 39)}`;
  if (decision.tier === 'none') return `${pass}no infrastructure change`;
  const approvers = new Set(decision.reasons.flatMap(({ have }) => have?.counted ?? []));
  if (approvers.size === 0) return `${pass}${decision.tier} tier, nothing more is required`;
  return `${pass}approved by ${[...approvers].map((login) => plain(login, 39)).join(', ')}`;
}

function fit(verdict: string, phrase: Phrase, more: string): string {
  const { what, context, progress } = phrase;
  const whole = [`${what}${context}`, what].find(
    (text) => verdict.length + text.length + progress.length + more.length <= LIMITS.titleCharacters,
  );
  const room = LIMITS.titleCharacters - verdict.length - progress.length - more.length;
  return `${verdict}${whole ?? shorten(what, room)}${progress}${more}`;
}

/** UTF-16 units are what the limit counts, code points are what may be cut. */
function shorten(text: string, room: number): string {
  let limit = room;
  while (clip(text, limit).length > room) limit -= 1;
  return clip(text, limit);
}

function needPhrase(reason: Reason, decision: Decision): Phrase {
  const { need, have } = reason;
  if (need?.count !== undefined) {
    const progress = have?.counted === undefined ? '' : `, ${have.counted.length} of ${need.count}`;
    return { what: people(need.count, need.from ?? []), context: context(reason, decision), progress };
  }
  if (need?.check !== undefined) {
    return {
      what: `check ${policyWords(need.check.name)} ${CHECK_STATE[reason.code] ?? 'not green'}`,
      context: '',
      progress: '',
    };
  }
  return { what: policyWords(shortPlaces(reason.message).replace(/\.$/, '')), context: '', progress: '' };
}

const CHECK_STATE: { readonly [code: string]: string } = {
  CHECK_MISSING: 'has not run',
  CHECK_PENDING: 'is running',
  CHECK_FAILED: 'failed',
};

/** Whose approval is asked for, in words. */
export function people(count: number, from: readonly string[]): string {
  if (from.length > 0) return `${count} of ${from.map(policyWords).join(' or ')}`;
  return count === 1 ? '1 human' : `${count} humans`;
}

function context(reason: Reason, decision: Decision): string {
  const [first] = driversOf(reason, decision);
  if (first === undefined) return '';
  const kind = mainKind(first);
  const what = kind === null || kind === 'other' ? `${first.tier} tier` : `${kind.replace('_', ' ')} change`;
  return ` (${what}, ${policyWords(first.environment ?? 'no environment')})`;
}

/** `acme/infra@<sha>:.aigov.yml:25:1` -> `.aigov.yml:25:1`: the line has room for the problem, not for the commit. */
function shortPlaces(message: string): string {
  return message.replaceAll(/[\w.-]+\/[\w.-]+@[0-9a-f]{40}:/g, '');
}
