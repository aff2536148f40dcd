// What every part of a `when` is: it takes away the answers it speaks against. Made by the keys, put together by `compileWhen`.
import type { Answers } from './answers.ts';
import type { PullView } from './pull-view.ts';
import type { Subject } from './subject.ts';

export type Asked = { readonly subjects: readonly Subject[]; readonly pull: PullView };
/** Lowers each answer to its own, and asks nothing dear about what is ruled out already. */
export type Narrow = (answers: Answers, asked: Asked) => void;
