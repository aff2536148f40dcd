// What an edit of CODEOWNERS takes away, pattern by pattern; called by rules/governance-file-changed.ts.
import type { ParsedChange } from '../model/change.ts';
import type { Hit } from './finding.ts';
import { childOf, treeOf } from './state-tree.ts';
import type { Node } from './state-tree.ts';
import { textsOf } from './values.ts';

/** Who owned what a pattern stands for, and who owns it now: by the last line that matches, wherever that is. */
type Shift = {
  readonly pattern: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Of the line that decides now, null where none does. */
  readonly line: number | null;
};

/**
 * Empty where nobody loses anything. `others` are the further files of that name in the pull request: one that moves to
 * another folder is compared with what it was there.
 */
export function ownersWeakened(change: ParsedChange, others: readonly ParsedChange[]): readonly Hit[] {
  const made = others.some(({ action }) => action === 'create');
  if (change.action === 'delete' && made) return [];
  const moved = change.action === 'create' ? others.find(({ action }) => action === 'delete') : undefined;
  if (moved !== undefined) return rewritten({ ...change, before: moved.before });
  if (change.before === null) return change.action === 'create' ? shadows(change) : [];
  return weakened(change);
}

/** Two files are compared line by line and not by what they come to: another order, or another line, may mean anything. */
function rewritten(change: ParsedChange): readonly Hit[] {
  const told = weakened(change);
  const [before, after] = [change.before, change.after].map((state) =>
    childOf(treeOf(state), 'owners')?.children.map(({ name }) => name),
  );
  if (told.length > 0 || JSON.stringify(before) === JSON.stringify(after)) return told;
  return [{ message: 'This file says something else than the CODEOWNERS whose place it takes.', line: null }];
}

function weakened(change: ParsedChange): readonly Hit[] {
  const shifts = shiftsOf(childOf(treeOf(change.before), 'owners'), childOf(treeOf(change.after), 'owners'));
  const lost = shifts.filter(({ after }) => after.length === 0);
  const opened = shifts.filter(({ before, after }) => after.some((owner) => !before.includes(owner)));
  return [...lostHits(lost), ...openedHits(opened), ...uncompared(change)];
}

/** A file that is newly of that sort may be so in order to hide what else it does. */
function uncompared(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) => childOf(treeOf(state), 'uncompared'));
  if (after === undefined) return [];
  const message =
    'This file is too long, or has patterns too odd, to tell what its lines take from each other.';
  return [{ message, line: null, severity: before === undefined ? 'high' : 'medium' }];
}

function shiftsOf(before: Node | undefined, after: Node | undefined): readonly Shift[] {
  const byPattern = new Map(after?.children.map((node) => [node.name, node]));
  return (before?.children ?? []).flatMap((old) => {
    const now = byPattern.get(old.name);
    const owners = textsOf(old).known;
    if (owners.length === 0) return [];
    return [{ pattern: old.name, before: owners, after: textsOf(now).known, line: now?.line ?? null }];
  });
}

function lostHits(lost: readonly Shift[]): readonly Hit[] {
  const [first] = lost;
  if (first === undefined) return [];
  const more = lost.length === 1 ? '' : ` and ${lost.length - 1} more`;
  const verb = lost.length === 1 ? 'loses its owners' : 'lose their owners';
  const message = `\`${shortened(first.pattern)}\`${more} ${verb} (${shortened(first.before.join(', '))}), so none of them is asked any more.`;
  return [{ message, line: first.line, severity: 'high' }];
}

/** One sentence for all patterns that the same people newly approve. */
function openedHits(opened: readonly Shift[]): readonly Hit[] {
  const byOwners = Map.groupBy(opened, ({ before, after }) =>
    after.filter((owner) => !before.includes(owner)).join(', '),
  );
  return [...byOwners].map(([owners, shifts]) => {
    const more = shifts.length > 1 ? ` and ${shifts.length - 1} more` : '';
    const message = `\`${shortened(shifts[0]?.pattern ?? '')}\`${more} can now be approved by ${shortened(owners)}.`;
    return { message, line: shifts[0]?.line ?? null };
  });
}

/** GitHub reads the first of `.github/`, the root and `docs/`, and no other. */
function shadows({ file }: ParsedChange): readonly Hit[] {
  if (/^docs\//i.test(file)) return [];
  const others = /^\.github\//i.test(file) ? 'at the root and in docs' : 'in docs';
  return [
    { message: `This file takes the place of any CODEOWNERS ${others}, and all that it says.`, line: null },
  ];
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99).toWellFormed()}…` : text;
}
