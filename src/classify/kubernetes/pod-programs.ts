// What the programs of pods fetch, hide or open when they start, as far as it stands in the manifest: called by rules/exec-on-apply.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { foldName, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { disguisesIn, linesOf } from '../workflow/disguised-programs.ts';
import { hostsOfPrograms } from '../workflow/piped-programs.ts';
import { containerAround, locate, objectName, unwrapBlocks } from './places.ts';
import type { Located } from './places.ts';

type Doing = {
  /** `container app`, null where no container is around. */
  readonly holder: string | null;
  readonly what: string;
  readonly line: number;
  readonly severity: Severity;
};

/** What the head does and the base did not. */
export function podProgramHits(change: ParsedChange): readonly Hit[] {
  const old = new Set(doingsIn(change.before).map(keyOf));
  const fresh = new Map(
    doingsIn(change.after)
      .filter((one) => !old.has(keyOf(one)))
      .map((one) => [keyOf(one), one]),
  );
  return [...fresh.values()].map(({ holder, what, line, severity }) => {
    const subject =
      holder === null ? `A program in ${objectName(change)}` : `${holder} of ${objectName(change)}`;
    return { message: `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)} ${what}.`, line, severity };
  });
}

function keyOf({ holder, what }: Doing): string {
  return `${holder ?? ''} ${what}`;
}

function doingsIn(state: ParsedChange['after']): readonly Doing[] {
  return locate(unwrapBlocks(treeOf(state))).flatMap((located) => {
    const text = programOf(located);
    return text === null ? [] : doingsOf(text, located);
  });
}

/** Names that hold a program: of a container, of its hooks and probes, of a step of Tekton or Argo. */
const PROGRAMS = /^(?:command|args|script|source)$/;
/** Words without which a text does none of this: nearly no text has one. */
const MAY_DO =
  /\b(?:curl|wget|base64|base32|xxd|openssl|nc|ncat|ssh|authorized_keys|Invoke-\w+|i[rw][mr])\b|\/dev\/(?:tcp|udp)\/|\/proc\//i;

/** Plain words stand behind each other as one line; what has spaces is a script, and what calls it is no part of it. */
function programOf({ node, above }: Located): string | null {
  const isProgram = PROGRAMS.test(foldName(node.name)) || isScript(node, above);
  if (!isProgram || node.value === null) return null;
  const text = textsOf(node)
    .known.map((one) => (/\s/.test(one) ? `\n${one}\n` : one))
    .join(' ');
  return MAY_DO.test(text) ? text : null;
}

/** A value of a ConfigMap that a shell runs: by its name, or by what it says of itself. */
function isScript(node: Node, above: readonly Node[]): boolean {
  if (above.length !== 2 || above.at(-1)?.name !== 'data') return false;
  return /\.(?:ba|z)?sh$/.test(node.name) || textsOf(node).known.some((text) => text.startsWith('#!'));
}

function doingsOf(text: string, located: Located): readonly Doing[] {
  const holder = containerAround(located);
  const { line } = located.node;
  const lines = linesOf(text).filter((one) => !isQuestion(one));
  const hosts = [...new Set(hostsOfPrograms(text))].slice(0, 3);
  const fetches = hosts.map((host) => ({
    holder,
    what: `fetches a program from ${host} and runs it`,
    line,
    severity: 'medium' as const,
  }));
  return [...fetches, ...disguisesIn(lines).map(({ what, severity }) => ({ holder, what, line, severity }))];
}

/** Probes ask by `/dev/tcp` whether a port answers; a shell that listens there is something else. */
function isQuestion(line: string): boolean {
  return (
    /\/dev\/(?:tcp|udp)\//.test(line) &&
    !/\b(?:ba|z|da)?sh\s{1,9}-\w{0,9}i\b|>&\s{0,9}\/dev\/(?:tcp|udp)\//.test(line)
  );
}
