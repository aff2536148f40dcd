// Secrets by form and by name, each against the text that differs in one point. Values are made at run time.
import { describe, expect, test } from 'vitest';
import { BASE64, HEX, random, told } from '../marked.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const AWS_ID = `AK${'IA'}${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`;
const AWS_SECRET = random(40, BASE64);
const KEY_LINE = random(64, BASE64);
const BEGIN = (sort: string): string => `-----BEGIN ${sort}PRIVATE KEY-----`;
const HIGH = (what: string): string =>
  `1 high high ${/^[AEOa]/.test(what) ? 'An' : 'A'} ${what} stands here.`;

describe('by form', () => {
  test.each([
    ['GitHub token', `ghp_${random(36)}`],
    ['GitHub token', `github_pat_${random(22)}_${random(59)}`],
    ['GitLab token', `glpat-${random(20)}`],
    ['Slack token', `xoxb-${random(40)}`],
    ['Slack webhook', `https://hooks.slack.com/services/T${random(9)}/B${random(9)}/${random(24)}`],
    ['Stripe key', `sk_${'live'}_${random(24)}`],
    ['Google API key', `AIza${random(35)}`],
    ['Google client secret', `GOCSPX-${random(28)}`],
    ['key of an Azure storage account', `AccountKey=${random(86, BASE64)}==`],
    ['key of an Azure service', `SharedAccessKey=${random(43, BASE64)}=`],
    ['signed address of Azure storage', `?sv=2024&sig=${random(43)}%3D`],
    ['Azure client secret', `${random(3)}8Q~${random(34)}`],
    ['npm token', `npm_${random(36)}`],
    ['PyPI token', `pypi-AgEI${random(80)}`],
    ['Docker Hub token', `dckr_pat_${random(27)}`],
    ['HCP Terraform token', `${random(14)}.atlasv1.${random(67)}`],
    ['Vault token', `hvs.${random(95)}`],
    ['DigitalOcean token', `dop_v1_${random(64, HEX)}`],
    ['SendGrid key', `SG.${random(22)}.${random(43)}`],
    ['Shopify token', `shpat_${random(32, HEX)}`],
    ['Grafana token', `glsa_${random(41)}`],
    ['Databricks token', `dapi${random(32, HEX)}`],
    ['Atlassian token', `ATATT3${random(100)}`],
    ['Anthropic key', `sk-ant-api03-${random(95)}`],
    ['OpenAI key', `sk-proj-${random(60)}`],
    ['Hugging Face token', `hf_${random(34, `${LETTERS}${LETTERS.toLowerCase()}`)}`],
    ['New Relic key', `NRAK-${random(27, `${LETTERS}0123456789`)}`],
    ['Doppler token', `dp.pt.${random(43)}`],
    ['age key', `AGE-SECRET-KEY-1${random(58, `${LETTERS}0123456789`)}`],
    ['Telegram token', `${random(9, '123456789')}:AA${random(33)}`],
    ['Linear key', `lin_api_${random(40)}`],
    ['signed web token (JWT)', `eyJ${random(30)}.eyJ${random(60)}.${random(43)}`],
  ])('%s', (what, secret) => {
    expect(told(`echo ${secret}\n`)).toEqual([HIGH(what)]);
    // Made up, and a character short of any meaning.
    expect(told(`echo ${secret.slice(0, 12)}\n`)).toEqual([]);
  });

  test.each([
    ['GitHub token', `ghp_${random(36)}`],
    ['GitHub token', `github_pat_${random(22)}_${random(59)}`],
    ['Vault token', `hvs.${random(95)}-${random(9)}`],
  ])('%s in the place of a name is not quoted', (what, secret) => {
    expect(told(`token_name=${secret}`, '.env')).toEqual([
      `1 high high A ${what} is assigned to \`token_name\`.`,
    ]);
    expect(told(`${secret}=token_name`, '.env')).toEqual([HIGH(what)]);
  });

  test('words that mark a value as made up', () => {
    expect(told(`echo ghp_EXAMPLE${random(29)}\n`)).toEqual([]);
    expect(told(`echo ghp_${'x'.repeat(36)}\n`)).toEqual([]);
  });
});

describe('keys of AWS', () => {
  test('the id alone, and with its secret', () => {
    expect(told(`${AWS_ID}\n`)).toEqual(['1 medium high An access key id of AWS stands here.']);
    expect(told(`id: ${AWS_ID}\n${AWS_SECRET}\n`)).toEqual([
      '2 high high An access key of AWS with its secret stands here.',
    ]);
    expect(told(`id: ${AWS_ID}\n${'a\n'.repeat(9)}${AWS_SECRET}\n`)).toEqual([
      '1 medium high An access key id of AWS stands here.',
    ]);
  });

  test('the id of the documentation', () => {
    expect(told(`AK${'IA'}IOSFODNN7EXAMPLE\n`)).toEqual([]);
  });
});

describe('private keys', () => {
  test.each([
    ['of RSA', `${BEGIN('RSA ')}\n${KEY_LINE}\n`, ['1 high high A private key stands here.']],
    ['of OpenSSH', `${BEGIN('OPENSSH ')}\n${KEY_LINE}\n`, ['1 high high A private key stands here.']],
    [
      'in one line',
      `"key": "${BEGIN('')}\\n${KEY_LINE}"\n`,
      ['1 high high A private key is assigned to `key`.'],
    ],
    [
      'with a passphrase',
      `${BEGIN('ENCRYPTED ')}\n${KEY_LINE}\n`,
      ['1 medium high A private key with a passphrase stands here.'],
    ],
    ['only named', `grep -q "${BEGIN('RSA ')}" file\n`, []],
    ['of the public half', `-----BEGIN PUBLIC KEY-----\n${KEY_LINE}\n`, []],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('passwords in addresses', () => {
  test.each([
    [
      'of a database',
      'postgres://app:Xk29-qLm@db.example.org:5432/app',
      ['1 high medium A password in an address stands here.'],
    ],
    [
      "of one's own machine",
      'postgres://app:Xk29-qLm@localhost:5432/app',
      ['1 low medium A password in an address stands here.'],
    ],
    ['of a variable', 'postgres://app:${PASSWORD}@db.example.org/app', []],
    ['of the word itself', 'postgres://user:password@db.example.org/app', []],
    ['without one', 'https://db.example.org:5432/a@b', []],
  ])('%s', (_name, text, expected) => {
    expect(told(`${text}\n`, 'a.txt')).toEqual(expected);
  });

  test('in a header', () => {
    expect(told(`Authorization: Bearer ${random(40)}\n`, 'a.http')).toEqual([
      '1 high medium A credential in a header stands here.',
    ]);
    expect(told('Authorization: Bearer $TOKEN_FROM_ELSEWHERE\n', 'a.http')).toEqual([]);
  });
});

const KEY = random(32);
const LOOKS_KEY = (line: number, name: string): readonly string[] => [
  `${line} high medium A value that looks like a key is assigned to \`${name}\`.`,
];
const LOOKS_PASSWORD = (line: number, name: string): readonly string[] => [
  `${line} medium medium A value that looks like a password is assigned to \`${name}\`.`,
];

describe('by name', () => {
  test.each([
    ['Terraform', 'a.tf', `api_key = "${KEY}"`, LOOKS_KEY(1, 'api_key')],
    ['a name without a secret', 'a.tf', `api_path = "${KEY}"`, []],
    ['a name about a secret', 'a.tf', `api_key_name = "${KEY}"`, []],
    ['JSON', 'a.json', `{ "clientSecret": "${KEY}" }`, LOOKS_KEY(1, 'clientSecret')],
    ['YAML without quotes', 'a.yaml', `  password: ${KEY}`, LOOKS_KEY(1, 'password')],
    ['YAML in braces', 'a.yaml', `stringData: { user: a, password: ${KEY} }`, LOOKS_KEY(1, 'password')],
    ['a text in a list of YAML', 'a.yaml', `literals: ["password=${KEY}"]`, LOOKS_KEY(1, 'password')],
    ['braces in a program', 'a.py', `x = { password: ${KEY} }`, []],
    ['a program without quotes', 'a.py', `password = ${KEY}`, []],
    ['an environment file', '.env', `export DB_PASSWORD=${KEY}`, LOOKS_KEY(1, 'DB_PASSWORD')],
    ['a flag', 'deploy.sh', `run --api-token=${KEY}`, LOOKS_KEY(1, 'api-token')],
    ['hex', 'a.tf', `auth_token = "${random(40, HEX)}"`, LOOKS_KEY(1, 'auth_token')],
    ['a password', 'a.tf', 'password = "Tr0ub4dor&3"', LOOKS_PASSWORD(1, 'password')],
    ['words', 'a.tf', 'password = "prod/database/password"', []],
    ['a reference', 'a.tf', 'password = random_password.main.result', []],
    ['an interpolation', 'a.tf', `password = "\${var.${KEY}}"`, []],
    ['a template', 'a.yaml', `password: "{{ .Values.${KEY} }}"`, []],
    ['an ARN', 'a.tf', `secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-${random(6)}"`, []],
    ['a UUID', 'a.tf', 'secret = "6f1e9a52-7d3c-4b8e-9a41-0c2d5e7f8a90"', []],
    ['a digest', 'a.tf', `token = "sha256:${random(64, HEX)}"`, []],
    ['a checksum of a lock', '.terraform.lock.hcl', `secret = "${random(44, BASE64)}"`, []],
    ['ciphertext', 'a.yaml', `password: ENC[AES256_GCM,data:${random(20)}]`, []],
    ['a placeholder', 'a.tf', 'password = "changeme-Passw0rd"', []],
    ['its own name', 'a.go', 'GithubAppPrivateKey: "GithubAppPrivateKey",', []],
    ['a variable of the environment', 'a.go', 'adminPassword := "E2E_ADMIN_PASSWORD_2"', []],
    [
      'a default of a variable',
      'a.tf',
      `variable "db_password" {\n  default = "${KEY}"\n}`,
      LOOKS_KEY(2, 'db_password'),
    ],
    ['a default of another variable', 'a.tf', `variable "db_name" {\n  default = "${KEY}"\n}`, []],
    ['a pair', 'a.yaml', `- name: DB_PASSWORD\n  value: ${KEY}`, LOOKS_KEY(2, 'DB_PASSWORD')],
    [
      'a pair of a stack',
      'a.json',
      `"ParameterKey": "DbPassword",\n"ParameterValue": "${KEY}"`,
      LOOKS_KEY(2, 'DbPassword'),
    ],
    ['another pair', 'a.yaml', `- name: DB_NAME\n  value: ${KEY}`, []],
    [
      'in a test',
      'test/a.yaml',
      `password: ${KEY}`,
      ['1 medium low A value that looks like a key is assigned to `password`.'],
    ],
  ])('%s', (_name, path, text, expected) => {
    expect(told(`${text}\n`, path)).toEqual(expected);
  });
});

test('the name of a value among several on a line, and none where nobody can tell', () => {
  const key = (name: string): string => `"${name}": "${BEGIN('')}\\n${KEY_LINE}\\n"`;
  expect(told(`{ ${key('private_key')}, "client_email": "a@example.com" }\n`, 'a.json')).toEqual([
    '1 high high A private key is assigned to `private_key`.',
  ]);
  expect(told(`{ ${key('certificate')}, "client_email": "a@example.com" }\n`, 'a.json')).toEqual([
    HIGH('private key'),
  ]);
});

test('behind a break that is written in a text', () => {
  const token = `ghp_${random(36)}`;
  expect(told(`"first\\n${token}"\n`)).toEqual([HIGH('GitHub token')]);
  expect(told(`"first${token}"\n`)).toEqual([]);
});
