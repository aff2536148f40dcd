// Secrets in YAML texts are hidden line by line, and every line stays where it is.
import { expect, it } from 'vitest';
import { maskYaml } from '../../src/formats/mask-yaml.ts';

const masked = (text: string): string =>
  maskYaml(text, { mask: '(sensitive)', isSecretName: (name) => /pass|token/i.test(name) });

it.each<[string, string, string]>([
  ['a member', 'a:\n  password: x\n  b: c', 'a:\n  password: (sensitive)\n  b: c'],
  ['a quoted one', 'a:\n  "password": "x"', 'a:\n  "password": (sensitive)'],
  ['in a list', 'a:\n  - token: x\n    b: c', 'a:\n  - token: (sensitive)\n    b: c'],
  [
    'a text over several lines',
    'password: |\n  one\n  two\nb: c',
    'password: |\n  (sensitive)\n  (sensitive)\nb: c',
  ],
  [
    'all that a Secret holds',
    'kind: Secret\ndata:\n  a: x\n  b: y\nmetadata:\n  name: n',
    'kind: Secret\ndata:\n  a: (sensitive)\n  b: (sensitive)\nmetadata:\n  name: n',
  ],
  ['an expression with a literal', 'a: 1\npassword: ${coalesce(var.x, "y")}', 'a: 1\npassword: (sensitive)'],
])('%s', (_name, text, expected) => {
  expect(masked(text)).toBe(expected);
});

it.each<[string, string]>([
  ['a reference', 'a: 1\npassword: ${var.password}'],
  ['a chart value', 'a: 1\npassword: {{ .Values.password }}'],
  ['a flag', 'a: 1\npassword: false'],
  ['what is below a member', 'token:\n  name: x'],
  ['JSON', '{\n"password": "x"\n}'],
  ['one line', 'password: x'],
  ['data of another object', 'kind: ConfigMap\ndata:\n  a: x'],
])('not %s', (_name, text) => {
  expect(masked(text)).toBe(text);
});
