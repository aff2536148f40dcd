// Edited policies take their places in the layers of any decision that rests on them, and nowhere else.
import { expect, test } from 'vitest';
import type { PolicyFile, PolicyLayers } from '../../src/model/policy-source.ts';
import { editedLayers } from '../../src/steps/edited-layers.ts';
import type { PolicyEdits } from '../../src/steps/edited-policy.ts';

const SHA = 'a'.repeat(40);
const file = (source: string, text = 'version: 1\n') => ({ kind: 'file', source, text }) as const;
const at = (path: string, owner = 'Acme') => file(`${owner}/policies@${SHA}:${path}`);
const absent: PolicyFile = { kind: 'absent' };
const NEW = 'version: 1\nmode: observe\n';

const layers: PolicyLayers = {
  floor: at('aigov.yml'),
  repository: file(`acme/infra@${SHA}:.aigov.yml`),
  extended: { 'acme/policies//base.yml': at('base.yml') },
};

const edit = (path: string, after: PolicyFile | null = file(path, NEW)): PolicyEdits => ({
  own: null,
  shared: [{ path, before: null, after }],
  cedar: [],
});
const given = (edits: PolicyEdits, repository: string | null = 'acme/Policies', own = false) =>
  editedLayers(layers, { edits, repository, own });

test('the floor, a file that is extended, and both', () => {
  expect(given(edit('aigov.yml'))).toEqual({ ...layers, floor: file('aigov.yml', NEW) });
  expect(given(edit('base.yml'))).toEqual({
    ...layers,
    extended: { 'acme/policies//base.yml': file('base.yml', NEW) },
  });
});

test.each([
  ['another file', edit('other.yml'), 'acme/policies'],
  ['one of the same name in another repository', edit('aigov.yml'), 'acme/infra'],
  ['one whose repository nobody knows', edit('aigov.yml'), null],
  ['a path that differs by case, as GitHub tells them', edit('Aigov.yml'), 'acme/policies'],
] as const)('%s is none of them', (_what, edits, repository) => {
  expect(given(edits, repository)).toBeNull();
});

test('what is gone refuses: a floor cannot be read, an extended file is not there', () => {
  expect(given(edit('aigov.yml', null))?.floor).toMatchObject({ kind: 'unavailable', seenBefore: true });
  expect(given(edit('base.yml', null))?.extended).toEqual({ 'acme/policies//base.yml': absent });
});

test('the policy of the repository stands in its own decisions alone, and elsewhere where it is taken in', () => {
  const edits: PolicyEdits = { own: file('.aigov.yml', NEW), shared: [], cedar: [] };
  expect(given(edits, 'acme/infra', true)?.repository).toEqual(file('.aigov.yml', NEW));
  expect(given(edits, 'acme/infra')).toBeNull();
  const extending = { ...layers, extended: { 'acme/infra//.aigov.yml': at('.aigov.yml') } };
  expect(editedLayers(extending, { edits, repository: 'acme/infra', own: false })?.extended).toEqual({
    'acme/infra//.aigov.yml': file('.aigov.yml', NEW),
  });
});

test('Cedar files of a floor change with it, and those of others do not', () => {
  const part = (text: string) =>
    ({ source: '.aigov/a.cedar', path: '.aigov/a.cedar', kind: 'file', text }) as const;
  const side = (text: string) =>
    ({ path: '.aigov/a.cedar', mode: '100644', blob: SHA, content: { kind: 'text', text } }) as const;
  const edits: PolicyEdits = {
    own: null,
    shared: [],
    cedar: [{ status: 'modified', before: side('old'), after: side('new') }],
  };
  const floor = { ...at('aigov.yml'), parts: [part('old')] };
  expect(
    editedLayers({ ...layers, floor }, { edits, repository: 'acme/policies', own: false })?.floor,
  ).toMatchObject({ parts: [part('new')] });
  expect(editedLayers({ ...layers, floor }, { edits, repository: 'acme/infra', own: false })).toBeNull();
});
