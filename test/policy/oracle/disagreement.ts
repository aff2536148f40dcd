// Asks the program and the oracle the same question, and says in words where they differ. Used by the laws and by the long run.
import { classify } from '../../../src/classify/index.ts';
import { OUTCOMES } from '../../../src/model/words.ts';
import { isOver, windowOf } from '../../../src/grants/window.ts';
import {
  accountsOf,
  compilePolicy,
  environmentDigest,
  evaluate,
  landscapeOf,
  resolveActor,
  runRefusal,
  targetsOf,
} from '../../../src/policy/index.ts';
import type { CompiledPolicy } from '../../../src/policy/compiled.ts';
import type { PolicyResult } from '../../../src/policy/index.ts';
import { matchTarget } from '../../../src/sessions/index.ts';
import { emergencyTarget } from '../../../src/steps/emergency-target.ts';
import { brokenActorLaw } from './actors.ts';
import type { Decision } from '../../../src/model/decision.ts';
import type { Target as GivenTarget } from '../../../src/model/deploy.ts';
import type { PolicyFile, PolicyPart } from '../../../src/model/policy-source.ts';
import type { Verdict } from './baseline.ts';
import { textOf } from './cedar-language.ts';
import type { Forbid } from './cedar-language.ts';
import { closedCodes, lastGoodOf } from './closed.ts';
import { decisiveKeys } from './decisive.ts';
import type { Case, Layer, Policies, Policy, Spoiled, Target } from './document.ts';
import { diffOf } from './generate-places.ts';
import { judge } from './judge.ts';
import { fileAfter } from './memory.ts';
import { wrongPlaces, wrongPlainFiles } from './places.ts';
import { runCode } from './runs.ts';
import { asRead } from './standing.ts';
import type { Reading } from './standing.ts';
import { isTouched, subjectsOf } from './subjects.ts';
import { isInWindow, longestSession, targetsHere, wrongTargets } from './targets.ts';
import { MERGED, tokenCodes } from './tokens.ts';

export type Answer = {
  readonly wrong: string | null;
  readonly outcome: string;
  /** Keys that decided; none where the two differ. */
  readonly decided: readonly string[];
  /** What else the program says of the question: which run gets what where, and what changes where. Empty where the two differ. */
  readonly said: string;
};

const NAMES = { floor: 'acme/.github//aigov.yml', repository: 'acme/infra//.aigov.yml' } as const;

/** JSON is YAML, so a policy needs no writer of its own. */
export function compile(policies: Policies): PolicyResult {
  const names = Object.keys(policies.extended);
  return compilePolicy({
    repository: fileOf(policies, 'repository'),
    floor: fileOf(policies, 'floor'),
    extended: Object.fromEntries(names.map((name) => [name, extendedFileOf(policies, name)])),
  });
}

function extendedFileOf({ extended, spoiled, readings }: Policies, name: string): PolicyFile {
  const text = spoiledText(JSON.stringify(extended[name]), spoiled[name]);
  return fileAfter(readings[name] ?? JUST_NOW, text, { layer: 'extended', name });
}

const JUST_NOW: readonly Reading[] = [{ minute: 0, answer: 'file' }];

function fileOf(policies: Policies, layer: Layer): PolicyFile {
  const { [layer]: policy, spoiled, readings } = policies;
  if (policy === null) return { kind: 'absent' };
  const forbids = policies.cedar[layer];
  const named = [...(policy.policies ?? []), ...(forbids.length === 0 ? [] : ['.aigov/*.cedar'])];
  const whole = named.length === 0 ? policy : { ...policy, policies: named };
  const text = spoiledText(JSON.stringify(whole), spoiled[layer]);
  const file = fileAfter(readings[layer] ?? JUST_NOW, text, { layer, name: NAMES[layer] });
  if (file.kind !== 'file' || forbids.length === 0) return file;
  return { ...file, parts: partsOf(forbids, spoiled[`${layer}.cedar`]) };
}

function partsOf(forbids: readonly Forbid[], how: Spoiled | undefined): readonly PolicyPart[] {
  const path = '.aigov/rules.cedar';
  const at = { source: path, path };
  if (how === 'gone') return [];
  if (how === 'link') return [{ ...at, kind: 'not-regular', why: 'a symlink' }];
  if (how === 'unread') return [{ ...at, kind: 'unavailable', why: 'no answer' }];
  const text = forbids.map(textOf).join('\n');
  const other = (head: string): string => `${text}\n@id("other") ${head}`;
  const forbid = 'forbid (principal, action == Action::"change", resource)';
  const texts: { readonly [how in Spoiled]?: string } = {
    syntax: text.slice(0, -1),
    permit: other('permit (principal, action, resource);'),
    'unknown-attribute': other(`${forbid} when { resource.colour == "red" };`),
    'wrong-type': other(`${forbid} when { resource.kinds == 3 };`),
  };
  return [{ ...at, kind: 'file', text: (how === undefined ? undefined : texts[how]) ?? text }];
}

function spoiledText(text: string, how: Spoiled | undefined): string {
  if (how === 'syntax') return text.slice(0, -1);
  if (how === 'unknown-key') return `{"colour": "red", ${text.slice(1)}`;
  return how === 'doubled-key' ? `{"version": 1, ${text.slice(1)}` : text;
}

const floors = new WeakMap<Policy, PolicyResult>();

/** For whom it takes an author by itself: nothing that it extends says anything of that. */
function floorAlone(floor: Policy): PolicyResult {
  const known = floors.get(floor);
  if (known !== undefined) return known;
  const { extends: _extends, ...own } = floor;
  const none = { repository: null, extended: {}, cedar: { floor: [], repository: [] } };
  const made = compile({ floor: own, ...none, spoiled: {}, readings: {} });
  floors.set(floor, made);
  return made;
}

/** Of everything that changes there, with the name of the place left out; null where the policies are refused. */
export function environmentDigestOf(
  policy: PolicyResult,
): ((classified: Case['classified'], environment: string) => string) | null {
  if (policy.kind !== 'ok') return null;
  return (classified, environment) => environmentDigest(classified, environment, policy.policy.environments);
}

export function ask(policy: PolicyResult, drawn: Case): Answer {
  const question = asRead(drawn);
  const { facts, classified, head, scopes } = question;
  const actor = resolveActor(policy, facts);
  const decision = evaluate({ policy, facts, actor, classified, base: 'b'.repeat(40), head, scopes });
  const closed = closedCodes(question);
  const problems = policy.kind === 'ok' ? [] : policy.problems.map(({ problem }) => problem.message);
  if (policy.kind !== 'ok' || closed.size > 0) return refused(decision, { closed, problems });
  const lately = decision.policy.lastGood?.length ?? 0;
  if (lately !== lastGoodOf(question)) return differs(decision.outcome, `${lately} stood lately`);
  const broken = brokenActorLaw(question, actor);
  if (broken !== null) return differs(decision.outcome, broken);
  const said: unknown[] = [decision.mode, decision.tier, decision.breakGlass?.opens];
  const decided: string[] = [];
  for (const beside of [
    ofRuns(policy.policy, question),
    ofTheExchange(policy, question),
    ofPlaces(policy, question),
  ]) {
    if ('wrong' in beside) return differs(decision.outcome, beside.wrong);
    said.push(beside.said);
    decided.push(...beside.decided);
  }
  const alone = question.floor !== null && question.repository !== null ? floorAlone(question.floor) : null;
  const judged = judge(question, actor, alone?.kind === 'ok' ? resolveActor(alone, facts) : actor);
  const vague = vagueRules(judged.verdicts);
  const theirs = told(decision.reasons, vague);
  const ours = told(judged.verdicts, vague);
  const outcome = decision.outcome;
  const opens = decision.breakGlass?.opens ?? [];
  if (opens.toSorted().join() !== judged.opens.join())
    return differs(outcome, `glass opens ${opens.join()}\noracle ${judged.opens.join()}`);
  const isLooser = OUTCOMES.indexOf(outcome) < OUTCOMES.indexOf(judged.outcome);
  if (outcome !== judged.outcome || decision.mode !== judged.mode || theirs.join() !== ours.join())
    return differs(
      outcome,
      [
        isLooser
          ? `LOOSER: ${outcome} where the oracle says ${judged.outcome}`
          : `${outcome}, oracle ${judged.outcome}`,
        `modes ${decision.mode} ${judged.mode}`,
        `program only: ${theirs.filter((each) => !ours.includes(each)).join(', ')}`,
        `oracle only: ${ours.filter((each) => !theirs.includes(each)).join(', ')}`,
      ].join('\n'),
    );
  return {
    wrong: null,
    outcome,
    decided: [...new Set([...decisiveKeys(question, judged), ...decided])],
    said: JSON.stringify(said),
  };
}

/** What the program says beside the decision, or where the oracle says otherwise. */
type Beside =
  | { readonly wrong: string }
  | { readonly said: readonly unknown[]; readonly decided: readonly string[] };

const NOTHING: Beside = { said: [], decided: [] };

/** Which runs each target lets deploy. */
function ofRuns(policy: CompiledPolicy, question: Case): Beside {
  const { run, classified, facts } = question;
  const { reviews, now } = facts;
  if (now === null) return NOTHING;
  const subjects = subjectsOf(question).filter(isTouched);
  const said: unknown[] = [];
  const decided: string[] = [];
  for (const compiled of targetsOf({ kind: 'ok', policy })) {
    const target = targetsHere(question).get(compiled.name);
    if (target === undefined) continue;
    const theirs = runRefusal(policy, run, { target: compiled, classified, reviews, now })?.code ?? null;
    const ours = runCode(question, run, { target, subjects });
    if (theirs !== ours) return { wrong: `${looser(theirs)}run ${theirs}, oracle ${ours}` };
    said.push([compiled.name, theirs]);
    decided.push(theirs === null ? '+run' : '-run');
  }
  return { said, decided };
}

const looser = (refusal: string | null): string => (refusal === null ? 'LOOSER: ' : '');

/** What the broker makes of the policies and of one token. */
function ofTheExchange(policy: PolicyResult, question: Case): Beside {
  const targets = targetsOf(policy);
  const wrong = wrongTargets(question, targets, accountsOf(policy));
  if (wrong !== null) return { wrong };
  const said: unknown[] = [targets, accountsOf(policy)];
  const decided: string[] = [];
  for (const target of targets) {
    const words = targetsHere(question).get(target.name);
    if (words === undefined) continue;
    const answer = ofTarget(question, target, words);
    if ('wrong' in answer) return answer;
    said.push(answer.said);
    decided.push(...answer.decided);
  }
  return { said, decided };
}

function ofTarget({ exchange }: Case, target: GivenTarget, words: Target): Beside {
  const { token, merged, glass } = exchange;
  const theirs = matchTarget(token, { target, repository: MERGED, mergeSha: MERGED.sha })?.code ?? null;
  const ours = tokenCodes(token, words);
  if (theirs === null ? ours.length > 0 : !ours.includes(theirs))
    return { wrong: `${looser(theirs)}token ${theirs}, oracle ${ours.join()}` };
  const isOpen = !isOver(windowOf(0, target), merged * 60_000);
  if (isOpen !== isInWindow(words, merged)) return { wrong: `window of ${target.name}: ${isOpen}` };
  const until = new Date((glass ?? 0) * 1_000).toISOString();
  const breakGlass = { opens: ['baseline'], until } as unknown as NonNullable<Decision['breakGlass']>;
  const decision = (glass === null ? {} : { breakGlass }) as Decision;
  const { sessionSeconds } = emergencyTarget(target, { decision, now: 0 });
  if (sessionSeconds !== longestSession(words, glass)) return { wrong: `session of ${sessionSeconds} s` };
  const decided = [theirs === null ? '+token' : '-token', isOpen ? '+window' : '-window'];
  return { said: [theirs, isOpen, sessionSeconds], decided };
}

function ofPlaces(policy: PolicyResult, question: Case): Beside {
  const { parsed, plain } = question;
  if (parsed.length === 0 && plain.files.length === 0) return NOTHING;
  const diff = diffOf(parsed, plain.files);
  const all = classify({ diff, landscape: landscapeOf(policy), agentInvolved: plain.agentInvolved });
  const wrong = wrongPlaces(question, parsed, all) ?? wrongPlainFiles(question, all);
  if (wrong !== null) return { wrong };
  const isRun = all.changes.some(({ format }) => format === 'file');
  return {
    said: all.changes.map(({ file, environment, tier }) => [file, environment, tier]),
    decided: plain.files.length === 0 ? [] : [isRun ? '-plain' : '+plain'],
  };
}

/** By one of the codes at least, and by none that nothing speaks for. */
function refused(
  { outcome, mode, reasons }: Decision,
  { closed, problems }: { readonly closed: ReadonlySet<string>; readonly problems: readonly string[] },
): Answer {
  const codes = reasons.filter(({ satisfied }) => !satisfied).map(({ code }) => code);
  const [known] = codes.filter((code) => closed.has(code));
  if (closed.size === 0) return differs(outcome, `refused as a whole: ${problems.join('; ')}`);
  if (outcome !== 'blocked' || mode !== 'enforce' || known === undefined)
    return differs(outcome, `LOOSER: ${outcome} (${codes.join()}), oracle ${[...closed].join()}`);
  return { wrong: null, outcome: 'closed', decided: [...closed].map((code) => `-${code}`), said: '' };
}

const differs = (outcome: string, wrong: string): Answer => ({ outcome, wrong, decided: [], said: '' });

const PEOPLE_CODES = ['APPROVALS_MISSING', 'APPROVERS_TOO_FEW', 'APPROVALS'];

/** A set of code, rule and state. Where a rule asks several groups at once, only whether all of them are content. */
function told(verdicts: readonly Verdict[], vague: ReadonlySet<string>): readonly string[] {
  const isAboutPeople = ({ code }: Verdict): boolean => PEOPLE_CODES.includes(code);
  const people = Map.groupBy(verdicts.filter(isAboutPeople), ({ rule }) => rule);
  const words = [...people].map(([rule, all]) => {
    const satisfied = all.every((each) => each.satisfied);
    const code = satisfied || vague.has(rule) ? 'APPROVALS' : (all[0]?.code ?? '');
    return `${rule} ${code} ${satisfied}`;
  });
  const others = verdicts
    .filter((verdict) => !isAboutPeople(verdict))
    .map(({ code, rule, satisfied }) => {
      const word = satisfied && code.startsWith('CHECK') ? 'CHECK' : code;
      return `${rule} ${word} ${satisfied}`;
    });
  return [...new Set([...words, ...others])].toSorted();
}

/** The rules of which the oracle says no more than whether all are content. */
function vagueRules(verdicts: readonly Verdict[]): ReadonlySet<string> {
  return new Set(verdicts.flatMap(({ code, rule }) => (code === 'APPROVALS' ? [rule] : [])));
}
