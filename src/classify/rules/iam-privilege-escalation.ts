// Finding rule: with what is newly allowed somebody can give themselves every other right. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { DiffRule, PlacedHit } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { referencesOf } from '../iam/documents/named-policies.ts';
import { completedEscalations } from '../iam/growth/index.ts';
import type { Escalation } from '../iam/growth/index.ts';
import type { PolicyDocument, PolicyStatement } from '../iam/policy-document.ts';
import { principalGroups } from '../iam/principal-groups.ts';
import type { PrincipalGroup } from '../iam/principal-groups.ts';

export const iamPrivilegeEscalation: DiffRule = {
  on: 'diff',
  id: 'iam-privilege-escalation',
  title: 'A way to every other right',
  severity: 'high',
  confidence: 'high',
  why: 'Some actions, alone or together, let whoever has them take other rights: pass a role to a machine of their own, write a new version of their own policy, make a key for somebody else. Such a set is worth as much as administrator access, and none of its parts looks like it. The sets are published ones; policies of one role are judged together where the pull request shows that they belong to it.',
  remedy:
    'Take one action out of the set, or limit it to named resources that hold fewer rights than the role itself (iam:PassRole to one role, with a condition on iam:PassedToService).',
  check: (diff) => {
    // What a holder has already may be the other half of a way.
    const held = (diff.standing ?? []).filter(({ type }) => GIVING.test(type ?? ''));
    const changes = [...diff.changes, ...held].filter((change) => givesRights(change, diff));
    return principalGroups(changes, diff).flatMap((group) => hitsOf(group, diff));
  },
};

/** What says of whom it is. */
const GIVING = /^aws_iam_(?:role|user|group)_polic(?:y|ies)|^aws_iam_policy_attachment$/;

/** By what it says, or by naming who says it. */
function givesRights(change: ParsedChange, diff: Diff): boolean {
  if (/^(locals|variable|output)$/.test(change.type ?? '')) return false;
  const { before, after } = documentPair(change, diff);
  return [...before, ...after].some(isIdentity) || referencesOf(change, 'after').length > 0;
}

function isIdentity({ use }: PolicyDocument): boolean {
  return use === 'identity';
}

type Place = { readonly change: ParsedChange; readonly statement: PolicyStatement };

/** One hit for a holder: the first way tells the most. Documents of several files share no line numbers, so places stand in. */
function hitsOf(group: PrincipalGroup, diff: Diff): readonly PlacedHit[] {
  const places: Place[] = [];
  const placed = (change: ParsedChange, documents: readonly PolicyDocument[]): readonly PolicyDocument[] =>
    documents.filter(isIdentity).map((document) => ({
      ...document,
      statements: document.statements.map((statement) => ({
        ...statement,
        line: places.push({ change, statement }),
      })),
    }));
  const sides = (side: 'before' | 'after'): readonly PolicyDocument[] =>
    group[side].flatMap((change) => placed(change, documentPair(change, diff)[side]));
  const found = completedEscalations(sides('before'), sides('after')).flatMap((escalation) => {
    const place = places[escalation.line - 1];
    return place === undefined || isDelegation(escalation, place) ? [] : [{ escalation, place }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const { change, statement } = first.place;
  // What did not change is shown where it is newly named.
  const shown = change.standing === true ? group.after.find(({ standing }) => standing !== true) : change;
  if (shown === undefined) return [];
  const message = messageOf(first.escalation, found.length);
  const severity = first.escalation.actions.length === 1 && isNarrow(statement) ? 'medium' : 'high';
  const line = shown === change ? statement.line : shown.startLine;
  return [{ message, line, file: shown.file, address: shown.address, severity }];
}

/** To assume a role that is named is what roles are for. */
function isDelegation({ actions }: Escalation, { statement }: Place): boolean {
  return actions.length === 1 && /^sts:assumerole$/i.test(actions[0] ?? '') && isNarrow(statement);
}

/** Names what it is about: no resource is all there are of a kind (`*`, `role/*`). */
function isNarrow({ resources }: PolicyStatement): boolean {
  if (resources === null || resources.not) return false;
  return resources.texts.every(
    (text) => text.kind === 'unknown' || !/^(arn:[^:]*:[^:]*:[^:]*:[^:]*:)?([\w-]*[:/])?\*+$/.test(text.text),
  );
}

function messageOf({ sentence }: Escalation, count: number): string {
  const others = count > 1 ? ` (and ${count - 1} more ${count === 2 ? 'way' : 'ways'})` : '';
  return `${sentence}${others}.`;
}
