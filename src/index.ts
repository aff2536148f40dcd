// The Probot app function: names the events the product listens to, nothing else. Loaded by server.ts.
import type { ApplicationFunction } from 'probot';
import {
  checkRunTriggers,
  checkSuiteTriggers,
  installationTriggers,
  pullRequestTriggers,
  pushTriggers,
  reviewTriggers,
  workflowRunTriggers,
  type Trigger,
} from './intake/index.ts';

export type AppOptions = {
  readonly appId: number;
  /** Turns triggers into durable work; the event is done when this resolves. */
  readonly take: (triggers: readonly Trigger[]) => Promise<void>;
  /** Drop what is remembered of team members or of permissions, and look at the open pull requests again. */
  readonly forget: (kind: 'teams' | 'permissions') => Promise<void>;
};

export function aigov({ appId, take, forget }: AppOptions): ApplicationFunction {
  return (app) => {
    app.on('pull_request', ({ payload }) => take(pullRequestTriggers(payload)));
    app.on('pull_request_review', ({ payload }) => take(reviewTriggers(payload)));
    app.on('check_run', ({ payload }) => take(checkRunTriggers(payload, appId)));
    app.on('check_suite.rerequested', ({ payload }) => take(checkSuiteTriggers(payload)));
    app.on('workflow_run', ({ payload }) => take(workflowRunTriggers(payload)));
    app.on('push', ({ payload }) => take(pushTriggers(payload)));
    app.on('installation', ({ payload }) => take(installationTriggers(payload)));
    app.on(['membership', 'team', 'organization'], () => forget('teams'));
    app.on('member', () => forget('permissions'));
  };
}
