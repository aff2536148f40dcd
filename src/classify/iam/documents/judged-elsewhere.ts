// Policies that are named in one change and written in another of the same pull request. Called by the files beside and holders.ts.
import { dirname, join } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import { callsOf, withoutKeys } from '../../../model/terraform-address.ts';
import { changeAt, changeInFile, policyOfFile } from './diff-index.ts';

/** `data.aws_iam_policy_document.a[0].json`, `aws_iam_policy.a.*.arn`: what is named, and how it is taken. */
const REFERENCE =
  /((?:data\.)?aws_[a-z0-9_]+\.[\w-]+)(?:\[[^\]]*\]|\.\*)?(?:\.(?:json|minified_json|arn|policy|id)\b|\["json"\])/g;

/** A resource of a template by the name of its policy's text or ARN. */
const TEMPLATE_REFERENCE = /^!(?:Ref|GetAtt) ([A-Za-z0-9]{1,255})(?:\.(?:Arn|PolicyArn))?$/;

/** What may stand around references without adding to them: functions that pick, join and clean lists; nothing at all. */
const WRAPPING =
  /^(?:[\s(),[\]0-9]|""|null\b|\b(?:coalesce|coalescelist|compact|concat|distinct|element|flatten|join|nonsensitive|one|tostring|try)\b)*$/;

/** `file("policy.json")` and `templatefile("${path.module}/policy.json", …)`. */
const FILE_CALL =
  /^(?:jsonencode\(jsondecode\()?(?:template)?file\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]{1,500})"/;

/**
 * All changes that an expression stands for: what it names, in the same folder and module. Of `condition ? a : b` the
 * condition says nothing. Null where something else is named too, or is not in the diff.
 */
export function changesNamed(source: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] | null {
  const resource = at.format === 'cloudformation' ? TEMPLATE_REFERENCE.exec(source)?.[1] : undefined;
  if (resource !== undefined) {
    const change = changeInFile(resource, at, diff);
    return change === null ? null : [change];
  }
  const text = source
    .slice(source.indexOf('?') + 1)
    .replaceAll(/ : /g, ',')
    .trim();
  const path = FILE_CALL.exec(text)?.[1];
  const found =
    path === undefined ? blocksNamed(text, at, diff) : [policyOfFile(join(dirname(at.file), path), diff)];
  const changes = found.flatMap((change) => (change === null ? [] : [change]));
  return changes.length > 0 && changes.length === found.length ? changes : null;
}

function blocksNamed(text: string, at: ParsedChange, diff: Diff): readonly (ParsedChange | null)[] {
  if (!WRAPPING.test(text.replaceAll(REFERENCE, ' '))) return [];
  const addresses = new Set([...text.matchAll(REFERENCE)].map(([, address = '']) => address));
  return [...addresses].map((address) => changeAt(`${moduleOf(at.address)}${address}`, at, diff));
}

/** `module.a.module.b.`, empty in the root: references inside of a module leave it out. What is named there has no keys. */
export function moduleOf(address: string): string {
  return withoutKeys(callsOf(address));
}
