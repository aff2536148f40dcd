// Files of values that are named where Helm is run, under any name.
import { expect, it } from 'vitest';
import { valuesOfCommands, valuesOfHelmfile, valuesPath } from '../../../src/formats/helm/values-paths.ts';

it.each<[string, readonly string[]]>([
  ['helm upgrade web ./chart -f deploy/prod.yaml', ['deploy/prod.yaml']],
  ['helm upgrade web ./chart --values=./a.yml --values "b.yaml"', ['a.yml', 'b.yaml']],
  ['helm template web . -f a.yaml,b.yaml', ['a.yaml', 'b.yaml']],
  ['helm upgrade web . --set-file rules=files/rules.json', ['files/rules.json']],
  ['helm upgrade web . -f env/$STAGE.yaml', ['env/*.yaml']],
  ['helm upgrade web . -f env/${{ inputs.stage }}/x-${REGION}.yaml', ['env/*.yaml']],
  ['helm upgrade web . -f $FILE', []],
  ['helm upgrade web . -f ../other/a.yaml', []],
  ['helm upgrade web . -f https://example.com/a.txt', []],
  ['kubectl apply -f deploy/prod.yaml', []],
])('%s', (script, expected) => {
  expect(valuesOfCommands(script)).toEqual(expected);
});

it('of a Helmfile, template or not', () => {
  const text =
    'releases:\n  - name: web\n    values:\n      - prod.yaml\n      - "../env/{{ .Environment.Name }}.yaml"\n      - file: a.yaml.gotmpl\n';
  expect(valuesOfHelmfile({ path: 'deploy/helmfile.yaml', text })).toEqual([
    'deploy/prod.yaml',
    'env/*.yaml',
    'deploy/a.yaml.gotmpl',
  ]);
});

it('a name that is computed as a whole says nothing', () => {
  expect(valuesPath('', '{{ name }}.yaml')).toEqual([]);
  expect(valuesPath('env', '{{ name }}.yaml')).toEqual(['env/*.yaml']);
});
