// The annotations of a Cedar policy as a rule of ours: its name, what it says, what it asks for. Called by `readCedar`.
import { closest } from '../../model/closest.ts';
import { ruleSchema } from '../schema/rule.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';

export type AnnotatedRule =
  | { readonly kind: 'rule'; readonly rule: RuleDocument }
  | { readonly kind: 'wrong'; readonly message: string };

const KNOWN = ['id', 'description', 'mode', 'deny', 'require'] as const;
type Annotations = { readonly [name: string]: string | null };

/**
 * `@id("x")` names it, and `@mode("observe")` puts it on trial. `@deny("Why.")` is what a denial says, and
 * `@require("2:@acme/security,carol; 1")` asks for approvals instead of denying: entries of a count and of whose they are.
 */
export function annotatedRule(annotations: Annotations): AnnotatedRule {
  const unknown = Object.keys(annotations).find((name) => !(KNOWN as readonly string[]).includes(name));
  if (unknown !== undefined) {
    const near = closest(unknown, KNOWN);
    const hint = near === null ? `known are @${KNOWN.join(', @')}` : `did you mean @${near}?`;
    return wrong(`unknown annotation @${unknown}; ${hint}`);
  }
  const { id, deny, require, ...rest } = annotations;
  if (id === undefined) return wrong('a policy needs @id("name"): it is named in every reason it gives');
  if (deny !== undefined && require !== undefined)
    return wrong('a policy has @deny or @require, not both: it denies, or it asks');
  const said =
    require === undefined
      ? { deny: deny ?? (deny === null ? '' : `The Cedar policy ${id} forbids this.`) }
      : { require: { approvals: entriesOf(require ?? '') } };
  const checked = ruleSchema.safeParse({ id, ...rest, ...said });
  if (checked.success) return { kind: 'rule', rule: checked.data };
  const [issue] = checked.error.issues;
  const annotation = String(issue?.path[0] ?? 'id');
  return wrong(`@${annotation}: ${hintOf(annotation) ?? issue?.message ?? 'not understood'}`);
}

function hintOf(annotation: string): string | null {
  return annotation === 'require'
    ? 'entries such as "2:@acme/security" or "1:carol,@acme/leads; 1" are expected'
    : null;
}

function entriesOf(text: string): readonly object[] {
  return text.split(';').map((entry) => {
    const [count = '', from, ...more] = entry.split(':').map((part) => part.trim());
    // What is no whole number is left as it is, for the schema to refuse.
    const number = /^\d{1,2}$/.test(count) && more.length === 0 ? Number(count) : count;
    return from === undefined
      ? { count: number }
      : { count: number, from: from.split(',').map((word) => word.trim()) };
  });
}

function wrong(message: string): AnnotatedRule {
  return { kind: 'wrong', message };
}
