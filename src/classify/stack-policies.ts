// Policies that say which resources of a CloudFormation stack an update may touch. Asked by the IAM rules, which leave them alone, and rules/deletion-protection-off.ts.
import type { ParsedChange } from '../model/change.ts';
import type { Hit } from './finding.ts';
import { findDocuments } from './iam/documents/find-documents.ts';
import type { FoundDocument } from './iam/documents/find-documents.ts';
import type { PolicySet, PolicyStatement } from './iam/policy-document.ts';
import { treeOf } from './state-tree.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html */
const ACTIONS = ['Update:Modify', 'Update:Replace', 'Update:Delete'];

/** By what they speak of: no service is called `Update`. */
export function isStackPolicy({ statements }: Pick<FoundDocument, 'statements'>): boolean {
  const actions = statements.flatMap((statement) => statement.actions.texts);
  return (
    actions.some((action) => action.kind === 'known' && /^update:/i.test(action.text)) &&
    actions.every((action) => action.kind === 'known' && /^(?:update:|\*$)/i.test(action.text))
  );
}

/** What an update may do to a resource and could not before. Of a stack without a policy an update may touch everything. */
export function stackPolicyHits(change: ParsedChange): readonly Hit[] {
  const [before, after] = [policyIn(change, 'before'), policyIn(change, 'after')];
  if (before === null || (after === null && change.after !== null && !hasOther(change))) return [];
  const resources = new Set([...namedIn(before), ...(after === null ? [] : namedIn(after)), OTHER]);
  const opened = [...resources].flatMap((resource) => {
    const actions = ACTIONS.filter(
      (action) =>
        !allows(before, { action, resource }) && (after === null || allows(after, { action, resource })),
    );
    return actions.length === 0 ? [] : [{ resource, actions }];
  });
  // What holds for all others is no news of each of them.
  const all = opened.find(({ resource }) => resource === OTHER);
  const told = opened.filter(
    (one) => one === all || one.actions.some((action) => all?.actions.includes(action) !== true),
  );
  return told.map(({ resource, actions }): Hit => ({
    message: `The stack policy now lets updates ${actions.map(verbOf).join(', ')} ${resource === OTHER ? 'every resource that it does not name' : resource}.`,
    line: after?.line ?? null,
    severity: actions.some((action) => action !== 'Update:Modify') ? 'high' : 'medium',
  }));
}

function policyIn(change: ParsedChange, side: 'before' | 'after'): FoundDocument | null {
  return findDocuments(treeOf(change[side])).find(isStackPolicy) ?? null;
}

/** A stack that goes on without its policy; a file that holds another policy now is another thing. */
function hasOther({ type, after }: ParsedChange): boolean {
  return /^aws_cloudformation_stack$/.test(type ?? '') && after !== null;
}

/** Stands for whatever no statement names. */
const OTHER = '';

function namedIn({ statements }: FoundDocument): readonly string[] {
  return statements.flatMap(({ resources }) =>
    (resources?.texts ?? []).flatMap((text) => (text.kind === 'known' && text.text !== '*' ? text.text : [])),
  );
}

type Asked = { readonly action: string; readonly resource: string };

function allows({ statements }: FoundDocument, asked: Asked): boolean {
  const meant = statements.filter((statement) => matches(statement, asked));
  return meant.some(({ effect }) => effect !== 'Deny') && !meant.some(({ effect }) => effect === 'Deny');
}

function matches({ actions, resources }: PolicyStatement, { action, resource }: Asked): boolean {
  return isIn(actions, action) && (resources === null || isIn(resources, resource));
}

function isIn({ not, texts }: PolicySet, wanted: string): boolean {
  const found = texts.some((text) => text.kind === 'unknown' || fits(text.text, wanted));
  return found !== not;
}

/** `*` at the end, as these policies have it; the star alone is everything. */
function fits(pattern: string, text: string): boolean {
  const [fixed = ''] = pattern.split('*');
  return pattern.includes('*')
    ? text.toLowerCase().startsWith(fixed.toLowerCase())
    : text.toLowerCase() === pattern.toLowerCase();
}

function verbOf(action: string): string {
  return action.slice('Update:'.length).toLowerCase();
}
