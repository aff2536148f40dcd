// What a reference stands for: the literal of one resource in the same folder, and nothing else.
import { describe, expect, it } from 'vitest';
import type { ParsedChange } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { referencesFrom } from '../../src/sessions/references.ts';
import { change, TARGET } from './given.ts';

const FILE = 'envs/prod/main.tf';

function made(
  type: string,
  state: { readonly [name: string]: JsonValue } = { name: 'ci' },
  more: Partial<ParsedChange> = {},
): ParsedChange {
  const after = Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, { value, line: 1, sensitive: false }]),
  );
  return {
    ...change(type, 'create', {}, { address: `${type}.ci` }),
    usedIn: [],
    before: null,
    after,
    ...more,
  };
}

const resolve = (expression: string, ...parsed: readonly ParsedChange[]): string | null =>
  resolveFrom('aws_iam_role_policy.p', expression, parsed);
const resolveFrom = (address: string, expression: string, parsed: readonly ParsedChange[]): string | null =>
  referencesFrom({ file: FILE, address }, parsed, TARGET)({ expression }, 'after');

describe('referencesFrom', () => {
  it.each([
    { expression: 'aws_iam_role.ci.name', type: 'aws_iam_role', stands: 'ci' },
    { expression: 'aws_iam_role.ci.id', type: 'aws_iam_role', stands: 'ci' },
    { expression: '${aws_iam_user.ci.name}', type: 'aws_iam_user', stands: 'ci' },
    {
      expression: 'aws_iam_policy.ci.arn',
      type: 'aws_iam_policy',
      stands: 'arn:aws:iam::111122223333:policy/ci',
    },
    { expression: 'aws_iam_role.ci.arn', type: 'aws_iam_role', stands: null },
    { expression: 'aws_iam_role.ci[0].name', type: 'aws_iam_role', stands: null },
    { expression: 'aws_iam_role.other.name', type: 'aws_iam_role', stands: null },
    { expression: 'aws_iam_user.ci.name', type: 'aws_iam_role', stands: null },
    { expression: '"x-${aws_iam_role.ci.name}"', type: 'aws_iam_role', stands: null },
  ])('reads $expression of a new $type as $stands', ({ expression, type, stands }) => {
    expect(resolve(expression, made(type))).toBe(stands);
  });

  it('looks among the resources of the same call of a module', () => {
    const inside = made('aws_iam_role', { name: 'ci' }, { address: 'module.a.aws_iam_role.ci' });
    expect(resolveFrom('module.a.aws_iam_role_policy.p', 'aws_iam_role.ci.name', [inside])).toBe('ci');
    expect(resolveFrom('module.b.aws_iam_role_policy.p', 'aws_iam_role.ci.name', [inside])).toBeNull();
    expect(resolveFrom('aws_iam_role_policy.p', 'aws_iam_role.ci.name', [inside])).toBeNull();
  });

  it('does not take the default of a variable for what is deployed', () => {
    const name = { value: 'ci', line: 1, sensitive: false };
    const role = made('aws_iam_role', {}, { after: { name } });
    expect(resolve('aws_iam_role.ci.name', role)).toBe('ci');
    const assumed = made('aws_iam_role', {}, { after: { name: { ...name, assumed: true } } });
    expect(resolve('aws_iam_role.ci.name', assumed)).toBeNull();
  });

  it('knows a policy below its path', () => {
    const policy = made('aws_iam_policy', { name: 'ci', path: '/ops/' });
    expect(resolve('aws_iam_policy.ci.arn', policy)).toBe('arn:aws:iam::111122223333:policy/ops/ci');
    const open = made('aws_iam_policy', { name: 'ci', path: { expression: 'var.path' } });
    expect(resolve('aws_iam_policy.ci.arn', open)).toBeNull();
  });

  it.each([
    { name: 'another folder', parsed: [made('aws_iam_role', { name: 'ci' }, { file: 'envs/dev/main.tf' })] },
    { name: 'two of the name', parsed: [made('aws_iam_role'), made('aws_iam_role')] },
    { name: 'a name that is no literal', parsed: [made('aws_iam_role', { name: { expression: 'var.x' } })] },
    { name: 'a name with a star', parsed: [made('aws_iam_role', { name: 'c*' })] },
    { name: 'a name that AWS makes', parsed: [made('aws_iam_role', { name_prefix: 'ci' })] },
    { name: 'a deleted resource', parsed: [made('aws_iam_role', {}, { after: null })] },
  ])('does not know $name', ({ parsed }) => {
    expect(resolve('aws_iam_role.ci.name', ...parsed)).toBeNull();
  });
});
