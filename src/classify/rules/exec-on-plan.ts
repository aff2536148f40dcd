// Finding rule: reading or planning runs a program or reaches out. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { requestHits } from '../execution/azure-requests.ts';
import { newRuns, runsByType } from '../execution/runs.ts';
import type { Run } from '../execution/runs.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, fingerprint, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textOf } from '../values.ts';

export const execOnPlan: ChangeRule = {
  on: 'change',
  id: 'exec-on-plan',
  title: 'Code runs on plan',
  severity: 'high',
  confidence: 'high',
  why: 'A plan is taken for harmless and often runs for every pull request before anybody has looked. An `external` data source, a Terragrunt hook or `run_cmd`, or a program that a provider starts for its credentials runs there, with all that the runner may do; an `http` data source takes data out or brings text in.',
  remedy:
    'Compute the value in a workflow step of its own and pass it in, or read it by a data source of a provider.',
  check: (change) => [
    ...runsByType(change, TYPES),
    ...requestHits(change, 'plan'),
    ...newRuns(change, runOf),
    ...credentialPrograms(change),
  ],
};

const INVOKED: Run = { what: 'A function is invoked on every plan', severity: 'medium' };

const TYPES: ReadonlyMap<string, Run> = new Map([
  ['data external', { what: 'An external data source runs a program on every plan', severity: 'high' }],
  ['data shell_script', { what: 'A data source runs a shell script on every plan', severity: 'high' }],
  ['data http', { what: 'An http data source makes a request on every plan', severity: 'medium' }],
  ['data aws_lambda_invocation', INVOKED],
  ['ephemeral aws_lambda_invocation', INVOKED],
]);

function runOf(node: Node): Run | null {
  if (/^(before|after|error)_hook$/.test(node.name)) {
    return { what: 'A hook runs a command around plan and apply', severity: 'high' };
  }
  if (node.value === null) return null;
  return ownTextsOf(node).unknown.some((source) => /\brun_cmd\s*\(/.test(source))
    ? { what: 'A function call runs a command while the configuration is read', severity: 'high' }
    : null;
}

/** Programs that clouds ship for this purpose; what runs them has the credentials anyway. */
const CLOUD_PROGRAMS =
  /^(aws|aws-iam-authenticator|gke-gcloud-auth-plugin|gcloud|kubelogin|az|doctl|oci|tsh)$/;

/** The `exec` block of a provider (kubernetes, helm), new or with other arguments. */
function credentialPrograms(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'provider') return [];
  const old = new Set(execBlocks(change.before).map(fingerprint));
  return execBlocks(change.after)
    .filter((node) => !old.has(fingerprint(node)))
    .map((node): Hit => {
      const command = textOf(childOf(node, 'command'));
      const usual = command !== null && CLOUD_PROGRAMS.test(command);
      const message = usual
        ? `${change.address} gets its credentials from the program \`${command}\` on every plan.`
        : `${change.address} runs a program of its own on every plan.`;
      return { message, line: node.line, severity: usual ? 'info' : 'high' };
    });
}

function execBlocks(state: ParsedChange['after']): readonly Node[] {
  const blocks = walk(treeOf(state)).filter(({ name }) => name === 'exec');
  return blocks.flatMap((node) => [node, ...node.children]).filter((node) => childOf(node, 'command'));
}
