// Owners before and after: a later line can take them away from an earlier one.
import { expect, it, test } from 'vitest';
import { formatFile } from '../../../src/formats/format-file.ts';
import { codeOwners } from '../../../src/formats/governance/code-owners.ts';

const file = (text: string): ReturnType<typeof formatFile> =>
  formatFile({ path: 'CODEOWNERS', blob: 'b', text });

function owners(before: string, after: string): readonly (readonly string[])[] {
  const found = codeOwners(file(before), file(after));
  return [found.before, found.after].map((side) =>
    side.map(({ path, line, shown }) => `${line} ${path} ${Array.isArray(shown) ? shown.join() : ''}`),
  );
}

test('GHA-10: a broader line at the end takes the owners of all others', () => {
  expect(owners('/infra/ @acme/platform\n', '/infra/ @acme/platform\n*\n')).toEqual([
    ['1 owners["/infra/"] @acme/platform'],
    ['2 owners["/infra/"] ', '2 owners["*"] '],
  ]);
});

test('GHA-10: a new line inside of an owned folder is compared with who owned it', () => {
  expect(owners('/infra/ @acme/platform\n', '/infra/ @acme/platform\n/infra/prod/ @me\n')).toEqual([
    ['1 owners["/infra/"] @acme/platform', '1 owners["/infra/prod/"] @acme/platform'],
    ['1 owners["/infra/"] @acme/platform', '2 owners["/infra/prod/"] @me'],
  ]);
});

it.each<[string, string]>([
  ['a negation', '!/infra/ @a'],
  ['a range', '/infra/[ab] @a'],
  ['what is no owner', '/infra/ someone'],
  ['a comment', '# /infra/ @a'],
])('%s is no line', (_name, line) => {
  expect(owners(line, '')).toEqual([[], []]);
});

it('a comment behind owners is none of them', () => {
  expect(owners('* @b a@b.example # @c\n', '')[0]).toEqual(['1 owners["*"] @b,a@b.example']);
});

it.each(['*'.repeat(7), 'a'.repeat(201)])(
  'beside the pattern %s lines of one pattern are compared',
  (odd) => {
    const found = codeOwners(file(`/a/ @x\n${odd} @x\n`), file(`/a/ @x\n${odd} @x\n*\n`));
    expect(found.after.find(({ path }) => path === 'owners["/a/"]')?.shown).toEqual(['@x']);
  },
);

it('of very many lines those of one pattern are compared', () => {
  const many = Array.from({ length: 301 }, (_, at) => `/a${at} @acme/x\n`).join('');
  const found = codeOwners(file(many), file(`${many}*\n/a7 @b\n`));
  expect(found.after.find(({ path }) => path === 'owners["/a6"]')?.shown).toEqual(['@acme/x']);
  expect(found.after.find(({ path }) => path === 'owners["/a7"]')?.shown).toEqual(['@b']);
});
