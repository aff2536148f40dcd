// Programs of this repository that the steps of a workflow or an action start. Asked by `pulledIn`.
import { normalPath } from './normal-path.ts';

/** Where a checkout lies, in the ways a step may write it. */
const CHECKOUT = /\$\{\{ *github\.workspace *\}\}\/|\$\{?GITHUB_(?:WORKSPACE|ACTION_PATH)\}?\//g;
/** What ends a word of a shell. */
const BETWEEN = /[\s;&|()'"`=$<>{}]+/;
const PROGRAM =
  /^(?:\.{1,2}\/)*[\w-][\w.-]*(?:\/[\w-][\w.-]*)*\.(?:sh|bash|py|[cm]?js|[cm]?ts|rb|pl|ps1|mk)$/i;
const MAKE = /^(?:make|gmake)$/;

/** Could a step start a file of this name? */
export function mayBeRun(path: string): boolean {
  return PROGRAM.test(path) || /(?:^|\/)makefile$/i.test(path);
}

/** Each word that names a program, in each folder that a step may stand in; a makefile where `make` is called. */
export function programsRun(script: string, folders: readonly string[]): readonly string[] {
  const words = script.replaceAll(CHECKOUT, './').split(BETWEEN);
  const programs = words.filter((word) => PROGRAM.test(word));
  const makefiles = words.some((word) => MAKE.test(word)) ? ['Makefile', 'makefile'] : [];
  return folders.flatMap((folder) =>
    [...programs, ...makefiles].flatMap((program) => normalPath(`${folder}/${program}`) ?? []),
  );
}
