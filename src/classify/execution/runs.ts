// Programs that a Terraform or Terragrunt configuration starts: found for rules/exec-on-plan.ts and rules/exec-on-apply.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { childOf, fingerprint, segmentsOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';

export type Run = { readonly what: string; readonly severity: Severity };

/** Null where a node, with its path from the root, runs nothing. What it says of a node counts for all below it. */
export type Recogniser = (node: Node, path: readonly string[]) => Run | null;

/** Runs of the head that the base does not have so. */
export function newRuns(change: ParsedChange, recognise: Recogniser): readonly Hit[] {
  const old = new Set(runsIn(treeOf(change.before), recognise).map(({ node }) => fingerprint(node)));
  return runsIn(treeOf(change.after), recognise)
    .filter(({ node, path }) => !old.has(fingerprint(node)) || masked(change, path))
    .map(({ what, severity, node }) => ({ message: `${what}.`, line: node.line, severity }));
}

/**
 * What is made anew runs all its provisioners again, and those that speak of `self` with what it is now
 * (https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax).
 */
export function repeatedRuns(change: ParsedChange, recognise: Recogniser): readonly Hit[] {
  if (change.action !== 'replace' || change.format !== 'terraform') return [];
  const old = new Set(runsIn(treeOf(change.before), recognise).map(({ node }) => fingerprint(node)));
  return runsIn(treeOf(change.after), recognise)
    .filter(({ node, path }) => old.has(fingerprint(node)) && !masked(change, path))
    .map(({ what, node }) => {
      const takesValues = fingerprint(node).includes('self.');
      const how = takesValues
        ? `with other values of ${change.address}`
        : `as ${change.address} is made anew`;
      return {
        message: `${what} again, ${how}.`,
        line: node.line,
        severity: takesValues ? 'high' : 'medium',
      };
    });
}

/** Any change of a thing that runs as a whole is a new run, as its arguments are what is run. */
export function runsByType(change: ParsedChange, types: ReadonlyMap<string, Run>): readonly Hit[] {
  if (change.after === null) return [];
  return [nameOf(change), ...nestedData(change)]
    .map((name) => types.get(name))
    .filter((run) => run !== undefined)
    .map(({ what, severity }) => ({ message: `${what}.`, line: null, severity }));
}

type Found = Run & { readonly node: Node; readonly path: readonly string[] };

function runsIn(tree: Node, recognise: Recogniser): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: Node, above: readonly string[]): void => {
    const path = node.name === '' ? above : [...above, node.name];
    const run = recognise(node, path);
    if (run === null) for (const below of node.children) visit(below, path);
    else found.push({ ...run, node, path });
  };
  visit(tree, []);
  return found;
}

/** A masked command looks the same on both sides, but the list of what differs tells. */
function masked(change: ParsedChange, path: readonly string[]): boolean {
  return change.attributes.some(
    (attribute) =>
      attribute.sensitive && path.every((name, index) => segmentsOf(attribute.path)[index] === name),
  );
}

/** `data external`, `ephemeral aws_lambda_invocation`, or a resource type. */
function nameOf(change: ParsedChange): string {
  if (change.type === 'ephemeral') return `ephemeral ${change.address.split('.').at(-2) ?? ''}`;
  return isData(change) ? `data ${change.type ?? ''}` : (change.type ?? '');
}

/** A check block may hold a data source of its own. */
function nestedData(change: ParsedChange): readonly string[] {
  if (change.type !== 'check') return [];
  return (childOf(treeOf(change.after), 'data')?.children ?? []).map(({ name }) => `data ${name}`);
}
