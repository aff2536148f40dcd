// The file of cases that `aigov policy test` runs: a list, or shared facts and a list. YAML or JSON.
import { z } from 'zod';
import { BLOCKING_CODES, REVIEW_CODES } from '../../model/decision.ts';
import { OUTCOMES, TIERS } from '../../model/words.ts';

const file = z
  .strictObject({
    before: z.string().nullable().optional().describe('Text at the base; absent or null: no such file.'),
    after: z.string().nullable().optional().describe('Text at the head; absent or null: no such file.'),
    from: z.string().min(1).optional().describe('The name at the base of a file that moved.'),
  })
  .refine(({ before, after }) => typeof before === 'string' || typeof after === 'string', {
    message: 'a file needs a text "before", "after" or both',
  })
  .refine(
    ({ before, after, from }) =>
      from === undefined || (typeof before === 'string' && typeof after === 'string'),
    {
      message: 'a file that moved has a text "before" and "after"',
    },
  );

const caseSchema = z.strictObject({
  name: z.string().min(1),
  files: z
    .record(z.string().min(1), file)
    .describe('By path at the head. The same text on both sides: a file that stands around the change.'),
  facts: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Members of `aigov.facts/1`; each replaces the shared one.'),
  expect: z
    .strictObject({
      outcome: z.enum(OUTCOMES).optional(),
      tier: z.enum(TIERS).optional(),
      codes: z
        .array(z.enum([...BLOCKING_CODES, ...REVIEW_CODES]))
        .optional()
        .describe('Codes of the unsatisfied reasons, each once, in any order.'),
      rules: z.array(z.string()).optional().describe('Ids of the rules that match, in any order.'),
      findings: z.array(z.string()).optional().describe('Ids of the findings, each once, in any order.'),
    })
    .refine((value) => Object.keys(value).length > 0, { message: 'a case expects something' }),
});

const list = z.array(caseSchema).min(1);

/** Either shape has a schema of its own, so that what is wrong is told of the one that was written. */
export const CASE_LIST = list;
export const CASES_WITH_FACTS = z.strictObject({
  facts: z.record(z.string(), z.unknown()).optional(),
  cases: list,
});

export type CaseFile = {
  /** Shared by all cases. */
  readonly facts: { readonly [member: string]: unknown };
  readonly cases: z.output<typeof list>;
};
export type PolicyCase = CaseFile['cases'][number];
