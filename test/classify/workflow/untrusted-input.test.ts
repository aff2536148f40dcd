// Which expressions put the words of strangers into their result.
import { expect, it } from 'vitest';
import { untrustedIn } from '../../../src/classify/workflow/untrusted-input.ts';
import fc from '../../properties.ts';

it.each<[string, string | null]>([
  ['github.event.issue.title', 'github.event.issue.title'],
  [" GitHub.Event['issue'].Body ", 'github.event.issue.body'],
  ['github.event.commits[0].message', 'github.event.commits.*.message'],
  ['github.event.commits.*.message', 'github.event.commits.*.message'],
  ['github.head_ref || github.ref_name', 'github.head_ref'],
  ["format('{0}', github.event.comment.body)", 'github.event.comment.body'],
  ['toJSON(github.event)', 'github.event'],
  ['toJson( github )', 'github'],
  ['toJSON(github.event.pull_request)', 'github.event.pull_request'],
  ["contains(github.event.issue.title, 'x')", null],
  ["startsWith(github.head_ref, 'a') && 'b' || 'c'", null],
  ["github.event.comment.body == 'go'", null],
  ["'go' != github.event.comment.body", null],
  ["github.head_ref && 'a' || 'b'", null],
  ["'github.event.issue.title'", null],
  ['github.event.issue.number', null],
  ['github.event.workflow_run.display_title', 'github.event.workflow_run.display_title'],
  ['github.event.check_suite.head_branch', 'github.event.check_suite.head_branch'],
  ['github.event.client_payload.pull_request.head.ref', 'github.event.client_payload.pull_request.head.ref'],
  ['github.event.client_payload.pull_request.number', null],
  [
    'github.event.client_payload.slash_command.args.named.env',
    'github.event.client_payload.slash_command.args.named.env',
  ],
  ['github.event.client_payload.title', null],
  ['github.event.inputs.title', null],
  ['github.event.issue', null],
  ['toJSON(needs)', null],
  ['my.github.event.issue.title', null],
  ['github.event.issue.titles', null],
])('%s: %s', (expression, expected) => {
  expect(untrustedIn(expression)).toBe(expected);
});

it('is total', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => untrustedIn(text) === null || true));
});
