// Associations of Systems Manager, which run a document on machines by themselves: called by rules/exec-on-apply.ts.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';

/** Documents of AWS whose parameters are the program. */
const ANY_PROGRAM =
  /^(?:arn:[^/]*document\/)?AWS-(?:Run(?:Shell|PowerShell|Remote|Salt)\w*|RunDocument|ApplyAnsiblePlaybooks|ApplyChefRecipes|ApplyDSCMofs)$/;

export function machineCommandHits(change: ParsedChange): readonly Hit[] {
  const { before, after, address } = change;
  if (equivalentType(change) !== 'aws_ssm_association' || after === null) return [];
  if (before !== null && programOf(before) === programOf(after)) return [];
  const name = childOf(treeOf(after), 'name');
  const document = textOf(name);
  if (document !== null && ANY_PROGRAM.test(document))
    return [
      {
        message: `${address} runs a program of its own on machines, as their administrator.`,
        line: name?.line ?? null,
        severity: 'high',
      },
    ];
  // What else AWS publishes keeps machines in order, and takes no program.
  if (document !== null && /^AWS(?:EC2)?-/.test(document)) return [];
  return [
    {
      message: `${address} runs a document on machines, as their administrator.`,
      line: name?.line ?? null,
      severity: 'medium',
    },
  ];
}

function programOf(state: ResourceState): string {
  const tree = treeOf(state);
  return ['name', 'parameters', 'targets', 'document_version']
    .map((name) => childOf(tree, name))
    .map((node) => (node === undefined ? '' : fingerprint(node)))
    .join('\n');
}
