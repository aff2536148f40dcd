// Questions about what files pull in, asked many at a time: one message for each of thousands of small files costs more than the answer. Used by the parser pool.
import type { FileSide } from '../../model/files.ts';
import type { Crew } from './crew.ts';
import { charactersOf } from './tasks.ts';

type Question = {
  readonly side: FileSide;
  /** Null: nobody can tell. */
  readonly settle: (paths: readonly string[] | null) => void;
};

const MOST_FILES = 64;
const MOST_CHARACTERS = 250_000;

/** Gathers what is asked in one turn of the event loop. A batch that fails is asked again file by file. */
export function createReferenceBatches(
  run: Crew['run'],
): (side: FileSide) => Promise<readonly string[] | null> {
  let gathered: Question[] = [];
  const ask = async (batch: readonly Question[]): Promise<void> => {
    const answer = await run({ kind: 'references', sides: batch.map(({ side }) => side) });
    const paths = answer.kind === 'references' ? answer.references : null;
    if (paths === null && batch.length > 1) await Promise.all(batch.map((one) => ask([one])));
    else for (const [index, { settle }] of batch.entries()) settle(paths?.[index] ?? null);
  };
  const flush = (): void => {
    const questions = gathered;
    gathered = [];
    for (const batch of batchesOf(questions)) void ask(batch);
  };
  return (side) =>
    new Promise((settle) => {
      if (gathered.length === 0) setImmediate(flush);
      gathered.push({ side, settle });
    });
}

function batchesOf(questions: readonly Question[]): readonly (readonly Question[])[] {
  const batches: Question[][] = [];
  let characters = 0;
  for (const question of questions) {
    const own = charactersOf([question.side]);
    const last = batches.at(-1);
    if (last === undefined || last.length >= MOST_FILES || characters + own > MOST_CHARACTERS) {
      batches.push([question]);
      characters = own;
    } else {
      last.push(question);
      characters += own;
    }
  }
  return batches;
}
