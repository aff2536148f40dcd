// Scales: what a text of each is worth.
import { expect, test } from 'vitest';
import {
  AMOUNT,
  AMOUNT_OR_EVER,
  MISSING,
  OFF,
  ON,
  PRESENT,
  TLS,
  lacking,
  words,
} from '../../../src/classify/settings/scales.ts';
import type { Scale } from '../../../src/classify/settings/scales.ts';

test.each<[string, Scale, string, number | null]>([
  ['on', ON, 'true', 1],
  ['on by word', ON, 'ENABLED', 1],
  ['on by number', ON, '1', 1],
  ['off', ON, 'false', 0],
  ['neither', ON, 'perhaps', null],
  ['a danger that is on', OFF, 'true', 0],
  ['a danger that is off', OFF, 'DISABLED', 1],
  ['there', PRESENT, 'arn:aws:kms:x', 1],
  ['there and empty', PRESENT, '', 0],
  ['there where it should not be', MISSING, 'x', 0],
  ['empty where it should not be', MISSING, '', 1],
  ['the word that must not be there', lacking('all'), 'ALL', 0],
  ['another word', lacking('all'), '111122223333', 1],
  ['days', AMOUNT, '35', 35],
  ['seconds', AMOUNT, '86400s', 86_400],
  ['no number', AMOUNT, 'P30D', null],
  ['for ever', AMOUNT_OR_EVER, '0', Number.POSITIVE_INFINITY],
  ['a day', AMOUNT_OR_EVER, '1', 1],
  ['the lowest word', words('a', 'b|c'), 'A', 0],
  ['one of equal words', words('a', 'b|c'), 'c', 1],
  ['no word of the ladder', words('a', 'b|c'), 'd', null],
])('%s', (_name, scale, text, expected) => {
  expect(scale.strengthOf([text])).toBe(expected);
});

test.each([
  ['TLS1_2', 2],
  ['TLS_1_0', 0],
  ['Tls12', 2],
  ['TLSv1', 0],
  ['TLSv1_2016', 0],
  ['TLSv1.1_2016', 1],
  ['TLSv1.2_2021', 2],
  ['TLSv1.3_2025', 3],
  ['1.2', 2],
  ['1.0', 0],
  ['SSLv3', -1],
  ['Policy-Min-TLS-1-0-2019-07', 0],
  ['Policy-Min-TLS-1-2-PFS-2023-10', 2],
  ['ELBSecurityPolicy-2016-08', 0],
  ['ELBSecurityPolicy-FS-2018-06', 0],
  ['ELBSecurityPolicy-FS-1-2-Res-2020-10', 2],
  ['ELBSecurityPolicy-TLS-1-2-2017-01', 2],
  ['ELBSecurityPolicy-TLS13-1-0-2021-06', 0],
  ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06', 2],
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', 3],
  ['SecurityPolicy_TLS13_1_3_2025_09', 3],
  ['my-policy', null],
])('%s accepts TLS 1.%s', (text, expected) => {
  expect(TLS.strengthOf([text])).toBe(expected);
});

test('the weakest of several texts counts', () => {
  expect(ON.strengthOf(['true', 'false'])).toBe(0);
  expect(ON.strengthOf(['true', 'who knows'])).toBeNull();
  expect(ON.strengthOf([])).toBeNull();
});
