// Names of any bytes stay apart.
import { expect, it } from 'vitest';
import { pathName } from '../../../src/adapters/git/path-name.ts';
import fc from '../../properties.ts';

it('UTF-8 is itself', () => {
  expect(pathName(Buffer.from('envs/größe/ü.tf'))).toBe('envs/größe/ü.tf');
});

it('two names never become one', () => {
  const name = fc.array(fc.constantFrom(0x61, 0x62, 0x65, 0x66, 0xff, 0xef, 0xbf, 0xbd, 0xc3, 0xa9), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const same = Buffer.from(a).equals(Buffer.from(b));
      expect(pathName(Uint8Array.from(a)) === pathName(Uint8Array.from(b))).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

it('a replacement character in a name is spelled out like a stray byte', () => {
  expect(pathName(Buffer.from('a\u{FFFD}'))).toBe('a\u{FFFD}ef\u{FFFD}bf\u{FFFD}bd');
  expect(pathName(Buffer.from([0x61, 0xef]))).toBe('a\u{FFFD}ef');
});
