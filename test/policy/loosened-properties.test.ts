// What an edit of the policy lets through is told: whatever is drawn, a pull request that was held and is not any more has a loss on some line.
import { expect, test } from 'vitest';
import { compilePolicy, loosenedBy } from '../../src/policy/index.ts';
import { decide } from '../../src/steps/decide.ts';
import fc from '../properties.ts';
import { drawnDiff, drawnFacts, mainDocument } from './drawn.ts';
import { BASE, HEAD, layers } from './given.ts';

/** The same every time; others, and more of them, with `LOOSENED_PAIRS=500000 npx vitest run test/policy/loosened-properties.test.ts`. */
const MORE = process.env['LOOSENED_PAIRS'];
const PAIRS = Number(MORE ?? 1_000);
type Document = { readonly [key: string]: unknown };

const text = (document: Document): string => JSON.stringify({ version: 1, ...document });

/** One section of the file is taken from another policy, or taken out. */
const edit = fc
  .record({ before: mainDocument('r'), other: mainDocument('r'), pick: fc.nat() })
  .map(({ before, other, pick }) => {
    const sections = [...new Set([...Object.keys(before), ...Object.keys(other)])];
    const section = sections[pick % Math.max(1, sections.length)] ?? 'rules';
    const { [section]: _old, ...rest } = before;
    return { before, after: section in other ? { ...rest, [section]: other[section] } : rest };
  });

test('an edit that lets a pull request through which was held gives something away', () => {
  let looser = 0;
  fc.assert(
    fc.property(edit, drawnFacts, drawnDiff, ({ before, after }, facts, diff) => {
      const outcome = (document: Document) => {
        const gathered = { facts, base: BASE, head: HEAD, layers: layers(text(document)) };
        const { mode, outcome: decided } = decide({ gathered, diff }).decision;
        // What only observes holds nothing.
        return mode === 'observe' ? 'pass' : decided;
      };
      // What was no policy refused everything, and gave nothing that could be taken away.
      if (compilePolicy(layers(text(before))).kind === 'invalid') return;
      if (outcome(after) !== 'pass' || outcome(before) === 'pass') return;
      looser += 1;
      const told = loosenedBy({ file: '.aigov.yml', before: text(before), after: text(after) });
      expect(told.map(({ message }) => message)).not.toEqual([]);
    }),
    { numRuns: PAIRS, ...(MORE === undefined ? { seed: 7 } : {}) },
  );
  expect(looser).toBeGreaterThan(PAIRS / 200);
});
