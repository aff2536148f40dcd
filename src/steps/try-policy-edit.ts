// Beside step 6: what the policies that a pull request edits would be like, on their lines and over recorded decisions. Told in the card, outside of the decision and its digest. Called by publish-decision.ts.
import type { Gathered } from '../model/gathered.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import {
  PROBLEM_CODES,
  compilePolicy,
  knownPeople,
  missingLayers,
  NOTHING_KNOWN,
  policyNeeds,
  validatePolicy,
  type SourcedProblem,
} from '../policy/index.ts';
import type { PolicyEdit, PolicyReplay } from '../report/index.ts';
import { editedLayers } from './edited-layers.ts';
import { editedPolicies, isOfPolicy, type PolicyEdits } from './edited-policy.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { replayPolicyEdit, type EditPorts, type LayersEdit, type PullEdit } from './replay-policy-edit.ts';

/** Null where no policy is touched. Never throws: the decision does not wait for it, nor depend on it. */
export async function tryPolicyEdit(ports: EditPorts, edit: PullEdit): Promise<PolicyEdit | null> {
  const { gathered } = edit;
  const edits = editedPolicies(gathered);
  if (edits === null) return null;
  const repository = gathered.facts.repository?.full_name ?? null;
  const here = editedLayers(gathered.layers, { edits, repository, own: true });
  if (here === null && edits.shared.length === 0) return null;
  const alone = edits.shared.filter(({ path }) => !isAmong(here, path));
  const pairs = [
    ...(here === null ? [] : [{ alone: false, before: gathered.layers, after: here }]),
    ...alone.map(({ before, after }) => ({ alone: true, before: asFloor(before), after: asFloor(after) })),
  ];
  return {
    problems: pairs.flatMap((pair) => newProblems(pair, { edits, gathered })),
    replay: await replayPolicyEdit(ports, { ...edit, edits, repository, pairs }).catch((): PolicyReplay => ({
      kind: 'none',
      why: 'the recorded decisions could not be read',
    })),
  };
}

/** An edited file stands under its path, wherever it was put in. */
function isAmong(layers: PolicyLayers | null, path: string): boolean {
  const files = layers === null ? [] : [layers.floor, ...Object.values(layers.extended ?? {})];
  return files.some((file) => file.kind !== 'absent' && file.source === path);
}

/** For whoever takes it in: like a floor, it need not know the names of their environments. */
function asFloor(file: PolicyEdits['shared'][number]['after']): PolicyLayers {
  return { floor: file ?? { kind: 'absent' }, repository: { kind: 'absent' } };
}

/** Warnings that the policy has already are not what this edit is about. */
function newProblems(
  { before, after }: LayersEdit,
  { edits, gathered: { layers: today, facts } }: { readonly edits: PolicyEdits; readonly gathered: Gathered },
): PolicyEdit['problems'] {
  const missing = missingLayers(after).length > 0;
  const asked = policyNeeds(compilePolicy(today), { paths: [], codeOwners: facts.code_owners }).teams;
  const surroundings = { ...NOTHING_KNOWN, people: knownPeople(facts, asked), now: facts.now };
  const problemsOf = (layers: PolicyLayers): readonly SourcedProblem[] =>
    validatePolicy({ layers, words: POLICY_WORDS, surroundings });
  const nameOf = ({ code, message }: SourcedProblem): string => JSON.stringify([code, message]);
  const known = new Set(problemsOf(before).map(nameOf));
  const hadParts = [before.repository, before.floor].some(
    (file) => file.kind === 'file' && file.parts !== undefined,
  );
  return (
    problemsOf(after)
      .filter(({ source }) => isOfPolicy(source) || edits.shared.some(({ path }) => path === source))
      // What it newly extends or names is read once it is merged.
      .filter(({ code, severity }) => severity === 'warning' || !(missing && code === 'layer-not-given'))
      .filter(({ code }) => code !== 'no-file' || hadParts)
      .filter((problem) => problem.severity === 'error' || !known.has(nameOf(problem)))
      .map((problem) => ({ ...problem, fix: PROBLEM_CODES[problem.code].fix }))
  );
}
