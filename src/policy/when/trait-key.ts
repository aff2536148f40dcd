// A key of `when` that reads more of a subject than words: asked once for all that it cannot tell apart, and of none that is ruled out. Called by `changeKeys`.
import { alikeBy } from './alike-subjects.ts';
import type { See } from './alike-subjects.ts';
import { lowerAt, lowerThese } from './answers.ts';
import type { Narrow } from './narrow.ts';
import type { Subject } from './subject.ts';
import type { Truth } from './truth.ts';

export type SubjectTest = (subject: Subject) => Truth;

/** `trait` tells all that `ask` reads. */
export function traitKey(trait: See, ask: SubjectTest): Narrow {
  return (answers, { subjects }) => {
    for (const group of alikeBy(trait, subjects).groups)
      if (group.isIn(answers.could)) lowerThese(answers, group, ask(group.first));
    lowerAt(answers, subjects.length, null);
  };
}
