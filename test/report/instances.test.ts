// An entry that stands for several instances says so, and one that stands for itself says nothing.
import { expect, test } from 'vitest';
import { nameOf, others, withCount } from '../../src/report/instances.ts';

test('counts the others', () => {
  expect(others({ address: 'module.a.x.y' })).toBe('');
  expect(withCount({ address: 'module.a.x.y', type: 'x', alike: ['module.b.x.y', 'module.c.x.y'] })).toBe(
    'module.a.x.y and 2 more like it',
  );
});

test.each([
  ['Database', 'AWS::RDS::DBInstance', 'Database (AWS::RDS::DBInstance)'],
  ['Parameters.Size', 'parameter', 'Parameters.Size'],
  ['aws_db_instance.main', 'aws_db_instance', 'aws_db_instance.main'],
  ['main.py', null, 'main.py'],
])('names %s of the type %s', (address, type, name) => {
  expect(nameOf({ address, type })).toBe(name);
});
