// Finding rule: applying runs a program beside the providers. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { bootPrograms } from '../execution/boot-programs.ts';
import { foreignTexts } from '../execution/foreign-texts.ts';
import { requestHits } from '../execution/azure-requests.ts';
import { machineCommandHits } from '../execution/machine-commands.ts';
import { newRuns, repeatedRuns, runsByType } from '../execution/runs.ts';
import type { Run } from '../execution/runs.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { newHooks } from '../kubernetes/hooks.ts';
import { podProgramHits } from '../kubernetes/pod-programs.ts';
import type { Node } from '../state-tree.ts';

export const execOnApply: ChangeRule = {
  on: 'change',
  id: 'exec-on-apply',
  title: 'Code runs on apply',
  severity: 'high',
  confidence: 'high',
  why: 'Provisioners, actions, custom resources, start-up scripts, macros and resources that wrap a script run programs on the machine that applies, or on the one it makes, with its credentials and outside every plan: what they do shows in no diff and cannot be undone by the next apply.',
  remedy:
    'Use a resource of a provider instead, or run the program in a workflow step of its own that people can review.',
  check: (change) => [
    ...newRuns(change, runOf),
    ...repeatedRuns(change, runOf),
    ...runsByType(change, TYPES),
    ...requestHits(change, 'apply'),
    ...machineCommandHits(change),
    ...customResource(change),
    ...foreignTexts(change),
    ...bootPrograms(change),
    ...newHooks(change),
    ...podProgramHits(change),
  ],
};

/** Blocks that run something, by the name in the path that says so. */
const BLOCKS: ReadonlyMap<string, Run> = new Map([
  ['local-exec', { what: 'A provisioner runs a command where Terraform runs', severity: 'high' }],
  ['remote-exec', { what: 'A provisioner runs commands on the machine it makes', severity: 'high' }],
  ['action_trigger', { what: 'An action is invoked on apply', severity: 'high' }],
  [
    'postrender',
    { what: 'A program rewrites the manifests of a chart before they are applied', severity: 'high' },
  ],
]);

function runOf(node: Node, path: readonly string[]): Run | null {
  const known = BLOCKS.get(node.name);
  if (known !== undefined) return known;
  // Of a resource itself: values of a chart may have a member of this name.
  if (path.length !== 2 || path[0] !== 'provisioner') return null;
  return node.name === 'file'
    ? { what: 'A provisioner copies files to the machine it makes', severity: 'medium' }
    : { what: 'A provisioner of an unknown sort runs', severity: 'high' };
}

const WRITTEN: Run = {
  what: 'A file is written where Terraform runs, for a later step to read or run',
  severity: 'low',
};
const SCRIPT: Run = { what: 'A resource runs a shell script on apply', severity: 'high' };
/** https://learn.microsoft.com/azure/virtual-machines/run-command-overview */
const ON_MACHINE: Run = {
  what: 'A resource runs commands on a machine, as its administrator',
  severity: 'high',
};
const EXTENSION: Run = {
  what: 'An extension is installed on a machine, as its administrator',
  severity: 'medium',
};
const PLAYBOOK: Run = { what: 'A resource runs a playbook on apply', severity: 'high' };

/** Resource types that run something as a whole. */
const TYPES: ReadonlyMap<string, Run> = new Map([
  ['aws_lambda_invocation', { what: 'A resource invokes a function on apply', severity: 'medium' }],
  ['shell_script', SCRIPT],
  ['shell_sensitive_script', SCRIPT],
  ['ssh_resource', SCRIPT],
  ['ansible_playbook', PLAYBOOK],
  ['azurerm_arc_machine_run_command', ON_MACHINE],
  ['azurerm_virtual_machine_extension', EXTENSION],
  ['azurerm_virtual_machine_run_command', ON_MACHINE],
  ['azurerm_virtual_machine_scale_set_extension', EXTENSION],
  ['azurerm_resource_deployment_script_azure_cli', SCRIPT],
  ['azurerm_resource_deployment_script_azure_power_shell', SCRIPT],
  ['local_file', WRITTEN],
  ['local_sensitive_file', WRITTEN],
]);

/** Resources of CloudFormation whose every creation, update and deletion calls a function (or notifies a topic). */
const CUSTOM_RESOURCE = /^Custom::|^AWS::CloudFormation::CustomResource$/;

function customResource({ type, address, action }: ParsedChange): readonly Hit[] {
  if (!CUSTOM_RESOURCE.test(type ?? '')) return [];
  if (action === 'delete') {
    const last = `The custom resource ${address} goes, and calls its function for the last time.`;
    return [{ message: last, line: null, severity: 'low' }];
  }
  const message = `The custom resource ${address} calls a function while the stack is deployed.`;
  return [{ message, line: null, severity: 'medium' }];
}
