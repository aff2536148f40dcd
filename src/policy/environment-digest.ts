// The identity of what changes in one environment, with the environment itself left out: the same in staging and in production. Called by `require.deployed` and when a grant is opened.
import { oneByOne } from '../model/alike.ts';
import { canonicalJson, digestOf } from '../model/canonical.ts';
import { unseenBlobs } from '../model/change-digest.ts';
import { changeIdentity } from '../model/change-identity.ts';
import type { Change, Classified, LandscapeEnvironment } from '../model/change.ts';
import { compileGlobs } from '../model/glob.ts';

type Named = Pick<LandscapeEnvironment, 'name' | 'match'>;

/** What stands for the environment in paths and addresses. Git allows this character in no path: nobody can write it. */
const HERE = '\u0000';

/**
 * All seven fields of the change digest, of the changes of one environment. In file and address the name of the environment,
 * where it is a word of its own, gives way to one mark; values stay as they are. `name` null: what belongs to no environment.
 */
export function environmentDigest(
  classified: Classified,
  name: string | null,
  environments: readonly Named[],
): string {
  const place = placeIn(environments.find((environment) => environment.name === name) ?? null);
  const changes = oneByOne(classified.changes.filter(({ environment }) => environment === name));
  const unreadable = classified.unreadable.filter(
    ({ environments: reached }) => reached.includes(name) || (name === null && reached.length === 0),
  );
  const identities = changes.map((change) => canonicalJson(changeIdentity(moved(change, place))));
  return digestOf({
    changes: identities.toSorted(),
    unreadable: unreadable.map(({ file }) => place(file)).toSorted(),
    blobs: unseenBlobs({ changes, unreadable, files: classified.files }),
  });
}

function moved(change: Change, place: (text: string) => string): Change {
  return { ...change, file: place(change.file), address: place(change.address), environment: null };
}

/** Where a file does not have the name in its path, the literal beginning of the glob that holds it stands for it. */
function placeIn(environment: Named | null): (text: string) => string {
  if (environment === null) return (text) => text;
  const { name, match } = environment;
  const word = new RegExp(`(?<![A-Za-z0-9])${name.replaceAll('.', '\\.')}(?![A-Za-z0-9])`, 'g');
  const roots = match.paths.map((glob) => ({
    root: literalRoot(glob),
    holds: compileGlobs([glob], 'tighten'),
  }));
  return (text) => {
    const named = text.replaceAll(word, HERE);
    if (named !== text) return named;
    const root = roots
      .filter((each) => each.holds(text) && text.startsWith(each.root))
      .reduce((longest, each) => (each.root.length > longest.length ? each.root : longest), '');
    return root === '' ? text : `${HERE}/${text.slice(root.length)}`;
  };
}

/** `production/` of `production/**`; empty where a glob begins with a wildcard. */
function literalRoot(glob: string): string {
  const [literal = ''] = glob.split(/[*?[\]{}()!+@]/, 1);
  return literal.slice(0, literal.lastIndexOf('/') + 1);
}
