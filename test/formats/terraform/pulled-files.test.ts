// Files that a configuration reads: by literal name, by folder where the name is computed, and never outside the repository.
import { expect, test } from 'vitest';
import { pulledFiles } from '../../../src/formats/terraform/pulled-files.ts';

test.each<[string, readonly string[]]>([
  ['x = jsondecode(file("./rules.json"))', ['envs/prod/rules.json']],
  ['x = file("${path.module}/files/a.sh")', ['envs/prod/files/a.sh']],
  ['x = templatefile("../../shared/p.tftpl", { a = 1 })', ['shared/p.tftpl']],
  ['x = file("../../data/${each.key}.json")', ['data/']],
  ['x = file("../../data/app-${var.name}.json")', ['data/']],
  ['for_each = fileset("../../environments", "*.json")', ['environments/']],
  ['x = filebase64sha256(\n  "lambda.zip"\n)', ['envs/prod/lambda.zip']],
  ['module "vpc" {\n  source = "../../modules/vpc"\n}', ['modules/vpc/']],
  ['locals {\n  f = "${path.module}/rules.json"\n}\nx = file(local.f)', ['envs/prod/rules.json']],
  ['x = file(format("%s/rules.json", path.module))', ['envs/prod/rules.json']],
  ['x = file(/* c */ "rules.json")', ['envs/prod/rules.json']],
  ['name = "rules.json"', []],
  ['x = file(var.path)', []],
  ['x = file("${var.dir}/a.json")', []],
  ['x = file("/etc/passwd")', []],
  ['x = file("../../../outside.json")', []],
  ['x = my_file("a.json")', []],
  ['source = "hashicorp/consul/aws"', []],
])('%s', (text, expected) => {
  expect(pulledFiles('envs/prod/main.tf', text)).toEqual(expected);
});
