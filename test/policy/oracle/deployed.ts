// Was the same change deployed there before? Written from the words about `require.deployed`, over the changes themselves and no digest.
import type { Attribute, Classified } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Case, Deployed } from './document.ts';
import { layersOf } from './document.ts';
import { milliseconds } from './durations.ts';
import { topTier } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** For each environment that the rule is about, but the named one: is everything that changes in it there already? */
export function deployedThere(
  question: Case,
  wanted: Deployed,
  matched: readonly Subject[],
): readonly boolean[] {
  // What means nothing and stands in no place is never deployed.
  const asked = matched.filter(
    ({ environment, tiers }) => environment !== null || topTier({ tiers }) !== 'none',
  );
  const places = [...new Set(asked.map(({ environment }) => environment))];
  return places
    .filter((place) => place !== wanted.environment)
    .map((place) => wasDeployed(question, wanted, sameness(question, question.classified, place)));
}

function wasDeployed(question: Case, wanted: Deployed, here: string): boolean {
  const { now, deployments } = question.facts;
  return (deployments ?? []).some(({ environment, status, change_digest, at }) => {
    const there = question.deployedBefore.filter(({ digest }) => digest === change_digest);
    const waited =
      wanted.for === undefined ||
      (now !== null && at !== null && Date.parse(now) - Date.parse(at) >= milliseconds(wanted.for));
    return (
      environment === wanted.environment &&
      status === 'success' &&
      waited &&
      there.length > 0 &&
      there.every((each) => sameness(question, each.classified, each.environment) === here)
    );
  });
}

/** All that is compared, as a text: what changes there, without the name of the place, and what nobody can see into. */
function sameness(question: Case, classified: Classified, place: string | null): string {
  const { changes, unreadable, files } = classified;
  const here = changes.filter(({ environment }) => environment === place);
  const entries = here.map(({ format, file, address, type, action, attributes }) => {
    const markedFile = markFile(question, file, place);
    // What stands for a whole file is called like it.
    const markedAddress = address === file ? markedFile : mark(address, place);
    const entry: JsonValue = [format, markedFile, markedAddress, type, action];
    return JSON.stringify([entry, attributes]);
  });
  const masked = here.filter(({ attributes }) => attributes.some(hides));
  const unread = unreadable.filter(({ environments }) => isIn(environments, place));
  const unseen = [...masked, ...here.filter(({ opaque }) => opaque), ...unread].map(({ file }) => file);
  // A masked value may stand in any file that is read together with this one.
  const formats = masked.map(({ format }) => format);
  const blobs = files
    .filter(({ path, format }) => unseen.includes(path) || (format !== null && formats.includes(format)))
    .map(({ blob }) => blob);
  const unreadFiles = unread.map(({ file }) => markFile(question, file, place));
  return JSON.stringify([entries.toSorted(), unreadFiles.toSorted(), blobs.toSorted()]);
}

function hides({ sensitive, before, after }: Attribute): boolean {
  return sensitive || JSON.stringify([before, after]).includes('(sensitive)');
}

const isIn = (environments: readonly (string | null)[], place: string | null): boolean =>
  environments.includes(place) || (environments.length === 0 && place === null);

const mark = (text: string, place: string | null): string =>
  place === null
    ? text
    : text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${place}(?![A-Za-z0-9])`, 'g'), '<here>');

/** By its name, or by the folder that the environment's glob begins with. */
function markFile(question: Case, file: string, place: string | null): string {
  const marked = mark(file, place);
  if (marked !== file || place === null) return marked;
  const globs = layersOf(question).flatMap(({ policy }) => policy.environments?.[place]?.match?.paths ?? []);
  const folders = globs.map((glob) => glob.replace('**', ''));
  const folder = folders.find((each) => file.startsWith(each));
  return folder === undefined ? file : `<here>/${file.slice(folder.length)}`;
}
