import { describe, expect, it } from 'vitest';
import { closest } from '../../src/model/closest.ts';

describe('closest', () => {
  it.each([
    ['enviroments', 'environments'],
    ['RULES', 'rules'],
    ['baselin', 'baseline'],
    ['xyz', null],
    ['', null],
  ])('%s -> %s', (typed, expected) => {
    expect(closest(typed, ['environments', 'rules', 'baseline', 'mode'])).toBe(expected);
  });
});
