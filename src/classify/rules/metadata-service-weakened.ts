// Finding rule: machines give their credentials to whoever can make them fetch an address. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { openedMetadata } from '../kubernetes/chart-values.ts';
import { words } from '../settings/scales.ts';
import type { Setting } from '../settings/setting.ts';
import { weakenings } from '../settings/weakenings.ts';

const WEAK = 'answers requests for its credentials without a token (IMDSv1)';
const NEW = { below: 1, severity: 'low' } as const;
const TOKENS = {
  weak: WEAK,
  scale: words('optional', 'required|no-preference'),
  severity: 'medium',
} as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html */
const SETTINGS: readonly Setting[] = [
  {
    // What is not said is decided by the image and the account.
    types: 'aws_instance aws_launch_template aws_launch_configuration aws_spot_instance_request',
    path: 'metadata_options.http_tokens launch_template_data.metadata_options.http_tokens',
    absent: null,
    created: NEW,
    ...TOKENS,
  },
  {
    types: 'aws_ec2_instance_metadata_defaults',
    path: 'http_tokens',
    absent: null,
    created: NEW,
    ...TOKENS,
  },
  {
    types: 'aws_sagemaker_notebook_instance',
    path: 'instance_metadata_service_configuration.minimum_instance_metadata_service_version',
    weak: WEAK,
    scale: words('1', '2'),
    absent: 0,
    severity: 'medium',
  },
];

export const metadataServiceWeakened: ChangeRule = {
  on: 'change',
  id: 'metadata-service-weakened',
  title: 'Credentials of a machine for a plain request',
  severity: 'medium',
  confidence: 'high',
  why: 'The first version of the metadata service answers a plain GET with the credentials of the machine’s role. A program on it that can be made to fetch an address (SSRF, an open proxy) then gives them away; the second version asks for a token that such programs cannot get.',
  remedy: 'Set `http_tokens` to `required`, and keep the hop limit at 1 where no containers need more.',
  check: (change, { diff }) => [...weakenings(change, SETTINGS, diff), ...openedMetadata(change)],
};
