// Notes on what is found: one for each thing on a line. Called by renderAnnotations.
import type { Finding } from '../model/change.ts';
import { TITLE_LIMIT, lines, placeKey, sentence, type Note } from './annotation-text.ts';
import { code, plain } from './escape.ts';
import type { Annotation } from './publisher.ts';
import { foldFindings, type Folded } from './same-findings.ts';

/** Other findings of one line that are told with the gravest. */
const BESIDES = 5;

/** Gravest first; `blocked` are the places of changes that are refused, as `placeKey` gives them. */
export function notesOfFindings(findings: readonly Finding[], blocked: ReadonlySet<string>): readonly Note[] {
  return byLine(foldFindings(findings)).map((line) => ofLine(line, blocked));
}

type Line = readonly [Folded, ...Folded[]];

/** What is said of one thing on one line, gravest first. */
function byLine(folded: readonly Folded[]): readonly Line[] {
  const groups = Map.groupBy(folded, ({ finding }) => `${finding.startLine} ${placeKey(finding)}`);
  return [...groups.values()].flatMap(([first, ...others]): readonly Line[] =>
    first === undefined ? [] : [[first, ...others]],
  );
}

function ofLine([{ finding, also }, ...others]: Line, blocked: ReadonlySet<string>): Note {
  const grave = finding.severity === 'high' || finding.severity === 'medium';
  const besides = [
    ...also.map(({ id, message }) => `Also ${code(id)}: ${sentence(message)}`),
    ...others.map(
      ({ finding: { id, message, fix } }) => `${code(id)}: ${sentence(message)} ${sentence(fix)}`,
    ),
  ];
  const note: Annotation = {
    path: finding.file,
    ...lines(finding),
    level: blocked.has(placeKey(finding)) ? 'failure' : grave ? 'warning' : 'notice',
    title: plain(finding.id, TITLE_LIMIT),
    message: [
      sentence(finding.message),
      sentence(finding.fix),
      ...besides.slice(0, BESIDES),
      ...(besides.length > BESIDES ? [`And ${besides.length - BESIDES} more on this line.`] : []),
    ].join('\n'),
  };
  return { about: placeKey(finding), note };
}
