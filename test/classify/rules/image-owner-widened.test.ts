// image-owner-widened: whose machine images a search takes, each against the case that differs in one field.
import { expect, it } from 'vitest';
import { imageOwnerWidened } from '../../../src/classify/rules/image-owner-widened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

type Values = Parameters<typeof resource>[1];
const search = (after: Values, before?: Values): ParsedChange => ({
  ...resource('aws_ami', after, before),
  address: 'data.aws_ami.x',
});
const filter = (name: string, values: readonly string[]): Values => ({
  'filter[0].name': name,
  'filter[0].values': values,
});

it.each<[string, ParsedChange, readonly (string | undefined)[]]>([
  ['no owner any more', search({ most_recent: true }, { owners: ['self'] }), [undefined]],
  ['never an owner', search({ most_recent: true }, { most_recent: false }), []],
  ['new without an owner', search({ most_recent: true }), [undefined]],
  ['new with an image of its own', search(filter('image-id', ['ami-1'])), []],
  ['everybody', search({ owners: ['*'] }, { owners: ['self'] }), [undefined]],
  ['another account', search({ owners: ['999999999999'] }, { owners: ['self'] }), ['medium']],
  ['an account that stood', search({ owners: ['999999999999'] }, { owners: ['999999999999', 'self'] }), []],
  ['an account of a new search', search({ owners: ['999999999999'] }), ['info']],
  ['a word', search({ owners: ['amazon'] }, { owners: ['self'] }), []],
  ['an account by a filter', search(filter('owner-id', ['999999999999']), { owners: ['self'] }), ['medium']],
  ['another filter', search({ owners: ['self'], ...filter('name', ['x*']) }, { owners: ['self'] }), []],
  ['a computed owner', search({ owners: [{ expression: 'var.o' }] }, { owners: ['self'] }), ['low']],
  ['the image itself', resource('aws_ami', { name: 'x' }), []],
])('%s', (_name, change, expected) => {
  expect(imageOwnerWidened.check(change, contextOf()).map(({ severity }) => severity)).toEqual(expected);
});

it('says whose', () => {
  const [hit] = imageOwnerWidened.check(
    search({ owners: ['999999999999'] }, { owners: ['self'] }),
    contextOf(),
  );
  expect(hit).toMatchObject({ message: 'data.aws_ami.x now takes images of account 999999999999.', line: 2 });
});
