// What holds for every format, whatever it is given: total, deterministic, inside the file, quiet about secrets.
import { describe, expect, it } from 'vitest';
import { FORMATS, readFile } from '../../src/formats/index.ts';
import fc from '../properties.ts';
import { casesOf, textChange } from './cases.ts';
import { brokenLaw, pathOf, textOf } from './laws.ts';
import { mutantsOf } from './mutants.ts';

/** Over all formats together; `npm run fuzz` goes on from there. */
const INPUTS = 200_000;
const PER_FORMAT = Math.ceil(INPUTS / FORMATS.length);
/** A busy machine takes minutes for all of them: this is about what is read, not about how fast. */
const PATIENT = 600_000;

describe.each(FORMATS.map(({ id }) => id))('%s', (id) => {
  const cases = casesOf(id);

  it('keeps the laws on its fixtures', async () => {
    for (const { change } of cases) expect(await brokenLaw(readFile, change)).toBeNull();
  });

  it(
    'keeps the laws on texts it was not written for',
    async () => {
      await fc.assert(
        fc.asyncProperty(mutantsOf(cases), async (change) => {
          const broken = await brokenLaw(readFile, change);
          if (broken !== null) throw new Error(broken);
        }),
        { numRuns: PER_FORMAT },
      );
    },
    PATIENT,
  );

  it('shows no secret of its fixtures, whatever it is', async () => {
    const secretive = cases.filter(({ change }) =>
      [textOf(change.before), textOf(change.after)].some((text) => text?.includes('hunter2')),
    );
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z][a-z0-9]{9,19}z$/), async (secret) => {
        for (const { change } of secretive) {
          const spoken = (text: string | null): string | null => text?.replaceAll('hunter2', secret) ?? null;
          const reading = readFile(
            textChange(pathOf(change), spoken(textOf(change.before)), spoken(textOf(change.after))),
          );
          expect(JSON.stringify(reading)).not.toContain(secret);
        }
      }),
      { numRuns: 20 },
    );
  });
});
