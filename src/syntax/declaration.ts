// The `aigov` block of a description: what an author says of prompt, plan, tools and scope. Called by the facts stage and `parseFacts`.
import { z } from 'zod';
import { LIMITS } from '../config/limits.ts';
import { closest } from '../model/closest.ts';
import type { DeclaredFact } from '../model/declaration.ts';
import { ACTIONS, KINDS } from '../model/words.ts';
import { fencedBlocks } from './fenced-blocks.ts';
import { parseYaml } from './parse-yaml.ts';
import { toValue } from './to-value.ts';

export type Declaration =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly values: DeclarationBlock }
  /** `why` is ours but for the name of a key: it is short and has no line break. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** One value stands for a list of one. */
function some<T extends z.ZodType>(item: T) {
  const list = z.array(item).min(1, 'the list is empty').max(LIMITS.declaredWords, 'the list is too long');
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), list);
}

const text = (most: number) =>
  z
    .string('a text is expected')
    .min(1, 'the text is empty')
    .max(most, 'the text is too long')
    .refine((value) => !/\p{Cc}/u.test(value), 'the text holds a control character')
    .refine((value) => value.isWellFormed(), 'the text holds a broken character');

/** Told instead of taken literally: who writes `{a,b}` means two globs. */
const glob = text(256).refine((value) => !value.includes('{'), 'write two globs instead of "{a,b}"');

const partSchema = z
  .strictObject({
    names: some(glob).optional(),
    paths: some(glob).optional(),
    addresses: some(glob).optional(),
    environments: some(text(100)).optional(),
    kinds: some(z.enum(KINDS, 'this is no kind of change')).optional(),
    resource_types: some(glob).optional(),
    actions: some(z.enum(ACTIONS, 'this is no action')).optional(),
  })
  .refine((part) => Object.keys(part).length > 0, 'it names nothing');

/** A glob alone is a file or an address. */
export const scopeSchema = z.preprocess(
  (value) =>
    (Array.isArray(value) ? value : [value]).map((part) =>
      typeof part === 'string' ? { names: [part] } : part,
    ),
  z
    .array(partSchema)
    .min(1, 'it names nothing')
    .refine((scope) => JSON.stringify(scope).length <= LIMITS.scopeCharacters, 'the scope is too long'),
);

export const toolsSchema = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(text(100), 'a list of names is expected').max(LIMITS.declaredTools, 'the list is too long'),
);

const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, '"sha256:" and 64 lower-case hexadecimal digits are expected');

const blockSchema = z.strictObject({
  purpose: z.string('a text is expected').optional(),
  prompt_digest: digest.optional(),
  plan_digest: digest.optional(),
  tools_digest: digest.optional(),
  tools: toolsSchema.optional(),
  scope: scopeSchema.optional(),
});

export type DeclarationBlock = Readonly<z.infer<typeof blockSchema>>;

/** Total. Whoever writes two blocks, or one that says something else than this, has declared nothing. */
export function parseDeclaration(description: string): Declaration {
  const [block, ...others] = fencedBlocks(description.slice(0, LIMITS.descriptionCharacters), 'aigov');
  if (block === undefined) return { kind: 'none' };
  if (others.length > 0) return unreadable('there is more than one block');
  if (block.length > LIMITS.declarationCharacters)
    return unreadable(`it is longer than ${LIMITS.declarationCharacters} characters`);
  const { documents, problems } = parseYaml(block);
  const [problem] = problems;
  if (problem !== undefined) return unreadable(`line ${problem.line} of the block is not valid YAML`);
  const [document] = documents;
  if (document === undefined || documents.length > 1 || document.kind !== 'map')
    return unreadable('it is not a list of keys and values');
  const checked = blockSchema.safeParse(toValue(document));
  return checked.success
    ? { kind: 'read', values: checked.data }
    : unreadable(issueText(checked.error.issues[0]));
}

/** What binds the decision. Null: nothing that could. */
export function declaredIn(description: string): DeclaredFact | null {
  const declaration = parseDeclaration(description);
  switch (declaration.kind) {
    case 'none':
      return null;
    case 'unreadable':
      return { scope: null, tools: null, problem: declaration.why };
    case 'read': {
      const { scope = null, tools = null } = declaration.values;
      return scope === null && tools === null ? null : { scope, tools, problem: null };
    }
  }
}

function unreadable(why: string): Declaration {
  return { kind: 'unreadable', why };
}

function issueText(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it says something unexpected';
  const place = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  const where = place.replace(/^\./, '');
  if (issue.code !== 'unrecognized_keys') return where === '' ? issue.message : `${where}: ${issue.message}`;
  const key = issue.keys[0] ?? '';
  const near = closest(key, [...Object.keys(blockSchema.shape), ...Object.keys(partSchema.shape)]);
  const hint = near === null ? '' : `; did you mean "${near}"?`;
  const inside = where === '' ? '' : ` in ${where}`;
  return /^[\w.-]{1,40}$/.test(key)
    ? `the key "${key}"${inside} is unknown${hint}`
    : `a key${inside} is unknown`;
}
