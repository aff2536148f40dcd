// What is left of a Go template for a YAML reader: lines stay, computed parts become holes.
import { describe, expect, it, test } from 'vitest';
import { maskTemplate } from '../../../src/formats/helm/mask-template.ts';
import fc from '../../properties.ts';

/** The masked text with `<source>` for each hole; `!line` for a refusal. */
function masked(text: string): string {
  const result = maskTemplate(text);
  if (result.kind === 'problem') return `!${result.problem.line}`;
  return result.text.replaceAll(
    /\uE000(\d+)\uE001/g,
    (_hole, number: string) => `<${result.holes[Number(number)]}>`,
  );
}

describe('lines of a template', () => {
  it.each<[string, string, string]>([
    ['a value', 'a: {{ .x }}', 'a: <{{ .x }}>'],
    ['two values', 'a: "{{ .x }}:{{ .y }}"', 'a: "<{{ .x }}>:<{{ .y }}>"'],
    ['a name', '{{ .x }}: b', '<{{ .x }}>: b'],
    ['control alone', '  {{- if .x }}', ''],
    ['output alone', '  {{ toYaml .x | nindent 2 }}', ''],
    ['control around a text', '  {{ if .x }}a: b{{ end }}', '  a: b'],
    ['control inside of a value', 'a: b{{ if .x }}c{{ end }}', 'a: b<{{ if .x }}>c<{{ end }}>'],
    ['output before members', 'a: {{ x | nindent 2 }}\n  b: 1', 'a: \n  b: 1'],
    ['output before members behind control', 'a: {{ x }}\n{{ if y }}\n\n  b: 1', 'a: \n\n\n  b: 1'],
    ['output before a list', 'a: {{ x | nindent 0 }}\n- b', 'a: \n- b'],
    ['output in a list before members', '- a: {{ x }}\n    b: 1', '- a: \n    b: 1'],
    ['a value before a neighbour', '- a: {{ x }}\n  b: 1', '- a: <{{ x }}>\n  b: 1'],
    ['a value before the next element', '- a: {{ x }}\n- b', '- a: <{{ x }}>\n- b'],
    ['a value with text before members', 'a: "{{ x }}"\n  b: 1', 'a: "<{{ x }}>"\n  b: 1'],
    ['a comment of the template', 'a: b {{/* c: {{ d }} */}}', 'a: b '],
    ['a comment', 'a: b{{- /* c */ -}}', 'a: b'],
    ['a YAML comment with an action', '# {{ .x }}', ''],
    ['an assignment', '{{- $x := "}}" }}', ''],
    [
      'braces in quotes',
      'a: {{ "}}" }} {{ `}}` }} {{ "\\"}}" }}',
      'a: <{{ "}}" }}> <{{ `}}` }}> <{{ "\\"}}" }}>',
    ],
    ['an action of several lines', 'a: {{ .x |\n  quote }}\nb: 1', 'a: <{{ .x | quote }}>\n\nb: 1'],
    ['a comment of several lines', '{{- /*\n a\n*/ -}}\nb: 1', '\n\n\nb: 1'],
    ['CR LF', '{{ if }}\r\na: 1', '\na: 1'],
    ['nothing of that', 'a: { b: {} }', 'a: { b: {} }'],
    ['an action that never ends', 'a: 1\nb: {{ .x', '!2'],
    ['a comment that never ends', 'a: 1\n{{/* .x }}', '!2'],
    ['a quote that never ends', 'a: {{ "x }}', '!1'],
    ['a character of ours', 'a: \uE000', '!1'],
  ])('%s', (_name, text, expected) => {
    expect(masked(text)).toBe(expected);
  });
});

test('YML-09: what steers is kept beside the text, with its line', () => {
  const result = maskTemplate('a: 1\n{{- if .x }}\nkind: ClusterRole\n{{- end }}\n  {{ include "y" . }}\n');
  expect(
    result.kind === 'ok' && result.loose.map(({ line, kind, source }) => `${line} ${kind} ${source}`),
  ).toEqual(['2 control {{- if .x }}', '4 control {{- end }}', '5 output {{ include "y" . }}']);
});

it('keeps the number of lines, and is done quickly', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '/*',
    '*/',
    '"',
    '`',
    '\\',
    '\n',
    ' ',
    'a: b',
    '#',
    '-',
    'if',
    'end',
    '$x :=',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
      (text) => {
        const result = maskTemplate(text);
        if (result.kind === 'ok') expect(result.text.split('\n').length).toBe(text.split('\n').length);
      },
    ),
    { numRuns: 2000 },
  );
});
