// What the providers and the backend of a root say of where it takes effect, for everything in it.
import { expect, it, test } from 'vitest';
import type { Places } from '../../../src/model/change.ts';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

function placesOf(settings: string, more: Tree = {}): Places | undefined {
  const tree = (name: string): Tree => ({
    ...more,
    'settings.tf': settings,
    'main.tf': `resource "aws_x" "r" {\n  name = "${name}"\n}\n`,
  });
  return changesIn(tree('a'), tree('b'))[0]?.places;
}

it.each<[string, string, Places | undefined]>([
  ['nothing', '', undefined],
  ['no more than a region', 'provider "aws" {\n  alias = "w"\n  region = "eu-west-1"\n}\n', undefined],
  [
    'accounts and roles of providers',
    'provider "aws" {\n  allowed_account_ids = ["111122223333", 444455556666]\n  assume_role {\n    role_arn = "arn:aws:iam::777788889999:role/x"\n  }\n}\n',
    {
      accounts: ['111122223333', '444455556666', 'arn:aws:iam::777788889999:role/x'],
      workspaces: [],
    },
  ],
  [
    'the backend',
    'terraform {\n  required_version = ">= 1"\n  backend "s3" {\n    bucket = "state-111122223333"\n    key = "prod/x"\n    workspace_key_prefix = "apps"\n  }\n}\n',
    { accounts: ['prod/x', 'state-111122223333'], workspaces: ['apps'] },
  ],
  [
    'workspaces',
    'terraform {\n  cloud {\n    organization = "o"\n    workspaces {\n      name = "prod"\n    }\n  }\n}\n',
    { accounts: ['o'], workspaces: ['prod'] },
  ],
  [
    'workspaces that whoever runs it chooses from, by tags',
    'terraform {\n  cloud {\n    organization = "o"\n    workspaces {\n      tags = ["network"]\n    }\n  }\n}\n',
    { accounts: ['o'], workspaces: ['*', 'network'] },
  ],
  [
    'and behind a prefix',
    'terraform {\n  backend "remote" {\n    organization = "o"\n    workspaces {\n      prefix = "network-"\n    }\n  }\n}\n',
    { accounts: ['o'], workspaces: ['*', 'network-'] },
  ],
  [
    'the fixed part of what is computed',
    'provider "aws" {\n  profile = var.profile\n  assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/${var.role}"\n  }\n}\n',
    { accounts: ['"arn:aws:iam::111122223333:role/${var.role}"', 'var.profile'], workspaces: [] },
  ],
  ['no secret', 'provider "x" {\n  token = "hunter2"\n}\n', undefined],
])('%s', (_name, settings, expected) => {
  expect(placesOf(settings)).toEqual(expected);
});

test('values are resolved, with those of each set of values', () => {
  const settings = 'variable "account" {}\nprovider "aws" {\n  allowed_account_ids = [var.account]\n}\n';
  const more = { 'prod.tfvars': 'account = "111122223333"\n', 'dev.tfvars': 'account = "444455556666"\n' };
  // What both make the same of is told once, for both.
  expect(placesOf(settings, more)).toEqual({ accounts: ['111122223333', '444455556666'], workspaces: [] });
});

test('a module has the places of the root that calls it', () => {
  const tree = (name: string): Tree => ({
    'prod/main.tf':
      'provider "aws" {\n  allowed_account_ids = ["111122223333"]\n}\nmodule "m" {\n  source = "../m"\n}\n',
    'm/main.tf': `resource "aws_x" "r" {\n  name = "${name}"\n}\n`,
  });
  expect(changesIn(tree('a'), tree('b'))).toMatchObject([
    { address: 'module.m.aws_x.r', places: { accounts: ['111122223333'] } },
  ]);
});
