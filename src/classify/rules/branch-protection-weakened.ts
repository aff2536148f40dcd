// Finding rule: a branch may be changed with less than before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import {
  ASKED,
  BRANCH_PROTECTIONS,
  BRANCH_PROTECTION_RESOURCES,
  EXCEPTED,
} from '../settings/branch-protections.ts';
import type { Roll } from '../settings/branch-protections.ts';
import { endsOf } from '../settings/ends.ts';
import { placesOf } from '../settings/grade.ts';
import type { Setting } from '../settings/setting.ts';
import { weakenings } from '../settings/weakenings.ts';
import { treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export const branchProtectionWeakened: ChangeRule = {
  on: 'change',
  id: 'branch-protection-weakened',
  title: 'A branch is less protected',
  severity: 'high',
  confidence: 'high',
  why: 'Reviews and required checks hold only as long as the branch asks for them. Where the protection is written as code, one line lets a push, a force push or a merge past everything that this repository is checked by, this program included.',
  remedy:
    'Keep the protection, or take the exception away again in the same piece of work and name who asked for it.',
  check: (change, { diff }) => [
    ...(weakenings(change, BRANCH_PROTECTIONS, diff).length === 0
      ? []
      : weakenings(change, standing(change), diff)),
    ...endsOf(change, { diff, ends: BRANCH_PROTECTION_RESOURCES }),
    ...rolls(change, EXCEPTED, ({ before, after }) => after.filter((name) => !before.includes(name))),
    ...rolls(change, ASKED, ({ before, after }) => before.filter((name) => !after.includes(name))),
  ],
};

/** What a block said that is gone as a whole is told with the block. */
function standing({ after }: ParsedChange): readonly Setting[] {
  const gone = BLOCKS.filter((block) => placesOf(treeOf(after), block).length === 0);
  const key = gone.join(' ');
  const known = without.get(key) ?? BRANCH_PROTECTIONS.filter(({ path }) => !isIn(path, gone));
  without.set(key, known);
  return known;
}

/** One list for each set of blocks: what is found in a table is kept by the table. */
const without = new Map<string, readonly Setting[]>();

function isIn(path: string, blocks: readonly string[]): boolean {
  return blocks.some((block) => path.startsWith(`${block}.`));
}

const BLOCKS = [
  'required_pull_request_reviews',
  'required_status_checks',
  'rules.pull_request',
  'rules.required_status_checks',
];

type Lists = { readonly before: readonly string[]; readonly after: readonly string[] };

/** Of a protection that was there: a new one only adds. */
function rolls(
  change: ParsedChange,
  table: readonly Roll[],
  told: (lists: Lists) => readonly string[],
): readonly Hit[] {
  const { before, after, type, address } = change;
  if (before === null || after === null) return [];
  return table
    .filter(({ types }) => types.split(' ').includes(type ?? ''))
    .flatMap((roll) => {
      const [place] = placesOf(treeOf(after), roll.path);
      const lists = { before: namesAt(before, roll.path), after: namesAt(after, roll.path) };
      // A list that is gone as a whole is told with the block that held it.
      if (
        lists.after.length === 0 &&
        lists.before.length > 0 &&
        place === undefined &&
        roll.path.includes('checks')
      )
        return [];
      return told(lists).map((name): Hit => ({
        message: `${address} now ${roll.told(name)}.`.replace(' now no longer', ' no longer'),
        line: place?.line ?? null,
      }));
    });
}

function namesAt(state: ParsedChange['after'], path: string): readonly string[] {
  const texts = placesOf(treeOf(state), path).map(textsOf);
  return texts.flatMap(({ known, unknown }) => [...known, ...unknown]);
}
