// By what claims GitHub names a workflow, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { subjectTemplateHits } from '../../../../src/classify/iam/trust/subject-templates.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import { resource } from '../../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const TEMPLATE = 'github_actions_repository_oidc_subject_claim_customization_template';
const keys = (...names: readonly string[]): Values => ({ use_default: false, include_claim_keys: names });
const said = (after: Values, before?: Values): readonly string[] =>
  subjectTemplateHits(resource(TEMPLATE, after, ...(before === undefined ? [] : [before]))).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
const lost = `high: ${TEMPLATE}.example no longer names the repository to the clouds that trust its workflows (repository_owner): other repositories look the same to them.`;

test.each<[string, Values, Values | undefined, readonly string[]]>([
  ['the owner alone', keys('repository_owner'), undefined, [lost]],
  ['the owner alone, no longer the default', keys('repository_owner'), { use_default: true }, [lost]],
  ['the owner alone as before', { ...keys('repository_owner'), a: 1 }, keys('repository_owner'), []],
  [
    'the repository and more',
    keys('repo', 'job_workflow_ref'),
    undefined,
    [
      `medium: ${TEMPLATE}.example changes by what claims clouds know a workflow (repo, job_workflow_ref): roles that trust the old ones may trust others.`,
    ],
  ],
  ['what the default says', keys('repo', 'context'), undefined, []],
  ['the default', { use_default: true }, undefined, []],
])('%s', (_name, after, before, expected) => {
  expect(said(after, before)).toEqual(expected);
});

test('what is no template', () => {
  expect(subjectTemplateHits(resource('github_repository', keys('repository_owner')))).toEqual([]);
});
