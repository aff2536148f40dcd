// Words for owners that are misspelt, and so a login, or that stand for nobody.
import { OWNER_WORDS } from '../approvals/owner-entries.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { approversOf, wordMeant } from './approvers.ts';
import type { Lint, Warning } from './lint.ts';
import { placed, rulesOf } from './walk.ts';

export const ownerWord: Lint = {
  code: 'owner-word',
  find: ({ document, documents }) => [...misspelt(document), ...ofNobody(document, documents)],
};

function misspelt(document: PolicyDocument): readonly Warning[] {
  return approversOf(document).flatMap(({ path, value }) => {
    const near = wordMeant(value);
    return near === null
      ? []
      : [{ path, message: `"${value}" is a login here; did you mean the word "${near}"?` }];
  });
}

function ofNobody(document: PolicyDocument, documents: readonly PolicyDocument[]): readonly Warning[] {
  const areas = documents.some((each) => (each.resource_owners ?? []).length > 0);
  const owners = documents.some((each) =>
    Object.values(each.actors?.agents ?? {}).some(({ owner }) => owner !== undefined),
  );
  return [
    ...(areas ? [] : wordIn(document, 'resource_owners', 'so anybody with write access may approve')),
    ...(owners ? [] : wordIn(document, 'agents_owner', 'so what an agent does can be approved by nobody')),
  ];
}

function wordIn(
  document: PolicyDocument,
  word: (typeof OWNER_WORDS)[number],
  then: string,
): readonly Warning[] {
  const entries = rulesOf(document).flatMap(({ path, value }) =>
    placed(value.require?.approvals, [...path, 'require', 'approvals']),
  );
  const lists = [
    ...placed(document.owners, ['owners']),
    // Whoever stands beside it may approve.
    ...entries.flatMap(({ path, value: { from } }) =>
      from?.length === 1 ? placed(from, [...path, 'from']) : [],
    ),
  ];
  return lists
    .filter(({ value }) => value === word)
    .map(({ path }) => ({ path, message: `no policy says who "${word}" are, ${then}` }));
}
