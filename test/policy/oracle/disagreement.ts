// Asks the program and the oracle the same question, and says in words where they differ. Used by the laws and by the long run.
import { OUTCOMES } from '../../../src/model/words.ts';
import {
  changeDigest,
  compilePolicy,
  environmentDigest,
  evaluate,
  resolveActor,
} from '../../../src/policy/index.ts';
import type { PolicyResult } from '../../../src/policy/index.ts';
import { brokenActorLaw } from './actors.ts';
import type { PolicyFile } from '../../../src/model/policy-source.ts';
import type { Verdict } from './baseline.ts';
import { textOf } from './cedar-language.ts';
import type { Forbid } from './cedar-language.ts';
import { decisiveKeys } from './decisive.ts';
import type { Case, Policies, Policy } from './document.ts';
import { judge } from './judge.ts';

export type Answer = {
  readonly wrong: string | null;
  readonly outcome: string;
  /** Keys that decided; none where the two differ. */
  readonly decided: readonly string[];
};

/** JSON is YAML, so a policy needs no writer of its own. */
export function compile({ floor, repository, extended, cedar }: Policies): PolicyResult {
  return compilePolicy({
    repository: fileOf(repository, '.aigov.yml', cedar.repository),
    floor: fileOf(floor, 'floor.yml', cedar.floor),
    extended: Object.fromEntries(
      Object.entries(extended).map(([name, policy]) => [name, fileOf(policy, name, [])]),
    ),
  });
}

function fileOf(policy: Policy | null, source: string, forbids: readonly Forbid[]): PolicyFile {
  if (policy === null) return { kind: 'absent' };
  if (forbids.length === 0) return { kind: 'file', source, text: JSON.stringify(policy) };
  const path = '.aigov/rules.cedar';
  const part = { kind: 'file', source: path, path, text: forbids.map(textOf).join('\n') } as const;
  return {
    kind: 'file',
    source,
    text: JSON.stringify({ ...policy, policies: ['.aigov/*.cedar'] }),
    parts: [part],
  };
}

const floors = new WeakMap<Policy, PolicyResult>();

/** For whom it takes an author by itself: nothing that it extends says anything of that. */
function floorAlone(floor: Policy): PolicyResult {
  const known = floors.get(floor);
  if (known !== undefined) return known;
  const { extends: _extends, ...own } = floor;
  const made = compile({ floor: own, repository: null, extended: {}, cedar: { floor: [], repository: [] } });
  floors.set(floor, made);
  return made;
}

export const digestOf = (classified: Case['classified']): string => changeDigest(classified);

/** Of everything that changes there, with the name of the place left out; null where the policies are refused. */
export function environmentDigestOf(
  policy: PolicyResult,
): ((classified: Case['classified'], environment: string) => string) | null {
  if (policy.kind !== 'ok') return null;
  return (classified, environment) => environmentDigest(classified, environment, policy.policy.environments);
}

export function ask(policy: PolicyResult, question: Case): Answer {
  if (policy.kind !== 'ok') return { wrong: null, outcome: 'invalid', decided: [] };
  const { facts, classified, head } = question;
  const actor = resolveActor(policy, facts);
  const decision = evaluate({ policy, facts, actor, classified, base: 'b'.repeat(40), head, scopes: [] });
  const broken = brokenActorLaw(question, actor);
  if (broken !== null) return differs(decision.outcome, broken);
  const alone = question.floor !== null && question.repository !== null ? floorAlone(question.floor) : null;
  const judged = judge(question, actor, alone?.kind === 'ok' ? resolveActor(alone, facts) : actor);
  const vague = vagueRules(judged.verdicts);
  const theirs = told(decision.reasons, vague);
  const ours = told(judged.verdicts, vague);
  const outcome = decision.outcome;
  const opens = decision.breakGlass?.opens ?? [];
  if (opens.toSorted().join() !== judged.opens.join())
    return differs(outcome, `glass opens ${opens.join()}\noracle ${judged.opens.join()}`);
  const looser = OUTCOMES.indexOf(outcome) < OUTCOMES.indexOf(judged.outcome);
  if (outcome !== judged.outcome || decision.mode !== judged.mode || theirs.join() !== ours.join())
    return differs(
      outcome,
      [
        looser
          ? `LOOSER: ${outcome} where the oracle says ${judged.outcome}`
          : `${outcome}, oracle ${judged.outcome}`,
        `modes ${decision.mode} ${judged.mode}`,
        `program only: ${theirs.filter((each) => !ours.includes(each)).join(', ')}`,
        `oracle only: ${ours.filter((each) => !theirs.includes(each)).join(', ')}`,
      ].join('\n'),
    );
  return { wrong: null, outcome, decided: decisiveKeys(question, judged) };
}

const differs = (outcome: string, wrong: string): Answer => ({ outcome, wrong, decided: [] });

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
