// Files that a configuration reads: by literal name, by folder where the name is computed, and never outside the repository.
import { expect, test } from 'vitest';
import { pulledFiles } from '../../../src/formats/terraform/pulled-files.ts';

const BESIDE = ['json', 'yaml', 'yml', 'toml', 'csv'].map((ending) => `envs/prod/*.${ending}`);

test.each<[string, readonly string[]]>([
  ['x = jsondecode(file("./rules.json"))', ['envs/prod/rules.json', '\0/rules.json']],
  ['x = file("${path.module}/files/a.sh")', ['envs/prod/files/a.sh']],
  ['x = templatefile("../../common/p.tftpl", { a = 1 })', ['common/p.tftpl', '\0/../../common/p.tftpl']],
  ['x = file("${path.module}/../../data/${each.key}.json")', ['data/', 'data/*.json']],
  ['x = file("../../data/${each.key}")', ['data/', '\0/../../data/']],
  ['x = file("${path.module}/${var.name}.md")', ['envs/prod/', 'envs/prod/*.md']],
  ['for_each = fileset("../../environments", "*.json")', ['environments/', '\0/../../environments/']],
  ['for_each = fileset(path.module, "dbs/*.yaml")', ['envs/prod/dbs/']],
  ['for_each = fileset(path.module, "**/*.yaml")', ['envs/prod/']],
  ['for_each = fileset(path.root, "dbs/{a,b}/x.yaml")', ['envs/prod/dbs/', '\0/dbs/']],
  ['x = filebase64sha256(\n  "lambda.zip"\n)', ['envs/prod/lambda.zip', '\0/lambda.zip']],
  ['module "vpc" {\n  source = "../../modules/vpc"\n}', ['modules/vpc/']],
  ['locals {\n  f = "${path.module}/rules.json"\n}\nx = file(local.f)', ['envs/prod/rules.json', ...BESIDE]],
  ['x = file(format("%s/rules.json", path.module))', ['envs/prod/rules.json', '\0/rules.json', ...BESIDE]],
  ['x = file(/* c */ "rules.json")', ['envs/prod/rules.json', '\0/rules.json']],
  ['x = file("${path.root}/rules.json")', ['envs/prod/rules.json', '\0/rules.json']],
  ['data "external" "x" {\n  program = ["python3", "${path.module}/x.py"]\n}', ['envs/prod/x.py']],
  ['data "external" "x" {\n  program = ["tools/x.py"]\n}', ['envs/prod/tools/x.py', '\0/tools/x.py']],
  ['command = "python3 ${path.module}/x --all"', ['envs/prod/x']],
  [
    'provisioner "local-exec" {\n  command = "node ./x.mjs --to https://example.com/y.js"\n}',
    ['envs/prod/x.mjs', '\0/x.mjs'],
  ],
  ['name = "x.py"', []],
  ['name = "rules.json"', []],
  ['x = file(var.path)', BESIDE],
  ['x = file("${var.dir}/a.json")', [...BESIDE, 'a.json', '*/a.json']],
  ['d = "../data"\nx = file(join("/", [local.d, "a"]))', [...BESIDE, 'envs/data/']],
  ['x = file("/etc/passwd")', []],
  ['x = file("${path.module}/../../../outside.json")', []],
  ['x = my_file("a.json")', []],
  ['source = "hashicorp/consul/aws"', []],
])('%s', (text, expected) => {
  expect(pulledFiles('envs/prod/main.tf', text)).toEqual(expected);
});

test.each([
  ['source_dir = "${path.module}/src"', 'envs/prod/src/'],
  ['source_dir = "../../src"', 'src/'],
  ['source_path = "${path.module}/app"', 'envs/prod/app/'],
  ['directory = "${path.module}/public"', 'envs/prod/public/'],
])('the folder of %s is read whole', (text, folder) => {
  expect(pulledFiles('envs/prod/main.tf', text)).toContain(folder);
});

test('values of variables may be paths', () => {
  expect(pulledFiles('live/prod.tfvars', 'config = "../config/prod.yaml"')).toContain('config/prod.yaml');
});
