// Heredocs of which not all is known.
import { expect, it } from 'vitest';
import { resolve, source } from './resolve.ts';

const DEFINITIONS =
  'locals {\n  name = "logs"\n  many = "a\\nb"\n  open = "$${x}"\n  api_token = "hunter2"\n}\nvariable "assumed" {\n  default = "x"\n}\n';
const heredoc = (text: string): string => `<<EOT\n${text}\n\${aws_x.y.z}\nEOT`;

it.each<[string, string, string]>([
  ['what is known is set in', '${local.name}/*', 'logs/*'],
  ['what is not stays as it is written', '${aws_a.b.c}', '${aws_a.b.c}'],
  ['and so does what a default says', '${var.assumed}', '${var.assumed}'],
  ['and what would move lines', '${local.many}', '${local.many}'],
  ['and what looks like a template', '${local.open}', '${local.open}'],
  ['and what trims', 'a ${~ local.name ~} b', 'a ${~local.name~} b'],
  ['and a secret', '${local.api_token}', '${local.api_token}'],
  [
    'secrets inside of a call are masked',
    '${f({ password = "hunter2" })}',
    '${f({ password = "(sensitive)" })}',
  ],
  ['escapes stay', '$${a} %%{b}', '$${a} %%{b}'],
  ['control structures stay', '%{ if true }a%{ endif }', '%{ if true }a%{ endif }'],
])('%s', (_name, written, shown) => {
  expect(resolve(heredoc(written), DEFINITIONS)).toEqual(source(heredoc(shown)));
});
