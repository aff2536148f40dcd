// Steps that fetch the code of a pull request into a job; read by workflow-untrusted-trigger.
import { splitExpressions } from '../../syntax/index.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

/** Where a checkout is told to take what the pull request wrote, and not what the repository holds. */
const OF_PULL_REQUEST =
  /github\.head_ref|pull_request\.head|pull_request\.(?:number|merge_commit_sha)|refs\/pull\/|event\.number|workflow_run\.head_(?:sha|branch|repository)|workflow_run\.pull_requests|issue\.number/i;
const BY_EXPRESSION = /\bhead(?:\b|_)|issue\.number|pull_request\.number/i;

export function headCheckouts(job: Node): readonly Named[] {
  return stepsIn(job).filter(({ node }) => {
    if (memberText(node, 'run').split('\n').some(fetches)) return true;
    if (memberText(node, 'with', 'allow-unsafe-pr-checkout') === 'true') return true;
    const checkout = /^actions\/checkout@|\bcheckout\b/i.test(memberText(node, 'uses'));
    return (
      checkout && ['ref', 'repository'].some((name) => OF_PULL_REQUEST.test(memberText(node, 'with', name)))
    );
  });
}

/** One line of a script that fetches a pull request. */
function fetches(line: string): boolean {
  if (/\bgh pr checkout\b/.test(line)) return true;
  if (!/\bgit (?:fetch|pull|checkout)\b/.test(line)) return false;
  const computed = splitExpressions(line).some(
    ({ kind, text }) => kind === 'expression' && BY_EXPRESSION.test(text),
  );
  return computed || /\bpull\//.test(line);
}
