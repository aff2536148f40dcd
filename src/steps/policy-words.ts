// Words of a policy that other stages give a meaning to: what its linter compares with. Used by the App and the command line.
import { CLOUDFORMATION_KINDS, FINDING_RULES, TERRAFORM_KINDS } from '../classify/index.ts';
import { FORMATS, OPAQUE_TABLE } from '../formats/index.ts';
import type { Vocabulary } from '../policy/index.ts';

/** Files that no format reads and that still are changes: what tools take in, and what deploy jobs run. */
const OF_FILES = [
  'atmos',
  'cdk',
  'file',
  'helm-input',
  'kustomize-input',
  'pulumi',
  'terraform-input',
  'terragrunt',
  'unrecognised',
];

export const POLICY_WORDS: Vocabulary = {
  findings: FINDING_RULES.map(({ id }) => id),
  formats: [...FORMATS, ...OPAQUE_TABLE].map(({ id }) => id).concat(OF_FILES),
  types: new Map([...TERRAFORM_KINDS, ...CLOUDFORMATION_KINDS]),
};
