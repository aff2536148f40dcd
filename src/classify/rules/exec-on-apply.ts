// Finding rule: planning or applying runs a program. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, fingerprint, segmentsOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { ownTextsOf } from '../values.ts';

export const execOnApply: ChangeRule = {
  on: 'change',
  id: 'exec-on-apply',
  title: 'Code runs on plan or apply',
  severity: 'high',
  confidence: 'high',
  why: 'Provisioners, `external` data sources and hooks run programs on the machine that plans or applies, with its credentials and outside every plan. `http` data sources reach out from there, and files written there can be run by a later step.',
  remedy:
    'Use a resource of a provider instead, or run the program in a workflow step of its own that people can review.',
  check: (change) => {
    const old = new Set(runsIn(treeOf(change.before)).map(({ node }) => fingerprint(node)));
    const fresh = runsIn(treeOf(change.after)).filter(
      ({ node, path }) => !old.has(fingerprint(node)) || masked(change, path),
    );
    return [
      ...fresh.map(({ what, severity, node }): Hit => ({ message: `${what}.`, line: node.line, severity })),
      ...byType(change),
    ];
  },
};

type Run = {
  readonly what: string;
  readonly severity: Severity;
  readonly node: Node;
  readonly path: readonly string[];
};

/** Blocks that run something, by the segment of the path that names them. */
const BLOCKS: readonly { readonly name: RegExp; readonly what: string; readonly severity: Severity }[] = [
  { name: /^local-exec$/, what: 'A provisioner runs a command where Terraform runs', severity: 'high' },
  { name: /^remote-exec$/, what: 'A provisioner runs commands on the machine it makes', severity: 'high' },
  {
    name: /^(before|after|error)_hook$/,
    what: 'A hook runs a command around plan and apply',
    severity: 'high',
  },
  { name: /^action_trigger$/, what: 'An action is invoked on apply', severity: 'high' },
];

/** Types that run or reach out as a whole. */
const TYPES: ReadonlyMap<string, { readonly what: string; readonly severity: Severity }> = new Map([
  ['data external', { what: 'An external data source runs a program on every plan', severity: 'high' }],
  ['data http', { what: 'An http data source makes a request on every plan', severity: 'medium' }],
  [
    'data aws_lambda_invocation',
    { what: 'A data source invokes a function on every plan', severity: 'medium' },
  ],
  ['aws_lambda_invocation', { what: 'A resource invokes a function on apply', severity: 'medium' }],
  ['shell_script', { what: 'A resource runs a shell script on apply', severity: 'high' }],
  [
    'local_file',
    { what: 'A file is written where Terraform runs, for a later step to read or run', severity: 'low' },
  ],
  [
    'local_sensitive_file',
    { what: 'A file is written where Terraform runs, for a later step to read or run', severity: 'low' },
  ],
]);

function runsIn(node: Node, path: readonly string[] = []): readonly Run[] {
  const here = [...path, node.name].filter((name) => name !== '');
  const block = blockOf(node, here);
  if (block !== undefined) return [{ ...block, node, path: here }];
  const calls = ownTextsOf(node).unknown.some((source) => /\brun_cmd\s*\(/.test(source));
  const own: readonly Run[] = calls
    ? [
        {
          what: 'A function call runs a command while the configuration is read',
          severity: 'high',
          node,
          path: here,
        },
      ]
    : [];
  return [...own, ...node.children.flatMap((below) => runsIn(below, here))];
}

function blockOf(node: Node, path: readonly string[]): (typeof BLOCKS)[number] | undefined {
  const known = BLOCKS.find(({ name }) => name.test(node.name));
  if (known !== undefined || path.at(-2) !== 'provisioner') return known;
  const what = `A provisioner${node.name === 'file' ? ' copies files to the machine it makes' : ' of an unknown sort runs'}`;
  return { name: /./, what, severity: node.name === 'file' ? 'medium' : 'high' };
}

/** A masked command looks the same on both sides, but the list of what differs tells. */
function masked(change: ParsedChange, path: readonly string[]): boolean {
  return change.attributes.some(
    (attribute) =>
      attribute.sensitive && path.every((name, index) => segmentsOf(attribute.path)[index] === name),
  );
}

/** Resources of CloudFormation whose every creation, update and deletion calls a function (or notifies a topic). */
const CUSTOM_RESOURCE = /^Custom::|^AWS::CloudFormation::CustomResource$/;

/** Any change of such a thing is a new run, as its arguments are what is run. */
function byType(change: ParsedChange): readonly Hit[] {
  if (CUSTOM_RESOURCE.test(change.type ?? '')) {
    const message = `The custom resource ${change.address} calls a function while the stack is deployed.`;
    return [{ message, line: null, severity: 'medium' }];
  }
  const data = isData(change);
  const found = TYPES.get(data ? `data ${change.type ?? ''}` : (change.type ?? ''));
  const nested = nestedData(change);
  if (change.after === null) return [];
  return [...(found === undefined ? [] : [found]), ...nested].map(({ what, severity }) => ({
    message: `${what}.`,
    line: null,
    severity,
  }));
}

/** A check block may hold a data source of its own. */
function nestedData(change: ParsedChange): readonly { readonly what: string; readonly severity: Severity }[] {
  if (change.type !== 'check') return [];
  const types = childOf(treeOf(change.after), 'data')?.children ?? [];
  return types.map(({ name }) => TYPES.get(`data ${name}`)).filter((found) => found !== undefined);
}
