// Finding rule: a workflow takes a secret that it did not take before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import {
  expressionsBelow,
  isPipelinePart,
  memberText,
  newOnes,
  ownTree,
  short,
  titleOf,
} from '../workflow/parts.ts';
import { ANY_SECRET, secretsIn } from '../workflow/secrets.ts';

export const workflowSecretReference: ChangeRule = {
  on: 'change',
  id: 'workflow-secret-reference',
  title: 'Workflow takes another secret',
  severity: 'medium',
  confidence: 'high',
  why: 'Whoever can change a workflow can print or send away every secret that it names. A secret that is newly named is a right that this workflow did not have; `secrets: inherit` and `toJSON(secrets)` hand over all of them, the future ones too.',
  remedy:
    'Check that this job needs the secret, name each one, and keep those of a deployment in its environment.',
  check: (change) => {
    if (change.after === null || !isPipelinePart(change)) return [];
    const fresh = newOnes(secretsOf(change.before), secretsOf(change.after), ({ name }) => name);
    const [first] = fresh.filter(({ name }) => name !== ANY_SECRET);
    const names = fresh.map(({ name }) => name).filter((name) => name !== ANY_SECRET);
    const any = fresh.find(({ name }) => name === ANY_SECRET);
    return [
      ...(first === undefined ? [] : [named(change, names, first.line)]),
      ...(any === undefined ? [] : [allOf(change, any.line)]),
      ...inherited(change),
    ];
  },
};

type Reference = { readonly name: string; readonly line: number };

/** `GITHUB_TOKEN` is every run's own, and judged by its permissions. */
function secretsOf(state: ParsedChange['before']): readonly Reference[] {
  return expressionsBelow(ownTree(state)).flatMap(({ text, line }) =>
    secretsIn(text)
      .filter((name) => name !== 'GITHUB_TOKEN')
      .map((name) => ({ name, line })),
  );
}

function named(change: ParsedChange, names: readonly string[], line: number): Hit {
  const list = names.map((name) => `\`${short(name)}\``);
  const shown = list.length > 4 ? [...list.slice(0, 4), `${list.length - 4} more`] : list;
  return {
    message: `${titleOf(change)} now takes the secret${list.length > 1 ? 's' : ''} ${shown.join(', ')}.`,
    line,
  };
}

function allOf(change: ParsedChange, line: number): Hit {
  return {
    message: `${titleOf(change)} takes all secrets at once, or one whose name is computed.`,
    line,
    severity: 'high',
  };
}

function inherited(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) =>
    memberText(ownTree(state), 'secrets').toLowerCase(),
  );
  if (after !== 'inherit' || before === after) return [];
  const line = childOf(ownTree(change.after), 'secrets')?.line ?? null;
  return [
    { message: `${titleOf(change)} hands all secrets of this repository to the workflow it calls.`, line },
  ];
}
