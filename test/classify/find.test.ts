// Findings of one change: told one by one as far as people read, then counted.
import { expect, test } from 'vitest';
import { findingsOfChange } from '../../src/classify/find.ts';
import { contextOf, resource } from './example-change.ts';

test('a hundred places of one kind are told, the rest is counted', () => {
  const rules = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [
      `ingress[${index}]`,
      { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'], description: `${index}` },
    ]),
  );
  const found = findingsOfChange(resource('aws_security_group', rules), contextOf(['firewall'])).filter(
    ({ id }) => id === 'public-ingress',
  );
  expect(found).toHaveLength(101);
  expect(found.at(-1)?.message).toBe('50 more places in this change are of the same kind.');
});
