// Arguments that operators spell in their own way.
import { expect, it } from 'vitest';
import { inWordsOf } from '../../../src/classify/cloud-objects/spellings.ts';

const entry = (value: string, line = 1) => ({ value, line, sensitive: false });

it('ranges of a security group of ACK become lists', () => {
  const state = {
    'ingressRules[0].ipProtocol': entry('tcp'),
    'ingressRules[0].ipRanges[0].cidrIP': entry('10.0.0.0/8', 2),
    'ingressRules[0].ipRanges[1].cidrIP': entry('0.0.0.0/0', 3),
  };
  expect(inWordsOf('aws_security_group', state)).toEqual({
    'ingress[0].protocol': entry('tcp'),
    'ingress[0].cidr_blocks': { value: ['10.0.0.0/8', '0.0.0.0/0'], line: 2, sensitive: false },
  });
  expect(inWordsOf('aws_db_instance', state)).toBe(state);
});
