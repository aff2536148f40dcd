// Builds that start for strangers, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { webhookHits } from '../../../src/classify/workflow/build-webhooks.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const said = (change: ParsedChange): readonly string[] =>
  webhookHits(change).map(({ severity, message }) => `${severity}: ${message}`);

const HOOK = 'aws_codebuild_webhook';
const filters = (pairs: Readonly<Record<string, JsonValue>>): Values => ({
  project_name: 'p',
  filter_group: [{ filter: Object.entries(pairs).map(([type, pattern]) => ({ type, pattern })) }],
});
const PUSH = filters({ EVENT: 'PUSH' });
const PULL = filters({ EVENT: 'PULL_REQUEST_CREATED' });
const NONE = { project_name: 'p' };
const ANYBODY = 'starts for the pull request of anybody, from a fork too, with the rights of the build.';
const UNFILTERED =
  'has no filter: it starts for every pull request, of anybody, from a fork too, with the rights of the build.';
const TRIGGER = 'google_cloudbuild_trigger';
const asked = (more: Values = {}): Values => ({ github: [{ pull_request: [{ branch: 'main', ...more }] }] });

test.each<[string, ParsedChange, readonly string[]]>([
  ['without filters', resource(HOOK, NONE), [`medium: ${HOOK}.example ${UNFILTERED}`]],
  ['that loses its filters', resource(HOOK, NONE, PUSH), [`high: ${HOOK}.example ${UNFILTERED}`]],
  ['without filters as before', resource(HOOK, { ...NONE, a: 1 }, NONE), []],
  ['for pushes', resource(HOOK, PUSH, NONE), []],
  ['for pull requests', resource(HOOK, PULL, PUSH), [`high: ${HOOK}.example ${ANYBODY}`]],
  [
    'for pull requests of some',
    resource(HOOK, filters({ EVENT: 'PULL_REQUEST_CREATED', ACTOR_ACCOUNT_ID: '^(12|34)$' }), PUSH),
    [],
  ],
  [
    'for pull requests of whoever has such a number in theirs',
    resource(HOOK, filters({ EVENT: 'PULL_REQUEST_CREATED', ACTOR_ACCOUNT_ID: '12|34' }), PUSH),
    [
      `high: ${HOOK}.example starts for everybody whose account id only contains one that is allowed, with the rights of the build.`,
    ],
  ],
  [
    'for computed events',
    resource(HOOK, filters({ EVENT: { expression: 'var.e' } }), PUSH),
    [`high: ${HOOK}.example ${ANYBODY}`],
  ],
  [
    'that wait for a comment',
    resource(HOOK, {
      ...NONE,
      pull_request_build_policy: [{ requires_comment_approval: 'FORK_PULL_REQUESTS' }],
    }),
    [],
  ],
  [
    'that do not wait for one',
    resource(HOOK, { ...NONE, pull_request_build_policy: [{ requires_comment_approval: 'DISABLED' }] }),
    [`medium: ${HOOK}.example ${UNFILTERED}`],
  ],
  [
    'of a stack',
    resource('AWS::CodeBuild::Project', { Triggers: { Webhook: true } }, {}),
    [`high: AWS::CodeBuild::Project.example ${UNFILTERED}`],
  ],
  [
    'of a stack, for pushes',
    resource('AWS::CodeBuild::Project', {
      Triggers: { Webhook: true, FilterGroups: [[{ Type: 'EVENT', Pattern: 'PUSH' }]] },
    }),
    [],
  ],
  ['of a stack, switched off', resource('AWS::CodeBuild::Project', { Triggers: { Webhook: false } }), []],
  ['of Google', resource(TRIGGER, asked()), [`medium: ${TRIGGER}.example ${ANYBODY}`]],
  ['of Google, after a comment', resource(TRIGGER, asked({ comment_control: 'COMMENTS_ENABLED' })), []],
  [
    'of Google, no longer after one',
    resource(
      TRIGGER,
      asked({ comment_control: 'COMMENTS_DISABLED' }),
      asked({ comment_control: 'COMMENTS_ENABLED' }),
    ),
    [`high: ${TRIGGER}.example ${ANYBODY}`],
  ],
  [
    'of Google, after an approval',
    resource(TRIGGER, { ...asked(), approval_config: [{ approval_required: true }] }),
    [],
  ],
  ['of Google, for pushes', resource(TRIGGER, { github: [{ push: [{ branch: 'main' }] }] }), []],
  ['that goes', changeOf({ type: HOOK, action: 'delete', before: stateOf(NONE) }), []],
  ['of nobody', resource('aws_instance', NONE), []],
])('builds %s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});
