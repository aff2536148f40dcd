// The option `--plan FILE` of `check` and `diff`.
import { readFile } from 'node:fs/promises';
import { Fault } from '../model/failure.ts';
import type { GivenPlan } from '../steps/add-plan.ts';
import { optionalOption, type Options } from './arguments.ts';

/** Null where the option is not given. What the file holds is judged later: here it must only be there. */
export async function givenPlan(options: Options): Promise<GivenPlan | null> {
  const name = optionalOption(options, 'plan');
  if (name === null) return null;
  const text = await readFile(name, 'utf8').catch((cause: unknown) => {
    throw new Fault('USAGE', `--plan: cannot read ${name}`, { cause });
  });
  return { name, text };
}
