// How much one comparison may cost, so that no document can hold the reader up. Called by whatever searches in growth/.
import { LIMITS } from '../../../config/limits.ts';

/**
 * Steps that are left: one is about a character compared. Counted and not timed, so that the same documents get the same
 * answer everywhere. A class because of what is used up.
 */
export class Work {
  #left: number;

  constructor(steps: number = LIMITS.growthWork) {
    this.#left = steps;
  }

  /** Ends the search that it is called in where nothing is left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooMuchWork();
  }

  /** Null where the work ran out; what was found until then stays where the search keeps it. */
  within<Result>(search: () => Result): Result | null {
    try {
      return search();
    } catch (error) {
      if (error instanceof TooMuchWork) return null;
      throw error;
    }
  }
}

class TooMuchWork extends Error {}
