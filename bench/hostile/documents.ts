// Documents made to be slow: one way of being large each, in every format. Used by hostile.ts.

/** `count` says how much of it. `side` differs between base and head, so that everything in the document has changed. */
export type Make = (count: number, side: 'base' | 'head') => Readonly<Record<string, string>>;

export type Hostile = {
  readonly format: string;
  readonly what: string;
  /** The smallest of three sizes, each twice the one before; the largest stays below the caps on a file, or just meets them. */
  readonly smallest: number;
  /** Texts by path. */
  readonly make: Make;
};

const times = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('');
const file =
  (path: string, text: (count: number, value: string) => string): Make =>
  (count, side) => ({
    [path]: text(count, side === 'base' ? 'one' : 'two'),
  });
const statement = (index: number, value: string): string =>
  `{"Sid":"s${index}","Effect":"Allow","Action":["s3:Get${value}${index}","ec2:Run*"],"Resource":"arn:aws:s3:::${value}-${index}/*"}`;

const of = (all: readonly Omit<Hostile, 'format'>[], format: string): readonly Hostile[] =>
  all.map((one) => ({ format, ...one }));

const TERRAFORM = of(
  [
    {
      what: 'resources',
      smallest: 1_000,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) => `resource "aws_s3_bucket" "b${index}" {\n  bucket = "${value}-${index}"\n}\n`,
        ),
      ),
    },
    {
      what: 'roles with their policies',
      smallest: 250,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) =>
            `resource "aws_iam_role" "r${index}" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${value}.amazonaws.com" } }] })\n}\nresource "aws_iam_role_policy" "p${index}" {\n  role = aws_iam_role.r${index}.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Get${value}", Resource = "*" }] })\n}\n`,
        ),
      ),
    },
    {
      what: 'policies of one role',
      smallest: 250,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_iam_role" "r" {\n}\n${times(count, (index) => `resource "aws_iam_role_policy" "p${index}" {\n  role = aws_iam_role.r.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Get${value}${index}", Resource = "*" }] })\n}\n`)}`,
      ),
    },
    {
      what: 'policy documents',
      smallest: 250,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) =>
            `data "aws_iam_policy_document" "d${index}" {\n  source_policy_documents = [data.aws_iam_policy_document.d${Math.max(0, index - 1)}.json]\n  statement {\n    actions = ["s3:${value}"]\n    resources = ["*"]\n  }\n}\n`,
        ),
      ),
    },
    {
      what: 'security groups',
      smallest: 500,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) =>
            `resource "aws_security_group" "g${index}" {\n  ingress {\n    from_port = ${index}\n    to_port = ${index}\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n    description = "${value}"\n  }\n}\n`,
        ),
      ),
    },
    {
      what: 'rules in one group',
      smallest: 750,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_security_group" "g" {\n${times(count, (index) => `  ingress {\n    from_port = ${index}\n    to_port = ${index + 1}\n    protocol = "tcp"\n    cidr_blocks = ["10.${index % 250}.0.0/16"]\n    description = "${value}"\n  }\n`)}}\n`,
      ),
    },
    {
      what: 'attributes of one resource',
      smallest: 2_500,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_s3_bucket" "b" {\n${times(count, (index) => `  a${index} = "${value}"\n`)}}\n`,
      ),
    },
    {
      what: 'elements of one list',
      smallest: 10_000,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_s3_bucket" "b" {\n  a = [${times(count, (index) => `"${value}${index}", `)}]\n}\n`,
      ),
    },
    {
      what: 'keys of one for_each',
      smallest: 1_000,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_s3_bucket" "b" {\n  for_each = { ${times(count, (index) => `k${index} = "${value}", `)} }\n  bucket = each.value\n}\n`,
      ),
    },
    {
      what: 'locals, each of the one before',
      smallest: 1_000,
      make: file(
        'a.tf',
        (count, value) =>
          `locals {\n  l0 = "${value}"\n${times(count, (index) => `  l${index + 1} = "\${local.l${index}}"\n`)}}\nresource "aws_s3_bucket" "b" {\n  bucket = local.l${count}\n}\n`,
      ),
    },
    {
      what: 'uses of one local',
      smallest: 1_000,
      make: file(
        'a.tf',
        (count, value) =>
          `locals {\n  l = "${value}"\n}\n${times(count, (index) => `resource "aws_s3_bucket" "b${index}" {\n  bucket = "\${local.l}-${index}"\n}\n`)}`,
      ),
    },
    {
      what: 'one heredoc',
      smallest: 50_000,
      make: file(
        'a.tf',
        (count, value) =>
          `resource "aws_instance" "i" {\n  user_data = <<-EOT\n${times(count / 10, (index) => `    ${value} \${x.y}${index}\n`)}  EOT\n}\n`,
      ),
    },
    {
      what: 'one line',
      smallest: 100_000,
      make: file('a.tf', (count, value) => `locals {\n  a = "${value}${'x'.repeat(count)}"\n}\n`),
    },
    {
      what: 'one comment',
      smallest: 200_000,
      make: file(
        'a.tf',
        (count, value) => `/* ${value}${'* '.repeat(count / 2)}*/\nlocals {\n  a = "${value}"\n}\n`,
      ),
    },
    {
      what: 'one expression',
      smallest: 10_000,
      make: file(
        'a.tf',
        (count, value) => `locals {\n  a = "${value}"${times(count, (index) => ` == x.y${index}`)}\n}\n`,
      ),
    },
    {
      what: 'nested objects',
      smallest: 22,
      make: file('a.tf', (count, value) =>
        times(
          200,
          (index) =>
            `resource "aws_s3_bucket" "b${index}" {\n  a = ${'{ a = '.repeat(count)}"${value}"${' }'.repeat(count)}\n}\n`,
        ),
      ),
    },
    {
      what: 'moved blocks',
      smallest: 500,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) =>
            `moved {\n  from = aws_s3_bucket.${value}${index}\n  to = aws_s3_bucket.b${index}\n}\nresource "aws_s3_bucket" "${value === 'one' ? 'one' : 'b'}${index}" {\n}\n`,
        ),
      ),
    },
    {
      what: 'new names',
      smallest: 750,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) => `resource "aws_db_instance" "${value}${index}" {\n  engine = "postgres"\n}\n`,
        ),
      ),
    },
    {
      what: 'new names of policies',
      smallest: 250,
      make: file('a.tf', (count, value) =>
        times(
          count,
          (index) =>
            `resource "aws_iam_policy" "${value}${index}" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Get${index}", Resource = "*" }] })\n}\n`,
        ),
      ),
    },
    {
      what: 'calls of one module',
      smallest: 100,
      make: (count, side) => ({
        'a.tf': times(count, (index) => `module "m${index}" {\n  source = "./m"\n  name = "n${index}"\n}\n`),
        'm/main.tf': `variable "name" {\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "\${var.name}-${side}"\n}\n`,
      }),
    },
    {
      what: 'modules, each calling the next',
      smallest: 50,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `m${index}/main.tf`,
            `module "n" {\n  source = "../m${index + 1}"\n  a = "${side}"\n}\n`,
          ]),
        ),
    },
    {
      what: 'roots of one module',
      smallest: 50,
      make: (count, side) => ({
        'm/main.tf': `resource "aws_s3_bucket" "b" {\n  bucket = "${side}"\n}\n`,
        ...Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `r${index}/main.tf`,
            `module "m" {\n  source = "../m"\n}\nlocals {\n  a = "${side}"\n}\n`,
          ]),
        ),
      }),
    },
    {
      what: 'files',
      smallest: 200,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `f${index}/main.tf`,
            `resource "aws_s3_bucket" "b" {\n  bucket = "${side}"\n}\n`,
          ]),
        ),
    },
  ],
  'terraform',
);

const manifest = (index: number, value: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${index}, namespace: n }\nspec: { template: { spec: { hostNetwork: true, containers: [ { name: c, image: "${value}:1", securityContext: { privileged: true } } ] } } }\n---\n`;

const KUBERNETES = of(
  [
    {
      what: 'objects',
      smallest: 500,
      make: file('k.yaml', (count, value) => times(count, (index) => manifest(index, value))),
    },
    {
      what: 'objects of one name',
      smallest: 500,
      make: file('k.yaml', (count, value) => times(count, (index) => manifest(0, `${value}${index}`))),
    },
    {
      what: 'objects in other files',
      smallest: 250,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [`${side}/k${index}.yaml`, manifest(index, 'same')]),
        ),
    },
    {
      what: 'rules of one role',
      smallest: 1_000,
      make: file(
        'k.yaml',
        (count, value) =>
          `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: r }\nrules:\n${times(count, (index) => `- { apiGroups: [""], resources: [secrets, "${value}${index}"], verbs: [get, escalate] }\n`)}`,
      ),
    },
    {
      what: 'containers of one pod',
      smallest: 1_000,
      make: file(
        'k.yaml',
        (count, value) =>
          `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n${times(count, (index) => `  - { name: c${index}, image: "${value}", securityContext: { privileged: true } }\n`)}`,
      ),
    },
    {
      what: 'lines of one ConfigMap',
      smallest: 5_000,
      make: file(
        'k.yaml',
        (count, value) =>
          `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n${times(count, (index) => `  k${index}: "${value}"\n`)}`,
      ),
    },
    {
      what: 'anchors and merges',
      smallest: 1_000,
      make: file(
        'k.yaml',
        (count, value) =>
          `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n${times(count, (index) => `  k${index}: &a${index} "${value}"\n`)}more: [${times(count, (index) => `&m${index} { a${index}: ${value} }, `)}]\n`,
      ),
    },
    {
      what: 'nested lists',
      smallest: 15,
      make: file('k.yaml', (count, value) =>
        times(
          300,
          (index) =>
            `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: t${index} }\nspec: ${'[ { a: '.repeat(count / 2)}${value}${' } ]'.repeat(count / 2)}\n---\n`,
        ),
      ),
    },
    {
      what: 'manifests in files',
      smallest: 200,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [`k${index}.yaml`, manifest(index, side)]),
        ),
    },
    {
      what: 'resources of one overlay',
      smallest: 1_000,
      make: file(
        'o/kustomization.yaml',
        (count, value) =>
          `namePrefix: ${value}\nresources:\n${times(count, (index) => `- ../${value}${index}\n`)}`,
      ),
    },
    {
      what: 'overlays, each of the one before',
      smallest: 100,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `o${index}/kustomization.yaml`,
            `namePrefix: ${side}\nresources: [../o${index + 1}]\n`,
          ]),
        ),
    },
    {
      what: 'actions of a Helm template',
      smallest: 2_000,
      make: file(
        'c/templates/a.yaml',
        (count, value) =>
          `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n${times(count, (index) => `  k${index}: {{ .Values.${value}${index} | quote }}\n`)}`,
      ),
    },
    {
      what: 'values of a chart',
      smallest: 5_000,
      make: file('c/values.yaml', (count, value) => times(count, (index) => `k${index}: ${value}\n`)),
    },
  ],
  'kubernetes',
);

const job = (index: number, value: string): string =>
  `  j${index}:\n    runs-on: ubuntu-latest\n    needs: [j${Math.max(0, index - 1)}]\n    steps:\n      - uses: a/b@${value}\n      - run: echo \${{ secrets.S${index} }}\n`;

const WORKFLOWS = of(
  [
    {
      what: 'jobs',
      smallest: 1_000,
      make: file(
        '.github/workflows/w.yml',
        (count, value) => `on: pull_request_target\njobs:\n${times(count, (index) => job(index, value))}`,
      ),
    },
    {
      what: 'new jobs',
      smallest: 1_000,
      make: file(
        '.github/workflows/w.yml',
        (count, value) =>
          `on: push\njobs:\n${times(count, (index) => `  ${value}${index}:\n    runs-on: self-hosted\n    steps: [ { run: x } ]\n`)}`,
      ),
    },
    {
      what: 'steps of one job',
      smallest: 2_000,
      make: file(
        '.github/workflows/w.yml',
        (count, value) =>
          `on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n${times(count, (index) => `      - run: echo ${value} ${index} \${{ github.event.issue.title }}\n`)}`,
      ),
    },
    {
      what: 'lines of one script',
      smallest: 10_000,
      make: file(
        '.github/workflows/w.yml',
        (count, value) =>
          `on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: |\n${times(count, (index) => `          echo ${value} \${{ x.y }} ${index}\n`)}`,
      ),
    },
    {
      what: 'environment variables',
      smallest: 2_500,
      make: file(
        '.github/workflows/w.yml',
        (count, value) =>
          `on: push\nenv:\n${times(count, (index) => `  E${index}: ${value}\n`)}jobs: { j: { runs-on: x, steps: [ { run: x } ] } }\n`,
      ),
    },
    {
      what: 'workflows',
      smallest: 100,
      make: (count, side) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `.github/workflows/w${index}.yml`,
            `on: push\njobs:\n${job(0, side)}`,
          ]),
        ),
    },
  ],
  'github-workflow',
);

const TEMPLATES = of(
  [
    {
      what: 'resources',
      smallest: 750,
      make: file(
        't.yaml',
        (count, value) =>
          `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${times(count, (index) => `  R${index}:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: !Sub "\${P}-${value}" }\n`)}`,
      ),
    },
    {
      what: 'resources of one parameter',
      smallest: 750,
      make: file(
        't.yaml',
        (count, value) =>
          `AWSTemplateFormatVersion: '2010-09-09'\nParameters: { P: { Type: String, Default: ${value} } }\nResources:\n${times(count, (index) => `  R${index}:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: !Ref P }\n`)}`,
      ),
    },
    {
      what: 'roles',
      smallest: 250,
      make: file(
        't.json',
        (count, value) =>
          `{"AWSTemplateFormatVersion":"2010-09-09","Resources":{${times(count, (index) => `${index === 0 ? '' : ','}"R${index}":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[${statement(0, value)}]},"Policies":[{"PolicyName":"p","PolicyDocument":{"Statement":[${statement(index, value)}]}}]}}`)}}}`,
      ),
    },
  ],
  'cloudformation',
);

const POLICIES = of(
  [
    {
      what: 'statements',
      smallest: 500,
      make: file(
        'p.json',
        (count, value) =>
          `{"Version":"2012-10-17","Statement":[${times(count, (index) => `${index === 0 ? '' : ','}${statement(index, value)}`)}]}`,
      ),
    },
    {
      what: 'actions of one statement',
      smallest: 2_000,
      make: file(
        'p.json',
        (count, value) =>
          `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":[${times(count, (index) => `${index === 0 ? '' : ','}"s3:${value}${index}*"`)}]}}`,
      ),
    },
    {
      what: 'wildcards of one action',
      smallest: 250,
      make: file(
        'p.json',
        (count, value) =>
          `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"arn:aws:s3:::${'*a?'.repeat(count)}${value}","Action":"s3:${'*e'.repeat(count)}${value}"}}`,
      ),
    },
    {
      what: 'conditions',
      smallest: 100,
      make: file(
        'p.json',
        (count, value) =>
          `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":"s3:*","Condition":{"StringLike":{${times(count, (index) => `${index === 0 ? '' : ','}"aws:RequestTag/t${index}":["${value}*","b*${index}"]`)}}}}}`,
      ),
    },
  ],
  'iam-policy',
);

const OTHERS: readonly Hostile[] = [
  {
    format: 'terraform-lock',
    what: 'providers',
    smallest: 500,
    make: file('.terraform.lock.hcl', (count, value) =>
      times(
        count,
        (index) =>
          `provider "registry.terraform.io/${value}/p${index}" {\n  version = "1.0.${index}"\n  hashes = ["h1:${value}${index}"]\n}\n`,
      ),
    ),
  },
  {
    format: 'governance',
    what: 'lines of CODEOWNERS',
    smallest: 2_500,
    make: file('CODEOWNERS', (count, value) => times(count, (index) => `/dir${index}/ @acme/${value}\n`)),
  },
  {
    format: 'governance',
    what: 'servers of an agent',
    smallest: 1_000,
    make: file(
      '.mcp.json',
      (count, value) =>
        `{"mcpServers":{${times(count, (index) => `${index === 0 ? '' : ','}"s${index}":{"command":"npx","args":["${value}"]}`)}}}`,
    ),
  },
  {
    format: 'governance',
    what: 'rules of the policy',
    smallest: 250,
    make: file(
      '.aigov.yml',
      (count, value) =>
        `version: 1\nrules:\n${times(count, (index) => `  - { id: r${index}, when: { paths: ["${value}${index}/**"] }, require: { approvals: [ { count: 1 } ] } }\n`)}`,
    ),
  },
  {
    format: 'opaque',
    what: 'lines of a script',
    smallest: 10_000,
    make: file('Dockerfile', (count, value) => times(count, (index) => `RUN echo ${value} ${index}\n`)),
  },
  {
    format: 'dependabot',
    what: 'updates',
    smallest: 500,
    make: file(
      '.github/dependabot.yml',
      (count, value) =>
        `version: 2\nupdates:\n${times(count, (index) => `  - { package-ecosystem: npm, directory: /d${index}, schedule: { interval: ${value} } }\n`)}`,
    ),
  },
  {
    format: 'plain',
    what: 'lines with secrets',
    smallest: 2_500,
    make: file('notes.txt', (count, value) =>
      times(count, (index) => `password = "${value}Zk3${index}xQw9TbR7"\n`),
    ),
  },
  {
    format: 'plain',
    what: 'one line',
    smallest: 200_000,
    make: file('notes.txt', (count, value) => `${value}${'aB3/'.repeat(count / 4)}`),
  },
  {
    format: 'plain',
    what: 'lines that look like keys',
    smallest: 2_500,
    make: file('notes.txt', (count, value) =>
      times(count, (index) => `-----BEGIN ${value} ${index} KEY-----\n`),
    ),
  },
];

export const HOSTILE: readonly Hostile[] = [
  ...TERRAFORM,
  ...KUBERNETES,
  ...WORKFLOWS,
  ...TEMPLATES,
  ...POLICIES,
  ...OTHERS,
];
