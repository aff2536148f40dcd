// What the parts of a running server share. Put together by server.ts.
import type { AwsCredentials } from '../adapters/aws/client-config.ts';
import type { GitHubClients, PinWatch } from '../adapters/github/index.ts';
import type { Logger } from '../adapters/log.ts';
import type { Store } from '../adapters/store/index.ts';
import type { ServerSettings } from '../config/settings.ts';
import type { Ports } from '../ports.ts';
import type { Metrics } from '../web/metrics.ts';

export type Foundation = {
  readonly settings: ServerSettings;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly store: Store;
  readonly clients: GitHubClients;
  readonly pins: PinWatch;
  readonly readers: Ports['readers'];
  /** Null: what the AWS SDK finds. */
  readonly awsCredentials: AwsCredentials | null;
};

export type Parts = Foundation & { readonly ports: Ports; readonly metrics: Metrics };
