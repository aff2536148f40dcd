// An error of the AWS SDK -> refused or unavailable, with the code on the wire. Used by sts.ts and iam.ts.

export type AwsFailure = {
  readonly kind: 'refused' | 'unavailable';
  readonly code: string;
  readonly why: string;
};

/** Answers by which AWS says that the request itself is wrong; everything else may pass by itself. */
const REFUSALS = new Set([
  'AccessDenied',
  'ExpiredToken',
  'InvalidClientTokenId',
  'InvalidIdentityToken',
  'LimitExceeded',
  'MalformedPolicyDocument',
  'NoSuchEntity',
  'PackedPolicyTooLarge',
  'RegionDisabled',
  'SignatureDoesNotMatch',
  'ValidationError',
  'CredentialsProviderError',
]);

/**
 * `name` is the wire code; only modelled errors carry the suffix `Exception`, so both spellings are one code. Text of
 * AWS is kept as detail for the log; it names principals and actions, never credentials.
 */
export function awsFailure(error: unknown): AwsFailure {
  const name = error instanceof Error ? error.name : 'Unknown';
  const code = name.replace(/Exception$/, '');
  const why = error instanceof Error ? error.message : 'the SDK threw something that is no error';
  return { kind: REFUSALS.has(code) ? 'refused' : 'unavailable', code, why };
}
