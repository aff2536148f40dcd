// Associations of Systems Manager: which run a program, and when it is another one.
import { expect, test } from 'vitest';
import { machineCommandHits } from '../../../src/classify/execution/machine-commands.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { resource } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const RUN = { name: 'AWS-RunShellScript', 'parameters.commands': 'uptime' };
const said = (type: string, after: Values, before?: Values): readonly string[] =>
  machineCommandHits(resource(type, after, ...(before === undefined ? [] : [before]))).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
const PROGRAM = 'runs a program of its own on machines, as their administrator.';

test.each<[string, string, Values, Values | undefined, readonly string[]]>([
  ['a program', 'aws_ssm_association', RUN, undefined, [`high: aws_ssm_association.example ${PROGRAM}`]],
  [
    'another program',
    'aws_ssm_association',
    { ...RUN, 'parameters.commands': 'x' },
    RUN,
    [`high: aws_ssm_association.example ${PROGRAM}`],
  ],
  ['the same program', 'aws_ssm_association', { ...RUN, association_name: 'x' }, RUN, []],
  [
    'a program of a stack',
    'AWS::SSM::Association',
    { Name: 'AWS-RunShellScript' },
    undefined,
    [`high: AWS::SSM::Association.example ${PROGRAM}`],
  ],
  ['what keeps an inventory', 'aws_ssm_association', { name: 'AWS-GatherSoftwareInventory' }, undefined, []],
  [
    'a document of the house',
    'aws_ssm_association',
    { name: { expression: 'aws_ssm_document.d.name' } },
    undefined,
    ['medium: aws_ssm_association.example runs a document on machines, as their administrator.'],
  ],
  ['what is none', 'aws_instance', RUN, undefined, []],
])('%s', (_name, type, after, before, expected) => {
  expect(said(type, after, before)).toEqual(expected);
});
