// A key of `when` that reads more of a subject than words: asked once for all that it cannot tell apart, and of none that is ruled out. Called by `changeKeys`.
import { alikeBy } from './alike-subjects.ts';
import type { See } from './alike-subjects.ts';
import { couldHold, lowerThese } from './answers.ts';
import type { Narrow } from './narrow.ts';
import type { Subject } from './subject.ts';
import type { Truth } from './truth.ts';

export type SubjectTest = (subject: Subject) => Truth;

/** `trait` tells all that `ask` reads. */
export function traitKey(trait: See, ask: SubjectTest): Narrow {
  return (answers, { subjects }) => {
    for (const { first, places } of alikeBy(trait, subjects).groups)
      if (places.some((place) => couldHold(answers, place))) lowerThese(answers, places, ask(first));
    lowerThese(answers, [subjects.length], null);
  };
}
