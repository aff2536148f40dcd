// metadata-service-weakened: requests without a token, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { metadataServiceWeakened } from '../../../src/classify/rules/metadata-service-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

const TOKENS = 'metadata_options[0].http_tokens';
const at = (value: string): { readonly [TOKENS]: string } => ({ [TOKENS]: value });

test.each<[string, ParsedChange, readonly string[]]>([
  ['no longer asked for', resource('aws_instance', at('optional'), at('required')), ['medium']],
  ['asked for', resource('aws_instance', at('required'), at('optional')), []],
  [
    'said nothing of any more',
    resource('aws_instance', { ami: 'a' }, { ami: 'a', ...at('required') }),
    ['low'],
  ],
  ['left off a new machine', resource('aws_launch_template', at('optional')), ['low']],
  ['not spoken of', resource('aws_instance', { ami: 'a' }), []],
  [
    'in a template',
    resource(
      'AWS::EC2::LaunchTemplate',
      { 'LaunchTemplateData.MetadataOptions.HttpTokens': 'optional' },
      { 'LaunchTemplateData.MetadataOptions.HttpTokens': 'required' },
    ),
    ['medium'],
  ],
])('%s', (_name, change, expected) => {
  const hits = metadataServiceWeakened.check(change, contextOf());
  expect(hits.map(({ severity }) => severity)).toEqual(expected);
});
