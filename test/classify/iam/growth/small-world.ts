// All that there is in the world of brute-force.ts: a few actions, resources, principals and contexts.

export type Context = { readonly [key: string]: string | readonly string[] };

export const OBJECTS: readonly string[] = ['a/x', 'a/home/bob/x', 'ab/x', 'b/y', 'b/public/x', 'other/z'].map(
  (name) => `arn:aws:s3:::${name}`,
);
export const BUCKETS: readonly string[] = ['a', 'ab', 'b', 'other'].map((name) => `arn:aws:s3:::${name}`);
export const ROLES: readonly string[] = ['deploy', 'admin', 'team/admin', 'x'].map(
  (name) => `arn:aws:iam::111122223333:role/${name}`,
);
export const USERS: readonly string[] = ['bob', 'alice'].map(
  (name) => `arn:aws:iam::111122223333:user/${name}`,
);

/** Actions with the resources that AWS lets them act on. */
export const WORLD: { readonly [action: string]: readonly string[] } = {
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

export const TRUST: { readonly [action: string]: readonly string[] } = {
  'sts:AssumeRole': ['*'],
  'sts:TagSession': ['*'],
};

export const CONTEXTS: readonly Context[] = product({
  'aws:SourceVpce': [null, 'vpce-1', 'vpce-2', 'vpce-3', 'vpce-12', 'other'],
  'aws:SourceIp': [null, '10.0.0.1', '10.1.0.1', '192.168.0.1'],
  'aws:MultiFactorAuthPresent': [null, 'true', 'false'],
  'aws:username': [null, 'bob', 'alice'],
  'aws:TagKeys': [
    null,
    ['team'],
    ['cost'],
    ['team', 'cost'],
    ['other'],
    ['other', 'team'],
    ['other', 'cost'],
    ['other', 'team', 'cost'],
  ],
});

export const PRINCIPALS: readonly string[] = [
  'anonymous',
  'arn:aws:iam::111122223333:role/deploy',
  'arn:aws:iam::111122223333:user/bob',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::444455556666:role/x',
  'service:lambda.amazonaws.com',
  'service:ec2.amazonaws.com',
];

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
