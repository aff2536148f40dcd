// A second, slow reading of IAM policies over a small world, written apart from the engine: what it finds, the engine must find.
import type { PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import type { JsonStatement } from './policy.ts';

type Context = { readonly [key: string]: string | readonly string[] };

export type Request = {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
};

const OBJECTS = ['a/x', 'a/home/bob/x', 'ab/x', 'b/y', 'b/public/x', 'other/z'].map(
  (name) => `arn:aws:s3:::${name}`,
);
const BUCKETS = ['a', 'ab', 'b', 'other'].map((name) => `arn:aws:s3:::${name}`);
const ROLES = ['deploy', 'admin', 'team/admin', 'x'].map((name) => `arn:aws:iam::111122223333:role/${name}`);
const USERS = ['bob', 'alice'].map((name) => `arn:aws:iam::111122223333:user/${name}`);

/** Actions with the resources that AWS lets them act on. */
const WORLD: { readonly [action: string]: readonly string[] } = {
  's3:GetObject': OBJECTS,
  's3:PutObject': OBJECTS,
  's3:DeleteObject': OBJECTS,
  's3:ListBucket': BUCKETS,
  's3:ListAllMyBuckets': ['*'],
  'iam:PassRole': ROLES,
  'iam:GetRole': ROLES,
  'iam:CreateUser': USERS,
  'iam:ListUsers': ['*'],
  'ec2:DescribeInstances': ['*'],
};

const TRUST: { readonly [action: string]: readonly string[] } = {
  'sts:AssumeRole': ['*'],
  'sts:TagSession': ['*'],
};

const CONTEXTS: readonly Context[] = product({
  'aws:SourceVpce': [null, 'vpce-1', 'vpce-2', 'other'],
  'aws:SourceIp': [null, '10.0.0.1', '10.1.0.1', '192.168.0.1'],
  'aws:MultiFactorAuthPresent': [null, 'true', 'false'],
  'aws:username': [null, 'bob', 'alice'],
  'aws:TagKeys': [null, ['team'], ['cost'], ['team', 'cost'], ['other', 'team']],
});

export const PRINCIPALS = [
  'anonymous',
  'arn:aws:iam::111122223333:role/deploy',
  'arn:aws:iam::111122223333:user/bob',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::444455556666:role/x',
  'service:lambda.amazonaws.com',
  'service:ec2.amazonaws.com',
];

export type Movement = { readonly up: Request | null; readonly down: Request | null };

/** What moved up and what moved down between two lists of statements: denied, nothing, allowed. */
export function movements(
  use: PolicyUse,
  before: readonly JsonStatement[],
  after: readonly JsonStatement[],
): Movement {
  let up: Request | null = null;
  let down: Request | null = null;
  const keys = new Set(
    [...before, ...after].flatMap((statement) =>
      Object.values(statement.Condition ?? {}).flatMap(Object.keys),
    ),
  );
  const variable = JSON.stringify([before, after]).includes('${aws:username}');
  const wanted = new Set([
    ...[...keys].map((key) => key.toLowerCase()),
    ...(variable ? ['aws:username'] : []),
  ]);
  const contexts = [
    ...new Map(
      CONTEXTS.map((context) => keep(context, wanted)).map((context) => [JSON.stringify(context), context]),
    ).values(),
  ];
  const named = use === 'trust' || use === 'resource';
  for (const [action, resources] of Object.entries(use === 'trust' ? TRUST : WORLD))
    for (const resource of resources)
      for (const principal of named ? PRINCIPALS : ['anonymous'])
        for (const context of contexts) {
          const request = { principal, action, resource, context };
          const [old, fresh] = [level(before, request), level(after, request)];
          if (fresh > old) up ??= request;
          if (fresh < old) down ??= request;
        }
  return { up, down };
}

function keep(context: Context, keys: ReadonlySet<string>): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => keys.has(key.toLowerCase())));
}

function level(statements: readonly JsonStatement[], request: Request): number {
  const matching = statements.filter((statement) => matches(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 0;
  return matching.length > 0 ? 2 : 1;
}

function matches(statement: JsonStatement, request: Request): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  const action = request.action.toLowerCase();
  const fitsAction = (text: string): boolean => glob(text.toLowerCase()).test(action);
  const fitsResource = (text: string): boolean => {
    const filled = substitute(text, request.context);
    return filled !== null && glob(filled).test(request.resource);
  };
  if (Action !== undefined && !list(Action).some(fitsAction)) return false;
  if (NotAction !== undefined && list(NotAction).some(fitsAction)) return false;
  if (Resource !== undefined && !list(Resource).some(fitsResource)) return false;
  if (NotResource !== undefined && list(NotResource).some(fitsResource)) return false;
  if (Principal !== undefined && !named(Principal, request.principal)) return false;
  if (NotPrincipal !== undefined && named(NotPrincipal, request.principal)) return false;
  return Object.entries(Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, list(values), request.context)),
  );
}

function named(given: NonNullable<JsonStatement['Principal']>, principal: string): boolean {
  if (given === '*') return true;
  return Object.entries(given).some(([type, texts]) =>
    list(texts).some((text) => {
      if (type === 'Service') return principal === `service:${text}`;
      if (text === '*') return true;
      const account = /^\d+$/.test(text) ? text : /iam::(\d+):root$/.exec(text)?.[1];
      return account === undefined ? text === principal : principal.includes(`::${account}:`);
    }),
  );
}

function holds(written: string, key: string, values: readonly string[], context: Context): boolean {
  const [set, bare] = written.includes(':') ? (written.split(':') as [string, string]) : [null, written];
  const ifExists = bare.endsWith('IfExists');
  const operator = bare.replace('IfExists', '');
  const entry = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  if (operator === 'Null') return values.includes(String(entry === undefined));
  const negated = operator.includes('Not');
  if (entry === undefined) return ifExists || set === 'ForAllValues' || (negated && set === null);
  const present = typeof entry === 'string' ? [entry] : entry;
  const one = (value: string): boolean => {
    const found = values.some((wanted) => compare(operator.replace('Not', ''), wanted, value, context));
    return negated ? !found : found;
  };
  return set === 'ForAllValues' ? present.every(one) : present.some(one);
}

function compare(operator: string, wanted: string, value: string, context: Context): boolean {
  const filled = substitute(wanted, context);
  if (filled === null) return false;
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return filled === value;
    case 'StringLike':
      return glob(filled).test(value);
    case 'IpAddress':
      return value.startsWith(filled.replace(/(?:\.0)+\/\d+$/, '.'));
    default:
      throw new Error(operator);
  }
}

function substitute(text: string, context: Context): string | null {
  if (!text.includes('${aws:username}')) return text;
  const name = context['aws:username'];
  return typeof name === 'string' ? text.replaceAll('${aws:username}', name) : null;
}

function glob(text: string): RegExp {
  const escaped = text.replaceAll(/[.+^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

function list(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}

function product(keys: {
  readonly [key: string]: readonly (string | readonly string[] | null)[];
}): readonly Context[] {
  return Object.entries(keys).reduce<readonly Context[]>(
    (contexts, [key, values]) =>
      contexts.flatMap((context) =>
        values.map((value) => (value === null ? context : { ...context, [key]: value })),
      ),
    [{}],
  );
}
