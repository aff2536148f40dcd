// Shared shape of the AWS clients: region, endpoint override, credentials. Used by sts.ts and iam.ts.
import type { STSClientConfig } from '@aws-sdk/client-sts';

export type AwsConfig = {
  /** Overrides from the environment only, never from a policy or a request. Null: the endpoints of AWS. */
  readonly stsEndpoint: string | null;
  readonly iamEndpoint: string | null;
  /** The broker's own credentials; null: the SDK's default chain. */
  readonly credentials: AwsCredentials | null;
  /** Milliseconds for one attempt to connect and to be answered; absent: `AWS_TIMEOUTS`. */
  readonly timeouts?: AwsTimeouts;
};

export type AwsTimeouts = { readonly connectMs: number; readonly answerMs: number };

/** The SDK waits for ever by default; a held revocation would hold every other one of the same boundary. */
export const AWS_TIMEOUTS: AwsTimeouts = { connectMs: 3_000, answerMs: 10_000 };

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

type ClientConfig = Pick<
  STSClientConfig,
  'region' | 'endpoint' | 'credentials' | 'maxAttempts' | 'requestHandler'
>;

/** Three attempts are the SDK's own choice for throttling, 5xx and timeouts; nothing else is tried again. */
export function clientConfig(input: {
  readonly region: string;
  readonly endpoint: string | null;
  readonly credentials: AwsCredentials | null;
  readonly timeouts?: AwsTimeouts | undefined;
}): ClientConfig {
  const { connectMs, answerMs } = input.timeouts ?? AWS_TIMEOUTS;
  return {
    region: input.region,
    maxAttempts: 3,
    // Without the last member a late answer is only a warning of the SDK.
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
    ...(input.endpoint === null ? {} : { endpoint: input.endpoint }),
    ...(input.credentials === null ? {} : { credentials: input.credentials }),
  };
}

/** One value per key, made at first use: a policy without `deploy` never makes an AWS client. */
export function lazily<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
