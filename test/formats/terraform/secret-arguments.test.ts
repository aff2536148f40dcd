// Secrets that blocks hold under innocent names are compared and never shown.
import { expect, it } from 'vitest';
import { readTrees } from '../projects.ts';

const resource = (type: string, body: string): string => `resource "${type}" "r" {\n${body}\n}\n`;

it.each<[string, string]>([
  ['a chart setting', resource('helm_release', 'set {\n name = "auth.password"\n value = "hunter2"\n}')],
  ['a sensitive setting', resource('helm_release', 'set_sensitive {\n name = "x"\n value = "hunter2"\n}')],
  [
    'sensitive settings in a list',
    resource('helm_release', 'set_sensitive = [{ name = "x", value = "hunter2" }]'),
  ],
  ['values of a chart', resource('helm_release', 'values = [<<EOT\nauth:\n  password: hunter2\nEOT\n]')],
  [
    'a Secret as an object',
    resource('kubernetes_manifest', 'manifest = { kind = "Secret", data = { a = "hunter2" } }'),
  ],
  [
    'a Secret in an expression',
    resource('kubernetes_manifest', 'manifest = merge(var.x, { kind = "Secret", data = { a = "hunter2" } })'),
  ],
  [
    'a Secret as YAML',
    resource('kubectl_manifest', 'yaml_body = <<EOT\nkind: Secret\nstringData:\n  a: hunter2\nEOT'),
  ],
  ['a Secret', resource('kubernetes_secret', 'data = { a = "hunter2" }')],
  ['a variable of GitLab', resource('gitlab_project_variable', 'key = "X"\nvalue = "hunter2"')],
  ['a secret of GitHub', resource('github_actions_secret', 'secret_name = "X"\nplaintext_value = "hunter2"')],
  [
    'a variable of GitHub',
    resource('github_actions_variable', 'variable_name = "DB_PASSWORD"\nvalue = "hunter2"'),
  ],
  ['a typed variable', resource('digitalocean_app', 'env {\n type = "SECRET"\n value = "hunter2"\n}')],
  ['what stands for a secret', 'locals {\n  db = coalesce(var.db_password, "hunter2")\n}\n'],
  ['one of two ways', 'locals {\n  db = var.x ? local.api_token : "hunter2"\n}\n'],
  ['a pair', resource('aws_x', 'env = tomap({ name = "DB_PASSWORD", value = "hunter2" })')],
  [
    'a pair in an expression',
    resource('aws_x', 'env = concat(var.z, [{ name = "DB_PASSWORD", value = "hunter2" }])'),
  ],
  ['an output of that name', 'output "db_password" {\n  value = "hunter2"\n}\n'],
  [
    'a value for a template',
    resource('aws_instance', 'user_data = templatefile("x.sh", { db_password = "hunter2" })'),
  ],
  [
    'a script',
    resource('aws_instance', 'user_data = <<EOT\nexport DB_PASSWORD=hunter2\nmysql -u root -phunter2\nEOT'),
  ],
  ['an encoded script', resource('aws_instance', 'user_data = base64encode("DB_PASSWORD=hunter2")')],
  ['what a loop goes through', resource('aws_x', 'for_each = { password = "hunter2" }\np = each.value')],
  [
    'what a function takes out',
    'locals {\n  m = { password = "hunter2" }\n}\n' + resource('aws_x', 'p = values(local.m)'),
  ],
  [
    'what another block says',
    'data "x" "y" {\n  password = "hunter2"\n}\n' + resource('aws_x', 'p = "${data.x.y.password}-x"'),
  ],
])('%s', (_name, text) => {
  const before = { 'main.tf': text.replaceAll('hunter2', 'hunter1') };
  for (const readings of [readTrees({}, { 'main.tf': text }), readTrees(before, { 'main.tf': text })]) {
    expect(JSON.stringify(readings)).not.toMatch(/hunter[12]/);
    expect(JSON.stringify(readings)).toContain('"kind":"parsed"');
  }
});
