// Policies that are named in one change and written in another, or stand beside it. Called by the files beside and holders.ts.
import { dirname, join } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import { callsOf, withoutKeys } from '../../../model/terraform-address.ts';
import { withoutDoubt } from '../../doubt.ts';
import { isExpression } from '../../expression.ts';
import { treeOf, walk } from '../../state-tree.ts';
import { ownTextsOf } from '../../values.ts';
import { changeInFile, policyOfFile, thingsAt } from './diff-index.ts';
import { filledTemplate } from './filled-template.ts';

/** `data.aws_iam_policy_document.a[0].json`, `aws_iam_policy.a.*.arn`, `module.a.policy_arn`, `var.arns[0]`: what is named, and how it is taken. */
const REFERENCE =
  /(?:((?:data\.)?aws_[a-z0-9_]+\.[\w-]+)(?:\[[^\]]{0,200}\]|\.\*)?(?:\.(?:json|minified_json|arn|policy|id|name)\b|\["json"\])|(module\.[\w-]+)(?:\[[^\]]{0,200}\])?\.([\w-]+)|(var\.[\w-]+)(?:\[[^\]]{0,200}\]|\.[\w-]+){0,6})(?![\w.[-])/g;

/** A resource of a template by the name of its policy's text or ARN. */
const TEMPLATE_REFERENCE = /^!(?:Ref|GetAtt) ([A-Za-z0-9]{1,255})(?:\.(?:Arn|PolicyArn))?$/;

/** What may stand around references without adding to them: functions that pick, join and clean lists; nothing at all. */
const WRAPPING =
  /^(?:[\s(),[\]0-9]|""|null\b|\b(?:coalesce|coalescelist|compact|concat|distinct|element|flatten|join|nonsensitive|one|tostring|try)\b)*$/;

/** `file("policy.json")` and `templatefile("${path.module}/policy.json", …)`. */
const FILE_CALL =
  /^(?:jsonencode\(jsondecode\()?(?:template)?file\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]{1,500})"/;

/**
 * All that an expression stands for, changed or standing beside the changes: what it names in its module or, as an argument, in
 * those around it. Of `condition ? a : b` the condition says nothing. Null where something else is named too, or is not in sight.
 */
export function changesNamed(
  source: string,
  at: ParsedChange,
  diff: Diff,
  depth = DEPTH,
): readonly ParsedChange[] | null {
  const resource = at.format === 'cloudformation' ? TEMPLATE_REFERENCE.exec(source)?.[1] : undefined;
  if (resource !== undefined) {
    const change = changeInFile(resource, at, diff);
    return change === null ? null : [change];
  }
  const text = eachOf(withoutDoubt(source), at)
    .slice(source.indexOf('?') + 1)
    .replaceAll(/ : /g, ',')
    .trim();
  const path = FILE_CALL.exec(text)?.[1];
  const found =
    path === undefined
      ? blocksNamed(text, { at, diff, depth })
      : [policyAt(join(dirname(at.file), path), text, diff)];
  const changes = found.flatMap((change) => (change === null ? [] : [change]));
  return changes.length > 0 && changes.length === found.length ? changes : null;
}

function policyAt(path: string, source: string, diff: Diff): ParsedChange | null {
  const policy = policyOfFile(path, diff);
  return policy === null ? null : filledTemplate(policy, source);
}

function blocksNamed(
  text: string,
  { at, diff, depth }: { readonly at: ParsedChange; readonly diff: Diff; readonly depth: number },
): readonly (ParsedChange | null)[] {
  if (!WRAPPING.test(text.replaceAll(REFERENCE, ' '))) return [];
  const named = [...text.matchAll(REFERENCE)].map(([, address, call, output = '', variable = '']) => {
    if (address !== undefined) return nullIfNone(thingsNamed(address, at, diff));
    return call === undefined
      ? given(variable, { at, diff, depth })
      : givenBack({ call, output }, { at, diff, depth });
  });
  return named.flat();
}

function nullIfNone(found: readonly ParsedChange[]): readonly (ParsedChange | null)[] {
  return found.length === 0 ? [null] : found;
}

/**
 * What has this address in the module itself, changed or standing; else in those around it, since an argument says what its
 * caller wrote. In a template, what has this name in it.
 */
export function thingsNamed(name: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] {
  if (at.format === 'cloudformation') {
    const change = changeInFile(name, at, diff);
    return change === null ? [] : [change];
  }
  let calls = moduleOf(at.address);
  let found = thingsAt(`${calls}${name}`, at, diff);
  while (found.length === 0 && calls !== '') {
    calls = calls.replace(/module\.[^.]+\.$/, '');
    found = thingsAt(`${calls}${name}`, at, diff);
  }
  return found;
}

/** `each.value` is one of what `for_each` goes through: which one is not asked. */
function eachOf(source: string, { after, before }: ParsedChange): string {
  if (source !== 'each.value') return source;
  const sources = Object.entries(after ?? before ?? {}).flatMap(([path, { value }]) =>
    /^for_each(?![\w-])/.test(path) && isExpression(value) ? [withoutDoubt(value.expression)] : [],
  );
  return sources.length === 0 ? source : sources.join(', ');
}

/** Outputs of outputs that are followed. */
const DEPTH = 8;

/** All that the call of the module gives for a variable names: which part of it is meant is not asked. */
function given(
  variable: string,
  { at, diff, depth }: { readonly at: ParsedChange; readonly diff: Diff; readonly depth: number },
): readonly (ParsedChange | null)[] {
  const calls = moduleOf(at.address);
  const found = depth === 0 || calls === '' ? [] : thingsAt(`${calls}${variable}`, at, diff);
  const caller = calls.replace(/module\.[^.]+\.$/, '');
  const named = found.flatMap((one) =>
    walk(treeOf(one.after)).flatMap((node) =>
      ownTextsOf(node).unknown.map(
        (source) =>
          changesNamed(source, { ...one, address: `${caller}${variable}` }, diff, depth - 1) ?? [null],
      ),
    ),
  );
  return named.length === 0 ? [null] : named.flat();
}

/** What the output of a module names. */
function givenBack(
  { call, output }: { readonly call: string; readonly output: string },
  { at, diff, depth }: { readonly at: ParsedChange; readonly diff: Diff; readonly depth: number },
): readonly (ParsedChange | null)[] {
  const outputs = depth === 0 ? [] : thingsNamed(`${call}.output.${output}`, at, diff);
  if (outputs.length === 0) return [null];
  return outputs.flatMap((one): readonly (ParsedChange | null)[] => {
    const value = one.after?.['value']?.value;
    const found = isExpression(value) ? changesNamed(value.expression, one, diff, depth - 1) : null;
    return found ?? [null];
  });
}

/** `module.a.module.b.`, empty in the root: references inside of a module leave it out. What is named there has no keys. */
export function moduleOf(address: string): string {
  return withoutKeys(callsOf(address));
}
