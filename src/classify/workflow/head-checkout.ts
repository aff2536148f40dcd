// Steps that fetch the code of a pull request into a job; read by workflow-untrusted-trigger.
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

/** Where a checkout is told to take what the pull request wrote, and not what the repository holds. */
const OF_PULL_REQUEST =
  /github\.head_ref|pull_request\.head|pull_request\.(?:number|merge_commit_sha)|refs\/pull\/|event\.number|workflow_run\.head_(?:sha|branch|repository)|workflow_run\.pull_requests|issue\.number/i;
const BY_COMMAND =
  /\bgh pr checkout\b|\bgit (?:fetch|pull|checkout)\b[^\n]{0,200}(?:pull\/|\$\{\{[^\n}]{0,200}(?:head|issue\.number))/;

export function headCheckouts(job: Node): readonly Named[] {
  return stepsIn(job).filter(({ node }) => {
    if (BY_COMMAND.test(memberText(node, 'run'))) return true;
    if (memberText(node, 'with', 'allow-unsafe-pr-checkout') === 'true') return true;
    const checkout = /^actions\/checkout@|\bcheckout\b/i.test(memberText(node, 'uses'));
    return (
      checkout && ['ref', 'repository'].some((name) => OF_PULL_REQUEST.test(memberText(node, 'with', name)))
    );
  });
}
