// Finding rule: with what is newly allowed somebody can give themselves every other right. Listed in registry.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { DiffRule, PlacedHit } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { completedEscalations } from '../iam/growth/index.ts';
import type { Escalation } from '../iam/growth/index.ts';
import type { PolicyDocument } from '../iam/policy-document.ts';
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
    const changes = diff.changes.filter((change) => hasIdentity(change, diff));
    return principalGroups(changes, diff).flatMap((group) => hitsOf(group, diff));
  },
};

function hasIdentity(change: ParsedChange, diff: Diff): boolean {
  if (/^(locals|variable|output)$/.test(change.type ?? '')) return false;
  const { before, after } = documentPair(change, diff);
  return [...before, ...after].some(isIdentity);
}

function isIdentity({ use }: PolicyDocument): boolean {
  return use === 'identity';
}

type Place = { readonly change: ParsedChange; readonly line: number };

/** One hit for a holder: the first way tells the most. Documents of several files share no line numbers, so places stand in. */
function hitsOf(group: PrincipalGroup, diff: Diff): readonly PlacedHit[] {
  const places: Place[] = [];
  const placed = (change: ParsedChange, documents: readonly PolicyDocument[]): readonly PolicyDocument[] =>
    documents.filter(isIdentity).map((document) => ({
      ...document,
      statements: document.statements.map((statement) => ({
        ...statement,
        line: places.push({ change, line: statement.line }),
      })),
    }));
  const sides = (side: 'before' | 'after'): readonly PolicyDocument[] =>
    group[side].flatMap((change) => placed(change, documentPair(change, diff)[side]));
  const completed = completedEscalations(sides('before'), sides('after'));
  const [first] = completed;
  const place = first === undefined ? undefined : places[first.line - 1];
  if (first === undefined || place === undefined) return [];
  const { change, line } = place;
  return [{ message: messageOf(first, completed.length), line, file: change.file, address: change.address }];
}

function messageOf({ sentence }: Escalation, count: number): string {
  const others = count > 1 ? ` (and ${count - 1} more ${count === 2 ? 'way' : 'ways'})` : '';
  return `${sentence}${others}.`;
}
