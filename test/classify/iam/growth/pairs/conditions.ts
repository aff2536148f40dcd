// Labelled pairs that differ in conditions. Read by compare-documents.test.ts.
import type { JsonStatement } from '../policy.ts';
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

type Condition = NonNullable<JsonStatement['Condition']>;

/** One Allow of s3:GetObject under one condition, then under another; null: under none. */
function conditions(
  name: string,
  before: Condition | null,
  after: Condition | null,
  verdict: LabelledPair['verdict'],
): LabelledPair {
  const statement = (Condition: Condition | null): JsonStatement => ({
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::prod-data/*',
    ...(Condition === null ? {} : { Condition }),
  });
  const label = verdict === 'grows' || verdict === 'both' ? { verdict, action: 's3:GetObject' } : { verdict };
  return pair('identity', name, { before: statement(before), after: statement(after) }, label);
}

const VPCE = 'aws:SourceVpce';
const TAGS = 'aws:TagKeys';

export const CONDITIONS: readonly LabelledPair[] = [
  conditions('a condition less', { StringEquals: { [VPCE]: 'vpce-1' } }, null, 'grows'),
  conditions('a condition more', null, { StringEquals: { [VPCE]: 'vpce-1' } }, 'shrinks'),
  conditions(
    'a value more',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEquals: { [VPCE]: ['vpce-1', 'vpce-2'] } },
    'grows',
  ),
  conditions(
    'a value less',
    { StringEquals: { [VPCE]: ['vpce-1', 'vpce-2'] } },
    { StringEquals: { [VPCE]: 'vpce-1' } },
    'shrinks',
  ),
  conditions(
    'one value for another',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEquals: { [VPCE]: 'vpce-2' } },
    'both',
  ),
  conditions(
    'a wildcard for the value',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringLike: { [VPCE]: 'vpce-*' } },
    'grows',
  ),
  conditions(
    'a star in StringEquals is a star',
    { StringEquals: { [VPCE]: 'vpce-*' } },
    { StringLike: { [VPCE]: 'vpce-*' } },
    'grows',
  ),
  conditions(
    'StringLike without a wildcard is StringEquals',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringLike: { [VPCE]: 'vpce-1' } },
    'same',
  ),
  conditions('any value but not none', { StringLike: { [VPCE]: '*' } }, null, 'grows'),
  conditions(
    'any value is a value that is there',
    { StringLike: { [VPCE]: '*' } },
    { Null: { [VPCE]: 'false' } },
    'same',
  ),
  conditions(
    'IfExists lets requests without the key through',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEqualsIfExists: { [VPCE]: 'vpce-1' } },
    'grows',
  ),
  conditions(
    'IfExists taken away',
    { StringEqualsIfExists: { [VPCE]: 'vpce-1' } },
    { StringEquals: { [VPCE]: 'vpce-1' } },
    'shrinks',
  ),
  conditions(
    'case of keys',
    { StringEquals: { 'AWS:sourceVPCE': 'vpce-1' } },
    { StringEquals: { [VPCE]: 'vpce-1' } },
    'same',
  ),
  conditions(
    'case of values',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEquals: { [VPCE]: 'VPCE-1' } },
    'both',
  ),
  conditions(
    'case of values that does not count any more',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEqualsIgnoreCase: { [VPCE]: 'VPCE-1' } },
    'grows',
  ),
  conditions(
    'a negated operator is true without the key',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringNotEquals: { [VPCE]: 'vpce-2' } },
    'grows',
  ),
  conditions(
    'a value more in a negated operator',
    { StringNotEquals: { [VPCE]: 'vpce-1' } },
    { StringNotEquals: { [VPCE]: ['vpce-1', 'vpce-2'] } },
    'shrinks',
  ),
  conditions(
    'a value less in a negated operator',
    { StringNotEquals: { [VPCE]: ['vpce-1', 'vpce-2'] } },
    { StringNotEquals: { [VPCE]: 'vpce-1' } },
    'grows',
  ),
  conditions(
    'a negated IfExists is the same',
    { StringNotEquals: { [VPCE]: 'vpce-1' } },
    { StringNotEqualsIfExists: { [VPCE]: 'vpce-1' } },
    'same',
  ),
  conditions(
    'a wider network',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/16' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    'grows',
  ),
  conditions(
    'a narrower network',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/16' } },
    'shrinks',
  ),
  conditions(
    'two halves of a network',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } },
    'same',
  ),
  conditions(
    'halves with a hole',
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.192.0.0/10'] } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    'grows',
  ),
  conditions(
    'an address in other spelling',
    { IpAddress: { 'aws:SourceIp': '10.0.0.7' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.7/32' } },
    'same',
  ),
  conditions(
    'version 6 as well',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } },
    'grows',
  ),
  conditions(
    'all addresses but some',
    { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/16' } },
    'grows',
  ),
  conditions(
    'every address of version 4 still needs one',
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    null,
    'grows',
  ),
  conditions('without MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, null, 'grows'),
  conditions(
    'MFA that need not be told',
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
    'grows',
  ),
  conditions(
    'case of a flag',
    { Bool: { 'aws:SecureTransport': 'true' } },
    { Bool: { 'aws:SecureTransport': 'True' } },
    'same',
  ),
  conditions(
    'a key that is always there',
    { Bool: { 'aws:SecureTransport': 'true' } },
    { BoolIfExists: { 'aws:SecureTransport': 'true' } },
    'same',
  ),
  conditions(
    'a later end',
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
    'grows',
  ),
  conditions(
    'the same moment in another zone',
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T01:00:00+01:00' } },
    'same',
  ),
  conditions(
    'the last moment included',
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { DateLessThanEquals: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    'grows',
  ),
  conditions(
    'a higher number',
    { NumericLessThanEquals: { 's3:max-keys': '10' } },
    { NumericLessThanEquals: { 's3:max-keys': '100' } },
    'grows',
  ),
  conditions(
    'a number in other spelling',
    { NumericEquals: { 's3:max-keys': '10' } },
    { NumericEquals: { 's3:max-keys': '10.0' } },
    'same',
  ),
  conditions(
    'two keys where there was one',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEquals: { [VPCE]: 'vpce-1', 'aws:PrincipalOrgID': 'o-1' } },
    'shrinks',
  ),
  conditions(
    'one key where there were two',
    { StringEquals: { [VPCE]: 'vpce-1', 'aws:PrincipalOrgID': 'o-1' } },
    { StringEquals: { [VPCE]: 'vpce-1' } },
    'grows',
  ),
  conditions(
    'one key for another',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    'both',
  ),
  conditions(
    'ForAllValues is true without the key',
    { 'ForAnyValue:StringEquals': { [TAGS]: ['a', 'b'] } },
    { 'ForAllValues:StringEquals': { [TAGS]: ['a', 'b'] } },
    'both',
  ),
  conditions(
    'ForAllValues with one value more',
    { 'ForAllValues:StringEquals': { [TAGS]: ['a'] } },
    { 'ForAllValues:StringEquals': { [TAGS]: ['a', 'b'] } },
    'grows',
  ),
  conditions(
    'ForAllValues beside a check that the key is there',
    { 'ForAllValues:StringEquals': { [TAGS]: ['a'] }, Null: { [TAGS]: 'false' } },
    { 'ForAllValues:StringEquals': { [TAGS]: ['a'] } },
    'grows',
  ),
  conditions(
    'ForAnyValue with one value less',
    { 'ForAnyValue:StringEquals': { [TAGS]: ['a', 'b'] } },
    { 'ForAnyValue:StringEquals': { [TAGS]: ['a'] } },
    'shrinks',
  ),
  conditions('the key must be missing', { Null: { 'aws:TokenIssueTime': 'true' } }, null, 'grows'),
  conditions('missing or there', { Null: { 'aws:TokenIssueTime': ['true', 'false'] } }, null, 'same'),
  conditions(
    'ARN parts stop at colons',
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } },
    { StringLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } },
    'grows',
  ),
  conditions(
    'ArnEquals is ArnLike',
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:a*' } },
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:a*' } },
    'same',
  ),
  conditions(
    'an account wildcard',
    { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } },
    { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
    'grows',
  ),
  conditions('an empty list of values allows nothing', { StringEquals: { [VPCE]: [] } }, null, 'grows'),
  conditions(
    'order of values',
    { StringEquals: { [VPCE]: ['vpce-2', 'vpce-1'] } },
    { StringEquals: { [VPCE]: ['vpce-1', 'vpce-2', 'vpce-1'] } },
    'same',
  ),
  conditions(
    'an operator that IAM does not have',
    { StringEquals: { [VPCE]: 'vpce-1' } },
    { StringResembles: { [VPCE]: 'vpce-1' } },
    'unknown',
  ),
  conditions(
    'a network that is none',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/99' } },
    'unknown',
  ),
  pair(
    'identity',
    'a flag that may be true, false or absent',
    {
      before: [
        {
          Action: 's3:GetObject',
          Resource: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
        {
          Action: 's3:GetObject',
          Resource: '*',
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
      ],
      after: { Action: 's3:GetObject', Resource: '*' },
    },
    { verdict: 'same' },
  ),
];
