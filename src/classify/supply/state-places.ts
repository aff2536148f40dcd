// Where Terraform keeps its state, and which other states it reads: called by rules/provider-source-changed.ts.
import { dirname } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { foldName, segmentsOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';

/** Settings of a backend that do not say where the state is; folded. */
const MANNERS: ReadonlySet<string> = new Set([
  'encrypt',
  'dynamodbtable',
  'uselockfile',
  'kmskeyid',
  'acl',
  'skipregionvalidation',
  'skipcredentialsvalidation',
  'skipmetadataapicheck',
  'usepathstyle',
  'maxretries',
]);

/** What reads another state: everything in its outputs, and whoever may read them may read all of that state. */
const READERS = ['terraform_remote_state', 'tfe_outputs', 'tfe_workspace'];

export function statePlaceHits(change: ParsedChange, diff: Diff): readonly Hit[] {
  if (isData(change) && READERS.includes(change.type ?? '')) return remoteState(change);
  if (change.type !== 'terraform' || change.before === null || isOnlyRearranged(change, diff)) return [];
  return change.after === null ? gone(change) : moved(change);
}

const PLACE = /^(?:backend|cloud)\b/;

/** A root may have several of these blocks, and what one of them says may go into another. */
function isOnlyRearranged({ file }: ParsedChange, { changes }: Diff): boolean {
  const near = changes.filter((one) => one.type === 'terraform' && dirname(one.file) === dirname(file));
  const told = (side: 'before' | 'after'): readonly string[] =>
    near
      .flatMap((one) => Object.entries(one[side] ?? {}))
      .filter(([path]) => PLACE.test(path))
      .map(([path, { value }]) => JSON.stringify([path, value]))
      .toSorted();
  return told('before').join('\n') === told('after').join('\n');
}

/** A block that went with what it said; without it the state is a file beside the configuration. */
function gone({ before }: ParsedChange): readonly Hit[] {
  const place = Object.keys(before ?? {}).find((path) => PLACE.test(path));
  if (place === undefined) return [];
  const name = /^(?:backend\.[\w-]+|cloud)/.exec(place)?.[0] ?? place;
  const message = `The state is no longer kept where it was (\`${name}\`): Terraform starts from an empty one and makes everything anew.`;
  return [{ message, line: null, severity: 'high' }];
}

function moved(change: ParsedChange): readonly Hit[] {
  const told = change.attributes.filter(({ path }) => PLACE.test(path));
  const places = told.filter(({ path }) => !MANNERS.has(foldName(segmentsOf(path).at(-1) ?? '')));
  const [first] = places;
  if (first === undefined) {
    return told.slice(0, 1).map(({ path, line }) => ({
      message: `\`${path.replaceAll(/\[\d+\]/g, '')}\` of the state's backend changes.`,
      line,
      severity: 'low',
    }));
  }
  const names = places.slice(0, 3).map(({ path }) => `\`${path.replaceAll(/\[\d+\]/g, '')}\``);
  const message = `The state is kept elsewhere from now on (${names.join(', ')}): Terraform starts from what it finds there.`;
  return [{ message, line: first.line, severity: 'high' }];
}

function remoteState(change: ParsedChange): readonly Hit[] {
  if (change.action === 'delete') return [];
  const which =
    change.before === null ? 'now reads another state' : 'reads a state that is told in another way';
  const message = `${change.address} ${which}: its outputs may hold secrets, and what it needs to be read opens the whole state.`;
  return [{ message, line: null, severity: 'low', confidence: 'medium' }];
}
