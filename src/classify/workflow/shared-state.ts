// What a job takes over from other runs, or hands on as text: caches, artifacts, outputs. Read by credential-persisted.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn, textOfNode } from './parts.ts';
import type { Named } from './parts.ts';
import { secretsIn } from './secrets.ts';
import { splitExpressions } from '../../syntax/index.ts';

/** Steps that restore a cache, by themselves or as an input of a set-up action. */
export function cacheReaders(job: Node): readonly Named[] {
  return stepsIn(job).filter(({ node }) => {
    const uses = memberText(node, 'uses');
    if (/^actions\/cache(?:\/restore)?@/i.test(uses)) return true;
    const asked = memberText(node, 'with', 'cache');
    return /\/setup-[\w-]+@/i.test(uses) && asked !== '' && asked !== 'false';
  });
}

/** Steps that fetch the artifacts of another run. */
export function foreignArtifacts(job: Node): readonly Named[] {
  return stepsIn(job).filter(({ node }) => fetchesForeign(node));
}

export function fetchesForeign(step: Node): boolean {
  const uses = memberText(step, 'uses');
  if (/^dawidd6\/action-download-artifact@/i.test(uses)) return true;
  if (/^actions\/download-artifact@/i.test(uses)) return memberText(step, 'with', 'run-id') !== '';
  return /\bgh run download\b/.test(memberText(step, 'run'));
}

/** Steps that write a secret where later steps and the log can read it. */
export function secretWriters(job: Node): readonly Named[] {
  return stepsIn(job).filter(({ node }) =>
    memberText(node, 'run')
      .split('\n')
      .some((line) => /GITHUB_(?:OUTPUT|ENV|STEP_SUMMARY)|::set-output/.test(line) && namesSecret(line)),
  );
}

/** Outputs of the job that are a secret. */
export function secretOutputs(job: Node): readonly Named[] {
  const outputs = childOf(job, 'outputs')?.children ?? [];
  return outputs.filter((node) => namesSecret(textOfNode(node))).map((node) => ({ name: node.name, node }));
}

function namesSecret(text: string): boolean {
  const inside = splitExpressions(text).filter(({ kind }) => kind === 'expression');
  return (
    inside.some((piece) => secretsIn(piece.text).length > 0) ||
    /\$\{?AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)\b/.test(text)
  );
}
