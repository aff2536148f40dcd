// Finding rule: an image, a snapshot or a share is given to an account that did not have it. Listed in registry.ts.
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { placesOf } from '../settings/grade.ts';
import { SHARES } from '../settings/shares.ts';
import type { Share } from '../settings/shares.ts';
import { treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textsOf } from '../values.ts';

export const sharedWithAccount: ChangeRule = {
  on: 'change',
  id: 'shared-with-account',
  title: 'Shared with another account',
  severity: 'medium',
  confidence: 'high',
  why: 'A snapshot or a machine image that is shared with one account can be copied there and read at leisure, with everything that is on the disk. Nothing in the account that gives it away tells when that happens. What is shared with everybody is the finding public-exposure.',
  remedy:
    'Name accounts of your own organisation only, and share a copy that is encrypted with a key whose policy names them too.',
  check: (change) => {
    if (change.after === null || isData(change)) return [];
    const type = equivalentType(change) ?? '';
    return SHARES.filter(({ types }) => types.split(' ').includes(type)).flatMap((share) => {
      const had = new Set(takersIn(treeOf(change.before), share).map(({ name }) => name));
      return takersIn(treeOf(change.after), share)
        .filter(({ name }) => !had.has(name) && !/^all$/i.test(name))
        .map(({ name, known, line }): Hit =>
          known
            ? { message: `${name} ${share.what} (${change.address}).`, line }
            : {
                message: `Who ${share.what} is computed: ${name}.`,
                line,
                severity: 'low',
                confidence: 'low',
              },
        );
    });
  },
};

type Taker = { readonly name: string; readonly known: boolean; readonly line: number };

function takersIn(tree: Node, { path }: Share): readonly Taker[] {
  return placesOf(tree, path).flatMap((node) => {
    const { known, unknown } = textsOf(node);
    const named = [
      ...known.map((name) => ({ name, known: true })),
      ...unknown.map((name) => ({ name, known: false })),
    ];
    return named.map((one) => ({ ...one, line: node.line }));
  });
}
