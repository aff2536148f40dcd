// Policies of templates that stand under conditions: both ways are judged, each against the case that differs in one place.
import { describe, expect, test } from 'vitest';
import { classify } from '../../../../src/classify/index.ts';
import { cloudformation } from '../../../../src/formats/cloudformation.ts';
import { formatFile } from '../../../../src/formats/format-file.ts';
import { diffOf, landscapeOf } from '../../example-change.ts';

const PATH = 'stacks/main.yaml';

/** `severity id message` of the findings about access. */
function told(before: string | null, after: string | null): readonly string[] {
  const [old, now] = [before, after].map((text) =>
    text === null ? null : formatFile({ path: PATH, blob: `blob of ${text.length}`, text }),
  );
  const input = { path: PATH, previousPath: null, before: old ?? null, after: now ?? null };
  const result = cloudformation.parse(input, 'cloudformation');
  if (result.kind !== 'parsed') throw new Error(result.problem.message);
  const diff = diffOf({ changes: result.changes });
  const { findings } = classify({ diff, landscape: landscapeOf(), agentInvolved: true });
  return findings
    .filter(({ id }) => /^iam-(access-grows|trust-widened|deny-removed)$/.test(id))
    .map(({ id, severity, message }) => `${severity} ${id} ${message}`);
}

const HEAD = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Power: { Type: String, Default: AdministratorAccess }
Conditions:
  IsProd: !Equals [!Ref AWS::Region, us-east-1]
  IsBig: !Equals [!Ref AWS::AccountId, "111122223333"]
`;
const LAMBDA = '{ Service: lambda.amazonaws.com }';

function role(more: string, principal = LAMBDA): string {
  return `${HEAD}Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Action: sts:AssumeRole, Principal: ${principal} }]
${more}`;
}

const WIDE = '{ Effect: Allow, Action: "iam:*", Resource: "*" }';
const NARROW = '{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }';
const LESS = '{ Effect: Allow, Action: "iam:GetRole", Resource: "*" }';
const DENY = '{ Effect: Deny, Action: "iam:*", Resource: "*" }';
const document = (statement: string): string => `{ Version: "2012-10-17", Statement: ${statement} }`;
const policy = (statement: string): string =>
  `{ PolicyName: a, PolicyDocument: ${document(`[${statement}]`)} }`;
const statements = (list: string): string =>
  role(`      Policies: [{ PolicyName: a, PolicyDocument: ${document(list)} }]\n`);

const GROWS = 'high iam-access-grows iam:* on every resource is now allowed.';
const NOTHING = '!Ref AWS::NoValue';

describe('inline policies under a condition', () => {
  test.each([
    ['a policy of a list', `[!If [IsProd, ${policy(WIDE)}, ${policy(NARROW)}]]`],
    ['on the other way', `[!If [IsProd, ${policy(NARROW)}, ${policy(WIDE)}]]`],
    ['where nothing is the other way', `[!If [IsProd, ${policy(WIDE)}, ${NOTHING}]]`],
    ['beside one without a condition', `[${policy(NARROW)}, !If [IsProd, ${policy(WIDE)}, ${NOTHING}]]`],
    ['the whole list', `!If [IsProd, [${policy(WIDE)}], ${NOTHING}]`],
    ['in a condition', `[!If [IsProd, !If [IsBig, ${policy(WIDE)}, ${NOTHING}], ${NOTHING}]]`],
    ['the document', `[{ PolicyName: a, PolicyDocument: !If [IsProd, ${document(WIDE)}, ${NOTHING}] }]`],
    ['the statements', `[${policy(`!If [IsProd, ${WIDE}, ${NARROW}]`)}]`],
    [
      'the list of statements',
      `[{ PolicyName: a, PolicyDocument: ${document(`!If [IsProd, [${WIDE}], []]`)} }]`,
    ],
    ['the action', `[${policy(WIDE.replace('"iam:*"', '!If [IsProd, "iam:*", "s3:GetObject"]'))}]`],
    [
      'one of the actions',
      `[${policy(WIDE.replace('"iam:*"', `["s3:GetObject", !If [IsProd, "iam:*", ${NOTHING}]]`))}]`,
    ],
    [
      'a list of actions',
      `[${policy(WIDE.replace('"iam:*"', '!If [IsProd, ["iam:*"], ["s3:GetObject"]]'))}]`,
    ],
    [
      'the resource',
      `[${policy(WIDE.replace('Resource: "*"', 'Resource: !If [IsProd, "*", "arn:aws:s3:::a"]'))}]`,
    ],
  ])('%s', (_name, policies) => {
    const head = role(`      Policies: ${policies}\n`);
    expect(told(role(''), head)).toContain(GROWS);
    expect(told(head, `${head}# the same\n`)).toEqual([]);
    expect(told(role(''), head.replaceAll('iam:*', 's3:GetObject'))).not.toContain(GROWS);
  });

  test('more than is told apart is unknown, and counts', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => `!If [${name}, "s3:${name}", "s3:X"]`);
    expect(told(role(''), statements(`[${WIDE.replace('"iam:*"', `[${many.join(', ')}]`)}]`))).toEqual([
      expect.stringContaining('iam-access-grows'),
    ]);
  });

  test.each([
    [
      'a policy that nobody can tell',
      `[!If [IsProd, { PolicyName: a, PolicyDocument: !ImportValue p }, ${NOTHING}]]`,
    ],
    ['a list that nobody can tell', '!FindInMap [A, !Ref B, c]'],
  ])('%s', (_name, policies) => {
    expect(told(role(''), role(`      Policies: ${policies}\n`))).toEqual([
      expect.stringMatching(/^low iam-access-grows It cannot be told/),
    ]);
  });
});

describe('both sides under conditions', () => {
  const conditional = (first: string, second = NOTHING, name = 'IsProd'): string =>
    statements(`[!If [${name}, ${first}, ${second}]]`);

  test.each<[string, string, string, readonly string[]]>([
    [
      'one way grows',
      conditional(NARROW, NARROW),
      conditional(NARROW, WIDE),
      [
        'high iam-access-grows iam:* on every resource is now allowed when the condition of the template: IsProd does not hold.',
      ],
    ],
    ['the condition goes', conditional(WIDE, NARROW), statements(`[${WIDE}]`), [GROWS]],
    [
      'the ways change places',
      conditional(WIDE, NARROW),
      conditional(NARROW, WIDE),
      [expect.stringContaining('It cannot be told') as string],
    ],
    ['another condition', conditional(WIDE), conditional(WIDE, NOTHING, 'IsBig'), [GROWS]],
    ['a condition comes', statements(`[${WIDE}]`), conditional(WIDE, LESS), []],
    ['one way shrinks', conditional(WIDE, WIDE), conditional(WIDE, LESS), []],
    [
      'a Deny comes under a condition',
      statements(`[${WIDE}, ${DENY}]`),
      statements(`[${WIDE}, !If [IsProd, ${DENY}, ${NOTHING}]]`),
      [expect.stringContaining('iam-deny-removed') as string],
    ],
    [
      'a Deny becomes an Allow on one way',
      statements(`[${DENY}]`),
      statements(`[${DENY.replace('Deny', '!If [IsProd, Allow, Deny]')}]`),
      [expect.stringContaining('iam-deny-removed') as string],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('a whole resource under a condition', () => {
  const under = (condition: string, statement = WIDE): string =>
    statements(`[${statement}]`).replace('    Properties:', `${condition}    Properties:`);
  const PROD = '    Condition: IsProd\n';

  test.each<[string, string, string, readonly string[]]>([
    ['it goes', under(PROD), under(''), [GROWS]],
    ['it is another', under(PROD), under('    Condition: IsBig\n'), [GROWS]],
    ['it means something else', under(PROD), under(PROD).replace('us-east-1', 'eu-west-1'), [GROWS]],
    ['it comes', under(''), under(PROD), []],
    ['it stays', under(PROD), under(PROD).replace('PolicyName: a', 'PolicyName: b'), []],
    [
      'it comes, and a Deny with it',
      under('', DENY),
      under(PROD, DENY),
      [expect.stringContaining('iam-deny-removed') as string],
    ],
  ])('%s', (_name, before, after, expected) => {
    const found = told(before, after).filter((one) => !one.includes('iam-trust-widened'));
    expect(found).toEqual(expected);
  });
});

describe('conditions that are written down in full', () => {
  const decided = (definition: string, policies: string): string =>
    role(`      Policies: ${policies}\n`).replace(
      'IsProd: !Equals [!Ref AWS::Region, us-east-1]',
      `IsProd: ${definition}`,
    );
  const BOTH = `[!If [IsProd, ${policy(WIDE)}, ${policy(NARROW)}]]`;

  test.each<[string, readonly string[]]>([
    ['!Equals [a, a]', [GROWS]],
    ['!Equals [a, b]', [expect.stringContaining('s3:GetObject on a/* is now allowed.') as string]],
    ['!Equals [!Ref AWS::Region, b]', [GROWS]],
  ])('%s', (definition, expected) => {
    expect(told(role(''), decided(definition, BOTH))).toEqual(expected);
  });

  test('a condition that means something else changes who uses it', () => {
    const other = decided('!Equals [!Ref AWS::Region, eu-west-1]', BOTH);
    expect(told(decided('!Equals [!Ref AWS::Region, us-east-1]', BOTH), other)).toContain(GROWS);
    expect(told(other, `${other}# the same\n`)).toEqual([]);
  });
});

describe('trust under a condition', () => {
  test.each([
    ['the principal', `!If [IsProd, { AWS: "*" }, ${LAMBDA}]`],
    ['its name', '{ AWS: !If [IsProd, "*", "111122223333"] }'],
    ['one of its names', `{ Service: lambda.amazonaws.com, AWS: [!If [IsProd, "*", ${NOTHING}]] }`],
  ])('%s', (_name, principal) => {
    expect(told(role(''), role('', principal))).toContain(
      'high iam-trust-widened Everybody, in any AWS account, may assume this role.',
    );
  });

  test('a condition key that stands on one way', () => {
    const asked = (condition: string): string =>
      role('', `{ AWS: "arn:aws:iam::111122223333:root" }, Condition: ${condition}`);
    const id = '{ StringEquals: { "sts:ExternalId": x } }';
    expect(told(asked(id), asked(`!If [IsProd, ${id}, ${NOTHING}]`))).not.toEqual([]);
    expect(told(asked(id), asked(`!If [IsProd, ${id}, ${id}]`))).toEqual([]);
  });
});

describe('managed policies', () => {
  const attached = (list: string): string => role(`      ManagedPolicyArns: ${list}\n`);
  const ALL = 'high iam-access-grows Every action on every resource is now allowed.';
  const ADMIN = '!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"';

  test.each([
    ['by Sub', `[${ADMIN}]`],
    ['by a parameter', '[!Sub "arn:aws:iam::aws:policy/${Power}"]'],
    ['under a condition', `[!If [IsProd, ${ADMIN}, ${NOTHING}]]`],
    ['in a list under a condition', `!If [IsProd, [${ADMIN}], []]`],
    ['in a condition of a condition', `!If [IsProd, [!If [IsBig, ${NOTHING}, ${ADMIN}]], []]`],
  ])('%s', (_name, list) => {
    expect(told(role(''), attached(list))).toContain(ALL);
    expect(told(attached(list), `${attached(list)}# the same\n`)).toEqual([]);
  });

  test('what was attached under a condition is attached without it', () => {
    expect(told(attached(`[!If [IsProd, ${ADMIN}, ${NOTHING}]]`), attached(`[${ADMIN}]`))).toEqual([ALL]);
    expect(told(attached(`[${ADMIN}]`), attached(`[!If [IsProd, ${ADMIN}, ${NOTHING}]]`))).toEqual([]);
  });

  test('a policy of the same template is judged where it is written', () => {
    const own = `  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: ${document(`[${WIDE}]`)} }\n`;
    const head = attached('[!Ref P]');
    expect(told(role(''), head)).toEqual([
      'low iam-access-grows It cannot be told what is attached here: !Ref P is not part of this change.',
    ]);
    expect(told(role(''), `${head}${own}`)).toEqual([GROWS]);
    expect(told(`${role('')}${own}`, `${head}${own.replace('iam:', 's3:')}`)).toEqual([
      expect.stringMatching(/s3:\* on every resource/),
      expect.stringMatching(/s3:\* on every resource/),
    ]);
  });
});

test('a Deny that goes on under the type of another maker is not gone', () => {
  const scp = (type: string, statement: string): string =>
    `${HEAD}Resources:\n  P: { Type: "${type}", Properties: { Content: ${document(`[${statement}]`)} } }\n`;
  const before = scp('Community::Organizations::Policy', DENY);
  expect(told(before, scp('AWS::Organizations::Policy', DENY))).toEqual([]);
  expect(told(before, scp('AWS::Organizations::Policy', DENY.replace('iam:*', 'iam:Pass*')))).toEqual([
    expect.stringContaining('iam-deny-removed'),
  ]);
  expect(told(before, scp('AWS::SNS::Topic', DENY))).toEqual([expect.stringContaining('iam-deny-removed')]);
});

describe('connectors of SAM', () => {
  const lone = (permissions: string, destination = 'Table'): string =>
    `${HEAD}Resources:\n  C: { Type: "AWS::Serverless::Connector", Properties: { Source: { Id: Caller }, Destination: { Id: ${destination} }, Permissions: ${permissions} } }\n`;
  const inside = (permissions: string): string =>
    `${HEAD}Resources:\n  F: { Type: "AWS::Serverless::Function", Connectors: { ToTable: { Properties: { Destination: { Id: Table }, Permissions: ${permissions} } } }, Properties: { Handler: a.b } }\n`;

  test.each<[string, string | null, string, readonly string[]]>([
    ['a new one', null, lone('[Read]'), ['low iam-access-grows A connector now lets Caller read Table.']],
    [
      'one right more',
      lone('[Read]'),
      lone('[Read, Write]'),
      ['medium iam-access-grows A connector now lets Caller write Table.'],
    ],
    [
      'another end',
      lone('[Read]'),
      lone('[Read]', 'Other'),
      ['low iam-access-grows A connector now lets Caller read Other.'],
    ],
    [
      'in a resource',
      inside('[Read]'),
      inside('[Read, Write]'),
      ['medium iam-access-grows A connector now lets F write Table.'],
    ],
    [
      'a right that nobody can tell',
      lone('[Read]'),
      lone('!Ref Rights'),
      ['medium iam-access-grows A connector now lets Caller do !Ref Rights with Table.'],
    ],
    ['one right less', lone('[Read, Write]'), lone('[Write]'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('what gives a right by naming somebody', () => {
  const thing = (type: string, properties: string): string =>
    `${HEAD}Resources:\n  T: { Type: "AWS::${type}", Properties: { ${properties} } }\n`;

  test.each<[string, string | null, string, readonly string[]]>([
    [
      'a user in a group',
      thing('IAM::UserToGroupAddition', 'GroupName: g, Users: [a]'),
      thing('IAM::UserToGroupAddition', 'GroupName: g, Users: [a, b]'),
      ['medium iam-access-grows The user b is now in the group g.'],
    ],
    [
      'a user in a group, new',
      null,
      thing('IAM::UserToGroupAddition', 'GroupName: g, Users: [a]'),
      ['medium iam-access-grows The user a is now in the group g.'],
    ],
    [
      'a group of a user',
      thing('IAM::User', 'Groups: [a]'),
      thing('IAM::User', 'Groups: [a, admins]'),
      ['medium iam-access-grows T is now in the group admins.'],
    ],
    [
      'the role of a profile',
      thing('IAM::InstanceProfile', 'Roles: [a]'),
      thing('IAM::InstanceProfile', 'Roles: [b]'),
      ['medium iam-access-grows Machines with the profile T now have the role b.'],
    ],
    [
      'an assignment',
      null,
      thing('SSO::Assignment', 'PrincipalId: p, PermissionSetArn: s, TargetId: "111122223333"'),
      ['medium iam-access-grows p now has the permission set s in 111122223333.'],
    ],
    ['a new profile', null, thing('IAM::InstanceProfile', 'Roles: [a]'), []],
    [
      'a permission under a condition',
      null,
      thing(
        'Lambda::Permission',
        'Action: "lambda:InvokeFunction", FunctionName: f, Principal: !If [IsProd, "111122223333", "444455556666"]',
      ),
      [expect.stringMatching(/by account 111122223333 is now allowed.*/) as string],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('policies as texts', () => {
  const written = (text: string): string =>
    `${HEAD}Resources:\n  P: { Type: "AWS::Logs::ResourcePolicy", Properties: { PolicyName: a, PolicyDocument: ${text} } }\n`;
  const json = (principal: string, resource: string): string =>
    `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": ${principal}, "Action": "logs:PutLogEvents", "Resource": "${resource}" }] }`;
  const ES = '{ "Service": "es.amazonaws.com" }';
  const ACCOUNT = 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:*';
  const OTHER = '{ "Service": "delivery.logs.amazonaws.com" }';

  test.each<[string, (text: string) => string]>([
    ['Sub', (text) => `!Sub '${text}'`],
    ['Sub with names of its own', (text) => `!Sub ['${text}', { Name: !Ref Thing }]`],
    [
      'ToJsonString',
      (text) => `!ToJsonString ${text.replace(ACCOUNT, 'arn:aws:logs:eu-west-1:111122223333:*')}`,
    ],
  ])('by %s', (_name, by) => {
    const base = written(by(json(ES, ACCOUNT)));
    expect(told(base, written(by(json(OTHER, ACCOUNT))))).toEqual([
      expect.stringContaining('by delivery.logs.amazonaws.com is now allowed'),
    ]);
    expect(told(base, written(by(json(ES, ACCOUNT).replace('"Action": ', '"Action":'))))).toEqual([]);
  });

  test('a name in it is unknown, and counts', () => {
    expect(told(written(`!Sub '${json(ES, 'a')}'`), written(`!Sub '${json(ES, '${Any}')}'`))).toEqual([
      expect.stringMatching(/^low iam-access-grows/),
    ]);
  });

  test.each(['!Sub \'{ "Statement": ${All} }\'', '!Sub \'{ "Statement": ["${A}" \'', '!Sub "${Policy}"'])(
    '%s cannot be told',
    (text) => {
      expect(told(written(`!Sub '${json(ES, 'a')}'`), written(text))).toEqual([
        expect.stringMatching(/^low iam-access-grows It cannot be told/),
      ]);
    },
  );
});

describe('holders of a policy', () => {
  const held = (lists: string, type = 'ManagedPolicy'): string =>
    `${HEAD}Resources:\n  P: { Type: "AWS::IAM::${type}", Properties: { PolicyDocument: ${document(`[${NARROW}]`)}, ${lists} } }\n`;

  test.each<[string, string, string, readonly string[]]>([
    [
      'a new one',
      held('Roles: [a]'),
      held('Roles: [a, b]'),
      ['medium iam-access-grows The rights of P are now also held by the role b.'],
    ],
    [
      'of another resource, in a list that is new',
      held('Roles: [a]', 'Policy'),
      held('Roles: [a], Users: [!Ref U]', 'Policy'),
      ['medium iam-access-grows The rights of P are now also held by the user !Ref U.'],
    ],
    ['one less', held('Groups: [a, b]'), held('Groups: [b]'), []],
    ['another order', held('Groups: [a, b]'), held('Groups: [b, a]'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('policies of SAM', () => {
  const functionWith = (policies: string): string =>
    `${HEAD}Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies: ${policies}
`;
  const BASE = functionWith('[AWSLambdaBasicExecutionRole]');
  const ALL = 'high iam-access-grows Every action on every resource is now allowed.';
  const UNKNOWN = expect.stringMatching(/^low iam-access-grows It cannot be told/) as string;

  test.each<[string, string, readonly string[]]>([
    ['a name', '[AdministratorAccess]', [ALL]],
    ['a name without a list', 'AdministratorAccess', [ALL]],
    ['a name under a condition', `[!If [IsProd, AdministratorAccess, ${NOTHING}]]`, [ALL]],
    [
      'the name of another policy',
      '[AWSLambdaBasicExecutionRole, AmazonS3FullAccess]',
      [
        'medium iam-access-grows The AWS managed policy AmazonS3FullAccess is attached: every action of its service on every resource.',
      ],
    ],
    ['a parameter', '[!Ref Other]', [UNKNOWN]],
    [
      'a template',
      '[{ DynamoDBReadPolicy: { TableName: t } }]',
      [expect.stringMatching(/dynamodb:\w+ on table\/t/) as string],
    ],
    [
      'a template under a condition',
      `[!If [IsProd, { DynamoDBReadPolicy: { TableName: !Ref T } }, ${NOTHING}]]`,
      [expect.stringMatching(/dynamodb:\w+ on !Sub ".*table\/\$\{T/) as string],
    ],
    [
      'a template without its parameter',
      '[{ SQSPollerPolicy: {} }]',
      [expect.stringMatching(/sqs:/) as string],
    ],
    [
      'a template with a condition in it',
      '[{ EFSWriteAccessPolicy: { FileSystem: a, AccessPoint: b } }]',
      [expect.stringMatching(/elasticfilesystem:\w+ on .* is now allowed when/) as string],
    ],
    ['a template that nobody knows', '[{ AcmePolicy: {} }]', [UNKNOWN]],
    ['a statement', `[${document(`[${WIDE}]`)}]`, [GROWS]],
  ])('%s', (_name, policies, expected) => {
    expect(told(BASE, functionWith(policies))).toEqual(expected);
    expect(told(functionWith(policies), `${functionWith(policies)}# the same\n`)).toEqual([]);
  });

  test('a state machine has them too, another type has none', () => {
    const named = (type: string, list: string): string => functionWith(list).replace('Function', type);
    expect(told(named('StateMachine', '[]'), named('StateMachine', '[AdministratorAccess]'))).toEqual([ALL]);
    expect(told(named('Api', '[]'), named('Api', '[AdministratorAccess]'))).toEqual([]);
  });

  test('a template by another name for more', () => {
    const [read, write] = ['S3ReadPolicy', 'S3CrudPolicy'].map((name) =>
      functionWith(`[{ ${name}: { BucketName: b } }]`),
    );
    expect(told(read ?? '', write ?? '')).toEqual([expect.stringMatching(/s3:Put\w+ on/)]);
    expect(told(write ?? '', read ?? '')).toEqual([]);
  });
});
