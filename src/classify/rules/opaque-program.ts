// Finding rule: a program that makes or deploys infrastructure changes, and only people can read it. Listed in registry.ts.
import type { Severity } from '../../model/words.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule } from '../finding.ts';
import { segmentsOf } from '../state-tree.ts';
import { short } from '../workflow/parts.ts';

export const opaqueProgram: ChangeRule = {
  on: 'change',
  id: 'opaque-program',
  title: 'Program that only people can read',
  severity: 'medium',
  confidence: 'high',
  why: 'What a program, a script or a template makes is known only when it runs. Such a file is recognised and counted as critical, but none of the other findings can speak of it: silence about it means nothing.',
  remedy:
    'Read the file, or add what comes of it to the pull request: the synthesized template, the rendered manifests or the plan.',
  check: (change) => {
    if (!change.opaque || change.type !== null || change.action === 'delete') return [];
    const found = BY_NAME.find(({ name }) => name.test(change.file)) ?? BY_FORMAT.get(change.format);
    if (found === undefined) return [];
    const { help, severity } = found;
    const what = whatChanges(change) ?? found.what;
    const advice = help === null ? '' : `; ${help} would show it`;
    const message = `${what}, and cannot be seen from here${advice}.`;
    const line = change.attributes.find(({ after }) => after !== null)?.line ?? null;
    return [{ message, line, ...(severity === undefined ? {} : { severity }) }];
  },
};

/** Names that one sentence holds. */
const MOST_NAMES = 3;

/** Of a pipeline whose parts are known: which of them are others. */
function whatChanges({ attributes }: ParsedChange): string | null {
  const parts = Map.groupBy(
    attributes.map(({ path }) => segmentsOf(path)),
    ([part = '']) => part,
  );
  if (parts.size === 0) return null;
  const names = [...parts].map(([part, paths]) => {
    const keys = [...new Set(paths.flatMap(([, key]) => key ?? []))];
    const shown = [...keys.slice(0, MOST_NAMES).map(short), ...(keys.length > MOST_NAMES ? ['…'] : [])];
    return `\`${short(part)}\`${shown.length === 0 ? '' : ` (${shown.join(', ')})`}`;
  });
  const told = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${told}${more} ${names.length > 1 ? 'change' : 'changes'}: what the pipeline does there with its credentials is decided when it runs`;
}

type Program = {
  /** What stays unseen, as the begin of a sentence. */
  readonly what: string;
  /** The artefact that shows it, null where there is none. */
  readonly help: string | null;
  readonly severity?: Severity;
};

const SYNTHESIZED = 'the synthesized template';
const RENDERED = 'the rendered manifest';
const STEPS = 'The steps that this file runs with the credentials of the pipeline decide what it does';

/** What a name says beyond the format. */
const BY_NAME: readonly (Program & { readonly name: RegExp })[] = [
  {
    // They run where people commit, and in a pipeline that checks the same.
    name: /(?:^|\/)\.pre-commit-(?:config|hooks)\.ya?ml$/i,
    what: 'What these hooks run where people commit is decided by other repositories',
    help: null,
    severity: 'low',
  },
  {
    // https://developer.hashicorp.com/terraform/language/tests: a run applies unless it says that it plans.
    name: /\.(?:tftest|tofutest)\.(?:hcl|json)$/i,
    what: 'What this test makes and destroys, with the credentials of whoever runs it, is decided when it runs',
    help: null,
  },
];

/** By format. What has no line here is no program: its own format says what is opaque in it. */
const BY_FORMAT: ReadonlyMap<string, Program> = new Map<string, Program>([
  ['cdk', { what: 'What this CDK project makes is decided by a program', help: SYNTHESIZED }],
  [
    'pulumi',
    { what: 'What this Pulumi project makes is decided by a program', help: 'a preview of this commit' },
  ],
  [
    'serverless',
    { what: 'What this Serverless project makes is decided when it is packaged', help: SYNTHESIZED },
  ],
  [
    'bicep',
    { what: 'What this Bicep file makes is decided when it is compiled', help: 'the compiled template' },
  ],
  [
    'arm',
    { what: 'What this Azure template makes is decided when it is deployed', help: 'a what-if result' },
  ],
  [
    'ansible',
    { what: 'What this playbook does is decided on the machines it runs on', help: 'a run in check mode' },
  ],
  [
    'local-hooks',
    {
      what: 'What this runs on the machines of whoever works here, with their credentials, is decided there',
      help: null,
    },
  ],
  [
    'stack-settings',
    {
      what: 'What stacks become with values given elsewhere is decided where they are deployed',
      help: 'a change set',
    },
  ],
  [
    'kubernetes',
    {
      what: 'What the part of this file that is no object of Kubernetes means is decided by whatever else reads it',
      help: null,
    },
  ],
  ['packer', { what: 'What goes into the image is decided when it is built', help: null }],
  ['nomad', { what: 'What this job runs is decided when it is planned', help: 'a plan of the job' }],
  ['jsonnet', { what: 'What this Jsonnet file makes is decided when it is rendered', help: RENDERED }],
  ['helmfile', { what: 'What these releases bring is decided when they are rendered', help: RENDERED }],
  [
    'template',
    { what: 'What comes of this template is decided when it is filled in', help: 'the filled-in text' },
  ],
  ['hcl', { what: 'What this HCL file means is decided by a tool of its own', help: null }],
  [
    'terragrunt',
    { what: 'What this Terragrunt file brings is decided when it is read', help: 'a plan of this commit' },
  ],
  [
    'terraform-settings',
    {
      what: 'Where providers are installed from may be decided by this file (`dev_overrides`, mirrors)',
      help: null,
      severity: 'high',
    },
  ],
  ['jenkins', { what: STEPS, help: null }],
  ['gitlab-ci', { what: STEPS, help: null }],
  ['circleci', { what: STEPS, help: null }],
  ['azure-pipelines', { what: STEPS, help: null }],
  ['ci', { what: STEPS, help: null }],
  [
    'github-action',
    { what: 'What this file does is decided when an action or a workflow runs it', help: null },
  ],
  ['make', { what: 'What this file runs is decided when it is called', help: null }],
  ['shell', { what: 'What this script does is decided when it runs', help: null }],
  [
    'dockerfile',
    { what: 'What goes into the image is decided when it is built', help: null, severity: 'low' },
  ],
  [
    'submodule',
    { what: 'Another repository stands here', help: 'the diff of that repository', severity: 'high' },
  ],
  [
    'symlink',
    {
      what: 'This is a link, and what it stands for is the content of another file',
      help: null,
      severity: 'low',
    },
  ],
]);
