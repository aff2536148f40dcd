// Shared shape of the AWS clients: region, endpoint override, credentials. Used by sts.ts and iam.ts.
import type { STSClientConfig } from '@aws-sdk/client-sts';

export type AwsConfig = {
  /** Overrides from the environment only, never from a policy or a request. Null: the endpoints of AWS. */
  readonly stsEndpoint: string | null;
  readonly iamEndpoint: string | null;
  /** The broker's own credentials; null: the SDK's default chain. */
  readonly credentials: AwsCredentials | null;
};

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

type ClientConfig = Pick<STSClientConfig, 'region' | 'endpoint' | 'credentials' | 'maxAttempts'>;

/** Three attempts are the SDK's own choice for throttling and 5xx; nothing else is tried again. */
export function clientConfig(input: {
  readonly region: string;
  readonly endpoint: string | null;
  readonly credentials: AwsCredentials | null;
}): ClientConfig {
  return {
    region: input.region,
    maxAttempts: 3,
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
