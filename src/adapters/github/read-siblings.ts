// Other open pull requests of the same head: a check run hangs on a commit, so it speaks for all of them. Called by read-pull.ts.
import type { Gap } from '../../facts/needs.ts';
import { present } from './answers.ts';

export type AssociatedPage = {
  readonly totalCount: number;
  readonly nodes:
    | readonly ({
        readonly number: number;
        readonly state: string;
        readonly headRefOid: string;
        readonly baseRepository: { readonly databaseId: number | null } | null;
      } | null)[]
    | null;
} | null;

type At = { readonly repositoryId: number; readonly number: number; readonly head: string };

/** Sorted numbers. A list that is cut or missing is a gap: who is not seen cannot be reckoned with. */
export function readSiblings(
  page: AssociatedPage,
  { repositoryId, number, head }: At,
): { readonly siblings: readonly number[]; readonly gaps: readonly Gap[] } {
  const nodes = present(page?.nodes);
  const siblings = nodes
    .filter(({ state, headRefOid }) => state === 'OPEN' && headRefOid === head)
    .filter(({ baseRepository }) => baseRepository?.databaseId === repositoryId)
    .map((pull) => pull.number)
    .filter((other) => other !== number)
    .toSorted((a, b) => a - b);
  const why = `${nodes.length} of ${page?.totalCount ?? 'unknown'} pull requests of the head could be read`;
  const whole = page !== null && nodes.length >= page.totalCount;
  return { siblings, gaps: whole ? [] : [{ what: 'siblings', why }] };
}
