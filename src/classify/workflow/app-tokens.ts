// Tokens of GitHub Apps that a job makes for itself; read by workflow-token-widened.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

/** `why`: what of it is wider than it need be, null for a token that says what it may do. */
export type AppToken = { readonly step: Named; readonly why: string | null; readonly line: number };

const MAKES =
  /^(?:actions\/create-github-app-token|tibdex\/github-app-token|peter-murray\/workflow-application-token-action|getsentry\/action-github-app-token)@/i;

/** https://github.com/actions/create-github-app-token#inputs: without `permission-…` it may all that the App may. */
export function appTokens(tree: Node): readonly AppToken[] {
  return stepsIn(tree)
    .filter(({ node }) => MAKES.test(memberText(node, 'uses')))
    .map((step) => ({ step, why: reasonOf(step.node), line: step.node.line }));
}

function reasonOf(step: Node): string | null {
  const inputs = childOf(step, 'with')?.children ?? [];
  const has = (form: RegExp): boolean => inputs.some(({ name }) => form.test(name));
  if (memberText(step, 'with', 'skip-token-revoke') === 'true') return 'that lives on after the job';
  if (memberText(step, 'with', 'owner') !== '' && !has(/^repositor(?:y|ies)$/))
    return 'for all repositories of its owner';
  return has(/^permissions?(?:-|$)/) ? null : 'with all that the App may do';
}
