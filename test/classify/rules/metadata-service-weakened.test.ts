// metadata-service-weakened: requests without a token, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { metadataServiceWeakened } from '../../../src/classify/rules/metadata-service-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

const TOKENS = 'metadata_options[0].http_tokens';
const at = (value: string): { readonly [TOKENS]: string } => ({ [TOKENS]: value });

const BLOCK = 'jupyterhub.singleuser.cloudMetadata.blockWithIptables';
const hub = (
  ...sides: Parameters<typeof resource> extends [string, ...infer Rest] ? Rest : never
): ParsedChange => ({
  ...resource('HelmValues', ...sides),
  address: 'values.yaml',
});

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
  ['pods of users that may ask', hub({ [BLOCK]: false }, { a: 1 }), ['medium']],
  ['pods of users that may ask as before', hub({ [BLOCK]: false, a: 2 }, { [BLOCK]: false, a: 1 }), []],
  ['pods of users that may not ask', hub({ [BLOCK]: true }, { [BLOCK]: false }), []],
  ['pods of users as the chart has them', hub({ [BLOCK]: null }, { [BLOCK]: true }), []],
  ['pods of users that may ask perhaps', hub({ [BLOCK]: '{{ .Values.x }}' }, { [BLOCK]: true }), ['low']],
])('%s', (_name, change, expected) => {
  const hits = metadataServiceWeakened.check(change, contextOf());
  expect(hits.map(({ severity = 'medium' }) => severity)).toEqual(expected);
});
