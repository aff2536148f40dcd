// An approver in the policy file: a team, a login, a login with its id, a word for owners. Used by the other schema files.
import { z } from 'zod';
import { approverWord } from '../approvals/approver-word.ts';
import { isOwnerWord } from '../approvals/owner-entries.ts';

const LOGIN = /^[A-Za-z0-9][\w-]*(?:\[bot\])?$/;
const person = z
  .strictObject({
    login: z.string().regex(LOGIN).describe('For readers.'),
    id: z.int().min(1).describe('Numeric id on GitHub: it alone decides who is meant.'),
  })
  .describe('One account, whatever its login becomes.');

const FORMS = 'an approver is a team ("@org/team"), a login ("carol") or { login: carol, id: 5 }';

/** Words for owners (`owner-entries.ts`) have the shape of logins. */
const plain = z
  .string({ error: FORMS })
  .regex(/^(?:@[\w.-]+\/[\w.-]+|@?[A-Za-z0-9](?:[\w-]*)(?:\[bot\])?)$/, FORMS);

/** As it may be written. For editors: the JSON Schema of the policy shows these instead of the one word. */
export const approverForms = z.union([plain, person]);

/** As it is read: every list of approvers is a list of words (`approver-word.ts`). */
export const approverRead = z.string();

export const approver = z.preprocess((value, context) => {
  if (typeof value !== 'object' || value === null) {
    const read = plain.safeParse(value);
    for (const { message } of read.error?.issues ?? []) context.addIssue({ code: 'custom', message });
    return value;
  }
  const read = person.safeParse(value);
  if (read.success) return approverWord(read.data);
  const message = 'a person is { login: carol, id: 5 }, with the numeric id on GitHub';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}, approverRead);

/** Where the words for owners mean nobody: who owns a change is asked of its approvals alone. */
export const namedApprover = approver.superRefine((word, context) => {
  if (!isOwnerWord(word)) return;
  const message = `"${word}" is a word for "approvals" and "owners"; name a team or a person here`;
  context.addIssue({ code: 'custom', message });
});
