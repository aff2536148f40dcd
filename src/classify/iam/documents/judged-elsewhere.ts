// Policies that are named in one change and written in another of the same pull request. Called by documents-of.ts and the IAM rules.
import { dirname, join } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import { changeAt, policyOfFile } from './diff-index.ts';

/** `data.aws_iam_policy_document.a[0].json`, `aws_iam_policy.a.arn`: what is named, without index and attribute. */
const REFERENCE =
  /^((?:data\.)?aws_[a-z0-9_]+\.[\w-]+)(?:\[[^\]]*\])?\.(?:json|minified_json|arn|policy|id)$/;

/** `file("policy.json")` and `templatefile("${path.module}/policy.json", …)`. */
const FILE_CALL =
  /^(?:jsonencode\(jsondecode\()?(?:template)?file\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]{1,500})"/;

/** The change that holds what an expression names, in the same folder and module; null where the diff has none. */
export function changeNamed(source: string, at: ParsedChange, diff: Diff): ParsedChange | null {
  const reference = REFERENCE.exec(source.trim())?.[1];
  if (reference !== undefined) return changeAt(`${moduleOf(at.address)}${reference}`, at, diff);
  const path = FILE_CALL.exec(source.trim())?.[1];
  return path === undefined ? null : policyOfFile(join(dirname(at.file), path), diff);
}

/**
 * All changes that an expression can turn out to be: itself, or each way of `condition ? a : b` that is not nothing.
 * Null where one of them is not in the diff.
 */
export function changesNamed(source: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] | null {
  const ways = source
    .slice(source.indexOf('?') + 1)
    .split(/ : /)
    .map((way) => way.trim())
    .filter((way) => !/^(null|""|"\{\}")$/.test(way));
  const found = ways.map((way) => changeNamed(way, at, diff));
  return found.length > 0 && found.every((change) => change !== null) ? found : null;
}

/** `module.a.module.b.`, empty in the root: references inside of a module leave it out. */
export function moduleOf(address: string): string {
  return /^(?:module\.[^.]+\.)*/.exec(address)?.[0] ?? '';
}
