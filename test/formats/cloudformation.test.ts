// CloudFormation templates: what the fixtures do not show, each against the case that differs in one place.
import { describe, expect, test } from 'vitest';
import { formatFile } from '../../src/formats/format-file.ts';
import { cloudformation } from '../../src/formats/cloudformation.ts';
import type { FormatResult } from '../../src/formats/format.ts';
import { recognise } from '../../src/formats/registry.ts';
import type { Attribute, ParsedChange } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import fc from '../properties.ts';

const PATH = 'stacks/main.yaml';

function fileOf(text: string, path = PATH): ReturnType<typeof formatFile> {
  return formatFile({ path, blob: `blob of ${text.length}`, text });
}

function read(before: string | null, after: string | null): FormatResult {
  const [old, now] = [before, after].map((text) => (text === null ? null : fileOf(text)));
  const input = { path: PATH, previousPath: null, before: old ?? null, after: now ?? null };
  return cloudformation.parse(input, 'cloudformation');
}

function changesOf(before: string | null, after: string | null): readonly ParsedChange[] {
  const result = read(before, after);
  return result.kind === 'parsed' ? result.changes : [];
}

/** The template with one resource that has these properties, in YAML's flow notation. */
function template(properties: string, type = 'AWS::Acme::Thing', more = ''): string {
  return `AWSTemplateFormatVersion: "2010-09-09"\n${more}Resources:\n  Thing:\n    Type: ${type}\n    Properties: ${properties}\n`;
}

/** The value that a property is read as. */
function valueOf(property: string, more = ''): JsonValue {
  const [change] = changesOf(null, template(`{ P: ${property} }`, 'AWS::Acme::Thing', more)).filter(
    ({ address }) => address === 'Thing',
  );
  const state = change?.after ?? {};
  return (
    state['P']?.value ?? Object.fromEntries(Object.entries(state).map(([path, { value }]) => [path, value]))
  );
}

function attributesOf(before: string, after: string): readonly Attribute[] {
  return changesOf(before, after).flatMap(({ attributes }) => attributes);
}

describe('YML-05: custom tags', () => {
  test.each([
    ['!Sub', '!Sub "${A}"', true],
    ['!GetAtt', '!GetAtt A.B', true],
    ['!Condition', '!Condition A', true],
    ['!!str', '!!str 1', true],
    ['!!js/function', '!!js/function "x"', false],
    ['!!binary', '!!binary eA==', false],
    ['!Rain::Embed', '!Rain::Embed x', false],
    ['!sub in another case', '!sub x', false],
  ])('YML-05: %s in a template is read: %s', (_name, text, readable) => {
    const result = read(null, template(`{ P: ${text} }`));
    expect(result.kind).toBe(readable ? 'parsed' : 'unreadable');
    if (result.kind === 'unreadable') expect(result.problem).toMatchObject({ line: 5, why: 'unknown-tag' });
  });

  test('YML-05: the tags of templates mean nothing elsewhere', () => {
    const manifest = fileOf('apiVersion: v1\nkind: ConfigMap\ndata: { a: !Sub x }\n', 'a.yaml');
    const found = recognise(manifest);
    expect(found?.id).toBe('kubernetes');
    const input = { path: 'a.yaml', previousPath: null, before: null, after: manifest };
    expect(found?.format.parse(input, 'kubernetes')).toMatchObject({
      kind: 'unreadable',
      problem: { why: 'unknown-tag' },
    });
  });
});

test.each([
  ['001234567890', '001234567890'],
  ['012345670123', '012345670123'],
  ['123456789012', 123_456_789_012],
  ['123456789012345678901', '123456789012345678901'],
  ['"123456789012"', '123456789012'],
])('YML-12: the account id %s keeps its digits', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
  expect(valueOf(`[${text}]`)).toEqual([expected]);
});

describe('YML-17: content from elsewhere', () => {
  const stack = (url: string): string => template(`{ TemplateURL: ${url} }`, 'AWS::CloudFormation::Stack');

  test.each([
    ['a nested template by address', stack('https://example.com/x.yaml'), true],
    ['in a bucket', stack('s3://bucket/x.yaml'), true],
    ['computed', stack('!Sub "${Bucket}/x.yaml"'), true],
    [
      'a template as a text',
      template('{ TemplateBody: "Resources: {}" }', 'AWS::CloudFormation::StackSet'),
      true,
    ],
    [
      'a product',
      template('{ ProvisioningArtifactParameters: [] }', 'AWS::ServiceCatalog::CloudFormationProduct'),
      true,
    ],
    ['properties that a function makes', template('!FindInMap [A, !Ref B, C]'), true],
    ['a nested template beside this one', stack('./x.yaml'), false],
    [
      'an application of the repository',
      template('{ Location: { ApplicationId: x } }', 'AWS::Serverless::Application'),
      true,
    ],
    [
      'an application beside this one',
      template('{ Location: app/template.yaml }', 'AWS::Serverless::Application'),
      false,
    ],
    [
      'an included piece',
      template(
        '{ Body: { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "s3://b/x" } } } }',
      ),
      true,
    ],
    [
      'an included piece in the short spelling',
      template('{ Body: !Transform { Name: "AWS::Include" } }'),
      true,
    ],
    ['a piece beside other members', template('{ Body: { "Fn::Transform": { Name: M }, Other: 1 } }'), true],
    ['nothing of this', template('{ Body: { Transform: { Name: "AWS::Include" } } }'), false],
  ])('YML-17: %s is opaque: %s', (_name, text, opaque) => {
    expect(changesOf(null, text).map((change) => change.opaque)).toEqual([opaque]);
  });

  test.each([
    ['AWS::Serverless-2016-10-31', []],
    ['[AWS::LanguageExtensions, AWS::SecretsManager-2024-09-16]', []],
    ['AWS::Include', ['Transform']],
    ['{ Name: AWS::Include, Parameters: { Location: s3://b/x } }', ['Transform']],
    ['[AWS::Serverless-2016-10-31, HouseRules]', ['Transform']],
    ['AWS::Serverless-2016-10-31x', ['Transform']],
  ])('YML-17: with the transform %s a changed template has the opaque changes %j', (transform, expected) => {
    const text = template('{ P: 1 }', 'AWS::Acme::Thing', `Transform: ${transform}\n`);
    const changes = changesOf(text, text.replace('P: 1', 'P: 2'));
    expect(changes.filter(({ opaque }) => opaque).map(({ address }) => address)).toEqual(expected);
    expect(changes.map(({ address }) => address)).toContain('Thing');
    expect(changesOf(text, `${text}# a comment\n`)).toEqual([]);
  });

  test('YML-17: a nested template beside this one is pulled in', () => {
    const paths = ['./x.yaml', '../net/y.yaml', '../../z.yaml', '/etc/passwd', 'https://a/b.yaml'];
    const text = `Resources:\n${paths.map((path, index) => `  R${index}: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "${path}" } }`).join('\n')}`;
    expect(cloudformation.pullsIn?.(fileOf(text))).toEqual(['stacks/x.yaml', 'net/y.yaml']);
  });
});

describe('functions', () => {
  test.each([
    ['!Ref A', 'Ref: A', '!Ref A'],
    ['!GetAtt A.B.C', '"Fn::GetAtt": [A, B.C]', '!GetAtt A.B.C'],
    ['!Sub "${A}-x"', '"Fn::Sub": "${A}-x"', '!Sub "${A}-x"'],
    [
      '!If [C, 1, !Ref AWS::NoValue]',
      '"Fn::If": [C, 1, { Ref: AWS::NoValue }]',
      '!If ["C", 1, !Ref AWS::NoValue]',
    ],
    ['!Join ["-", [a, !Ref B]]', '"Fn::Join": ["-", [a, { Ref: B }]]', '!Join ["-", ["a", !Ref B]]'],
    ['!ImportValue x', '"Fn::ImportValue": x', '!ImportValue "x"'],
    ['!FindInMap [A, !Ref B, C]', '"Fn::FindInMap": [A, { Ref: B }, C]', '!FindInMap ["A", !Ref B, "C"]'],
    ['!Base64 x', '"Fn::Base64": x', '!Base64 "x"'],
    ['!GetAZs ""', '"Fn::GetAZs": ""', '!GetAZs ""'],
    [
      '!Cidr [!GetAtt V.C, 2, 8]',
      '"Fn::Cidr": [{ "Fn::GetAtt": [V, C] }, 2, 8]',
      '!Cidr [!GetAtt V.C, 2, 8]',
    ],
  ])('%s is the same in both spellings', (short, long, expected) => {
    expect(valueOf(short)).toEqual({ expression: expected });
    expect(valueOf(`{ ${long} }`)).toEqual({ expression: expected });
  });

  test.each<[string, JsonValue]>([
    ['!Sub "0.0.0.0/0"', '0.0.0.0/0'],
    ['!Sub ["${a}/0", { a: 0.0.0.0 }]', '0.0.0.0/0'],
    ['!Sub "${!Literal}"', '${Literal}'],
    ['!Join ["", ["0.0.0", ".0/0"]]', '0.0.0.0/0'],
    ['!Select [1, [a, "0.0.0.0/0"]]', '0.0.0.0/0'],
    ['!Select [0, !Split [",", "0.0.0.0/0,b"]]', '0.0.0.0/0'],
    ['!FindInMap [M, a, b]', '0.0.0.0/0'],
    ['!FindInMap [M, a, list]', ['x', 'y']],
    ['!FindInMap [M, a, !Sub "b"]', '0.0.0.0/0'],
    ['!FindInMap [M, a, missing]', { expression: '!FindInMap ["M", "a", "missing"]' }],
    ['!FindInMap [M, a, loop]', { expression: '!FindInMap ["M", "a", "loop"]' }],
    ['!Select [7, [a]]', { expression: '!Select [7, ["a"]]' }],
    ['!Join ["", "x"]', { expression: '!Join ["", "x"]' }],
    ['"{{resolve:ssm:name}}"', { expression: '{{resolve:ssm:name}}' }],
    ['!Join ["", ["{{resolve:ssm:", "name}}"]]', { expression: '{{resolve:ssm:name}}' }],
    ['{ Ref: A, Other: B }', { 'P.Ref': 'A', 'P.Other': 'B' }],
    ['{ Condition: { Bool: x } }', { 'P.Condition.Bool': 'x' }],
    ['{ Condition: x }', { 'P.Condition': 'x' }],
  ])('%s is %j', (text, expected) => {
    const mapping =
      'Mappings: { M: { a: { b: "0.0.0.0/0", list: [x, y], loop: !FindInMap [M, a, loop] } } }\n';
    expect(valueOf(text, mapping)).toEqual(expected);
  });

  test.each([
    ['a default', '{ Type: String, Default: "0.0.0.0/0" }', '!Ref A (A is "0.0.0.0/0" by default)'],
    ['a list', '{ Type: CommaDelimitedList, Default: "a, b" }', '!Ref A (A is "a", "b" by default)'],
    ['none', '{ Type: String }', '!Ref A'],
    [
      'the name of a parameter elsewhere',
      '{ Type: "AWS::SSM::Parameter::Value<String>", Default: /x }',
      '!Ref A (A is looked up at "/x" by default)',
    ],
    ['a secret', '{ Type: String, Default: hunter2, NoEcho: true }', '!Ref A'],
    ['a long one', `{ Type: String, Default: ${'x'.repeat(129)} }`, '!Ref A'],
  ])('a parameter with %s', (_name, parameter, expected) => {
    expect(valueOf('!Ref A', `Parameters: { A: ${parameter} }\n`)).toEqual({ expression: expected });
  });

  test('another default is a change of what uses it, and a replacement where that forces one', () => {
    const text = template('{ BucketName: !Ref A }', 'AWS::S3::Bucket', 'Parameters: { A: { Default: x } }\n');
    const changes = changesOf(text, text.replace('x }', 'y }'));
    expect(changes.map(({ address, action }) => [address, action])).toEqual([
      ['Parameters.A', 'update'],
      ['Thing', 'update'],
    ]);
  });
});

describe('values that readers take differently', () => {
  test.each(['yes', 'No', 'on', 'OFF', '0644', '0x1F', '22:30', '1_000'])('%s is unknown', (text) => {
    expect(valueOf(text)).toEqual({ expression: text });
    expect(valueOf(`"${text}"`)).toBe(text);
  });

  test('text and number, text and flag are the same to the service', () => {
    expect(changesOf(template('{ A: "80", B: true }'), template('{ A: 80, B: "true" }'))).toEqual([]);
    expect(attributesOf(template('{ A: "80" }'), template('{ A: 81 }'))).toHaveLength(1);
  });
});

describe('resources', () => {
  test('what stands beside the properties keeps its name, and a property of that name its place', () => {
    const text = `Resources:\n  A:\n    Type: AWS::Events::EventBusPolicy\n    Condition: IsProd\n    Version: "1"\n    Properties: { Condition: { Key: x }, Version: "2" }\n`;
    const [change] = changesOf(null, text);
    expect(change?.attributes.map(({ path, after }) => [path, after])).toEqual([
      ['Condition', { expression: '!Condition IsProd' }],
      ['ResourceAttribute.Version', '1'],
      ['Properties.Condition.Key', 'x'],
      ['Version', '2'],
    ]);
  });

  test('a loop tells what it repeats, with what it repeats it for', () => {
    const text = `Resources:\n  Fn::ForEach::All: [Name, !Ref Names, { "Topic\${Name}": { Type: "AWS::SNS::Topic" } }]\n`;
    const [change, ...others] = changesOf(text, text.replace('Names', 'Others'));
    expect(others).toEqual([]);
    expect(change).toMatchObject({ address: 'Topic${Name}', type: 'AWS::SNS::Topic', action: 'update' });
    expect(change?.attributes).toMatchObject([{ path: 'Fn::ForEach' }]);
  });

  describe('a loop over values that are written down is what it makes', () => {
    const BODY =
      '{ "Bucket&{Name}": { Type: "AWS::S3::Bucket", Properties: { A: !Ref Name, B: { Ref: Name }, C: !Sub "${Name}-${Other}", D: !Ref Other } } }';
    const loop = (values: string, body = BODY): string =>
      `Resources:\n  Fn::ForEach::All: [Name, ${values}, ${body}]\n`;
    const said = (before: string | null, after: string): readonly string[] =>
      changesOf(before, after).map(({ action, address }) => `${action} ${address}`);

    test('each by itself', () => {
      expect(said(null, loop('[a.b, c]'))).toEqual(['create Bucketab', 'create Bucketc']);
      expect(changesOf(null, loop('[a.b]'))[0]?.after).toMatchObject({
        A: { value: 'a.b' },
        B: { value: 'a.b' },
        C: { value: { expression: '!Sub "a.b-${Other}"' } },
        D: { value: { expression: '!Ref Other' } },
      });
    });

    test('a value less is a resource less', () => {
      expect(said(loop('[a, b]'), loop('[a]'))).toEqual(['delete Bucketb']);
      expect(said(loop('[a, b]'), loop('[]'))).toEqual(['delete Bucketa', 'delete Bucketb']);
      expect(
        said(
          loop('[a]'),
          'Resources:\n  Bucketa: { Type: "AWS::S3::Bucket", Properties: { A: a, B: a, C: !Sub "a-${Other}", D: !Ref Other } }\n',
        ),
      ).toEqual([]);
    });

    test('in a loop, and in conditions', () => {
      const inner = `{ "Fn::ForEach::Inner": [Other, [x, y], { "Topic\${Name}\${Other}": { Type: "AWS::SNS::Topic" } }] }`;
      expect(said(null, loop('[a, b]', inner))).toEqual(
        ['ax', 'ay', 'bx', 'by'].map((name) => `create Topic${name}`),
      );
      const conditions = (value: string): string =>
        `Conditions: { "Fn::ForEach::C": [N, [a], { "Is\${N}": !Equals [x, ${value}] }] }\nResources:\n  A: { Type: "AWS::SNS::Topic", Condition: Isa }\n`;
      expect(said(conditions('x'), conditions('y'))).toEqual(['update Conditions.Isa', 'delete A']);
    });

    test('too many are left as they are', () => {
      const values = `[${Array.from({ length: 300 }, (_, at) => `v${at}`).join(', ')}]`;
      const deep = `{ "Fn::ForEach::Inner": [Other, ${values}, { "Fn::ForEach::Most": [More, ${values}, { "T\${Name}\${Other}\${More}": { Type: "AWS::SNS::Topic" } }] }] }`;
      expect(changesOf(null, loop(values, deep)).length).toBeLessThan(20_000);
    });
  });

  test('a section nobody knows is opaque, a description is nothing', () => {
    const text = template('{ A: 1 }');
    expect(changesOf(text, `Surprise: { B: 1 }\n${text}`)).toMatchObject([
      { address: 'Surprise', type: null, opaque: true },
    ]);
    expect(changesOf(text, `Description: words\n${text}`)).toEqual([]);
  });
});

describe('small texts that would become large', () => {
  const nested = (depth: number): string =>
    depth === 0 ? '"xxxxxxxx"' : `!Sub ["\${a}\${a}\${a}\${a}", { a: ${nested(depth - 1)} }]`;

  test('substitutions in substitutions stay expressions', () => {
    const text = template(`{ P: ${nested(25)} }`);
    const [change] = changesOf(null, text);
    expect(JSON.stringify(change).length).toBeLessThan(20 * text.length);
  });

  test('aliases in aliases are refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${level}: &a${level} [${Array.from({ length: 8 }, () => (level === 0 ? 'x' : `*a${level - 1}`)).join(', ')}]`,
    );
    const result = read(null, `AWSTemplateFormatVersion: "2010-09-09"\nMetadata: { ${levels.join(', ')} }\n`);
    expect(result).toMatchObject({ kind: 'unreadable', problem: { why: 'too-many-nodes' } });
  });
});

describe('whose file it is', () => {
  test.each([
    ['by its version', 'a.yaml', 'AWSTemplateFormatVersion: "2010-09-09"', 'cloudformation'],
    ['by a resource', 'a.json', '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}', 'cloudformation'],
    ['a resource of a custom type', 'a.yml', 'Resources: { A: { Type: "Custom::X" } }', 'cloudformation'],
    ['resources of nobody', 'a.yml', 'Resources: { A: { Type: "Thing" } }', null],
    [
      'with a policy in it',
      'a.json',
      '{"Resources":{"A":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":[{"Effect":"Allow"}]}}}}}',
      'cloudformation',
    ],
    [
      'where CDK writes it',
      'cdk.out/A.template.json',
      '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}',
      'cloudformation',
    ],
    ['where CDK writes other things', 'cdk.out/manifest.json', '{"version":"1"}', 'cdk'],
    [
      'a template by its ending',
      'a.template',
      'Resources: { A: { Type: "AWS::S3::Bucket" } }',
      'cloudformation',
    ],
    ['another template', 'a.template', 'Hello {{ name }}', 'cloudformation'],
    [
      'a workflow',
      '.github/workflows/a.yml',
      'Resources: { A: { Type: "AWS::S3::Bucket" } }',
      'github-workflow',
    ],
  ])('%s', (_name, path, text, expected) => {
    expect(recognise(fileOf(text, path))?.id ?? null).toBe(expected);
  });
});

test('a secret is shown nowhere, wherever it stands', () => {
  const places = [
    (secret: string) => template(`{ MasterUserPassword: ${secret} }`),
    (secret: string) =>
      template(`{ P: !If [C, { MasterUserPassword: ${secret} }, { Name: DB_TOKEN, Value: ${secret} }] }`),
    (secret: string) => template(`{ Environment: [{ Name: DB_TOKEN, Value: ${secret} }] }`),
    (secret: string) => template(`{ Environment: { Variables: { API_KEY: ${secret} } } }`),
    (secret: string) =>
      template(
        '{ P: !Ref A }',
        'AWS::Acme::Thing',
        `Parameters: { A: { NoEcho: "true", Default: ${secret} } }\n`,
      ),
    (secret: string) =>
      template(
        '{ MasterUserPassword: !Sub "${A}" }',
        'AWS::Acme::Thing',
        `Parameters: { A: { Default: ${secret} } }\n`,
      ),
    (secret: string) =>
      template('{ P: 1 }', 'AWS::Acme::Thing', `Outputs: { DbPassword: { Value: ${secret} } }\n`),
    (secret: string) => template(`{ Url: "postgres://user:${secret}@host" }`),
    (secret: string) =>
      template(
        '{ P: !If [C, 1, 2] }',
        'AWS::Acme::Thing',
        `Parameters: { A: { NoEcho: true } }\nConditions: { C: !Not [!Equals [!Ref A, ${secret}]] }\n`,
      ),
  ];
  const word = fc.stringMatching(/^[a-z]{12}$/).map((text) => `s3cr3t${text}`);
  fc.assert(
    fc.property(fc.constantFrom(...places), word, word, (place, before, after) => {
      fc.pre(before !== after);
      const result = read(place(before), place(after));
      expect(result.kind === 'parsed' && result.changes.length > 0).toBe(true);
      expect(JSON.stringify(result)).not.toContain('s3cr3t');
    }),
    { numRuns: 60 },
  );
});

describe('what stands elsewhere in the template shows where it is used', () => {
  const stackWith = (conditions: string, mapping = 'b: 1', value = 'x'): string =>
    `Parameters: { P: { Type: String, Default: ${value} }, Q: { Type: String, NoEcho: true, Default: ${value} } }
Mappings: { M: { a: { ${mapping} }, c: { b: 2 } }, MySecrets: { a: { b: ${value} } } }
Conditions: { A: ${conditions}, B: !Not [!Condition A], C: !Equals [!FindInMap [M, !Ref P, b], 1] }
Resources:
  One: { Type: "AWS::SNS::Topic", Condition: B, Properties: { V: !If [B, 1, 2] } }
  Two: { Type: "AWS::SNS::Topic", Properties: { V: !FindInMap [M, !Ref X, b], W: !FindInMap [!Ref Y, a, b] } }
  Three: { Type: "AWS::SNS::Topic", Properties: { V: !Ref Q, W: !Sub "\${Q}" } }
  Four: { Type: "AWS::SNS::Topic", Properties: { V: !FindInMap [MySecrets, !Ref X, b] } }
  Five: { Type: "AWS::SNS::Topic", Properties: { V: !If [C, 1, 2] } }
`;
  const BASE = stackWith('!Equals [!Ref AWS::Region, a]');

  test.each<[string, string, readonly string[]]>([
    ['nothing', BASE, []],
    [
      'a condition, through another',
      stackWith('!Equals [!Ref AWS::Region, b]'),
      ['Conditions.A', 'Conditions.B', 'One'],
    ],
    [
      'a mapping, also through a condition',
      stackWith('!Equals [!Ref AWS::Region, a]', 'b: 3'),
      ['Conditions.C', 'Five', 'Mappings.M', 'Two'],
    ],
    ['another member of it', stackWith('!Equals [!Ref AWS::Region, a]', 'b: 1, d: 1'), ['Mappings.M', 'Two']],
    [
      'a default, a secret one too',
      stackWith('!Equals [!Ref AWS::Region, a]', 'b: 1', 'y'),
      ['Conditions.C', 'Five', 'Four', 'Mappings.MySecrets', 'Parameters.P', 'Parameters.Q', 'Three', 'Two'],
    ],
  ])('%s', (_name, head, expected) => {
    const changes = changesOf(BASE, head);
    expect(changes.map(({ address }) => address).toSorted()).toEqual(expected);
  });

  test('with what it was and is', () => {
    const head = stackWith('!Equals [!Ref AWS::Region, b]', 'b: 3');
    const [one, two] = ['One', 'Two'].map((name) =>
      changesOf(BASE, head).find(({ address }) => address === name),
    );
    expect(one?.attributes.find(({ path }) => path === 'Condition')).toMatchObject({
      before: {
        expression: '!Condition B (B is !Not [!Condition A], A is !Equals [!Ref AWS::Region, "a"])',
      },
      after: {
        expression: '!Condition B (B is !Not [!Condition A], A is !Equals [!Ref AWS::Region, "b"])',
      },
    });
    expect(two?.attributes.find(({ path }) => path === 'V')).toMatchObject({
      before: { expression: '!FindInMap ["M", !Ref X, "b"] (M gives "1" for a, "2" for c)' },
      after: { expression: '!FindInMap ["M", !Ref X, "b"] (M gives "3" for a, "2" for c)' },
    });
  });

  test('a secret default, and a mapping of secrets, are not told', () => {
    const changes = changesOf(BASE, stackWith('!Equals [!Ref AWS::Region, a]', 'b: 1', 'hunter22'));
    const users = changes.filter(({ address }) => address === 'Three' || address === 'Four');
    expect(users).toHaveLength(2);
    expect(JSON.stringify(users)).not.toContain('hunter22');
    expect(
      changesOf(null, stackWith('!Equals [!Ref AWS::Region, a]')).find(({ address }) => address === 'Four')
        ?.after,
    ).toMatchObject({ V: { value: { expression: '!FindInMap ["MySecrets", !Ref X, "b"]' } } });
  });

  test('conditions in a very long row, and in a ring, show what changes in them', () => {
    const row = (last: string): string =>
      `Conditions:\n${Array.from({ length: 2_000 }, (_, at) => `  C${at}: !Not [!Condition C${at + 1}]\n`).join('')}  C2000: !Equals [!Ref A, ${last}]\nResources:\n  One: { Type: "AWS::SNS::Topic", Condition: C0 }\n`;
    expect(changesOf(row('a'), row('a'))).toEqual([]);
    expect(changesOf(row('a'), row('b')).map(({ address }) => address)).toContain('One');
    const ring = (value: string): string =>
      `Conditions: { A: !And [!Condition B, !Equals [!Ref P, ${value}]], B: !Not [!Condition A] }\nResources: { One: { Type: "AWS::SNS::Topic", Condition: B } }\n`;
    expect(changesOf(ring('a'), ring('b')).map(({ address }) => address)).toContain('One');
  });

  test('conditions that name each other many times over are decided once', () => {
    const tower = (last: string): string =>
      `Conditions:\n${Array.from({ length: 16 }, (_, at) => `  C${at}: !And [${Array.from({ length: 10 }, () => `!Condition C${at + 1}`).join(', ')}]\n`).join('')}  C16: !Equals [a, ${last}]\nResources:\n  One: { Type: "AWS::SNS::Topic", Condition: C2 }\n`;
    const actions = changesOf(tower('a'), tower('b')).filter(({ address }) => address === 'One');
    expect(actions.map(({ action }) => action)).toEqual(['delete']);
  });

  test('a long tale is only a digest', () => {
    const many = (value: string): string =>
      `Conditions: { A: !Or [${Array.from({ length: 9 }, (_, at) => `!Condition C${at}`).join(', ')}], ${Array.from({ length: 9 }, (_, at) => `C${at}: !Equals [!Ref P${at}, ${value}]`).join(', ')} }
Resources: { One: { Type: "AWS::SNS::Topic", Properties: { V: !If [A, 1, 2] } } }
`;
    const change = changesOf(many('a'), many('b')).find(({ address }) => address === 'One');
    expect(change?.before).toMatchObject({ V: { value: { expression: '!If ["A", 1, 2]' } } });
    expect(change?.after).toMatchObject({
      V: { value: { expression: '!If ["A", 1, 2] (what it refers to changed)' } },
    });
  });
});

describe('conditions that are written down in full', () => {
  const stack = (condition: string, more = ''): string =>
    `${more}Mappings: { M: { a: { b: x } } }
Conditions: { A: ${condition}, Yes: !Equals [a, a], No: !Equals [a, b] }
Resources:
  One: { Type: "AWS::S3::Bucket", Condition: A }
  Two: { Type: "AWS::SNS::Topic", Properties: { V: !If [A, yes-way, no-way], W: [!If [A, x, !Ref AWS::NoValue]] } }
`;
  const readAs = (condition: string, more = ''): string => {
    const changes = changesOf(null, stack(condition, more));
    const [one, two] = ['One', 'Two'].map((name) => changes.find(({ address }) => address === name));
    return [one === undefined ? 'gone' : 'there', JSON.stringify(two?.after?.['V']?.value)].join(' ');
  };

  test.each<[string, string]>([
    ['!Equals [a, a]', 'there "yes-way"'],
    ['!Equals [a, b]', 'gone "no-way"'],
    ['!Equals [a, A]', 'gone "no-way"'],
    ['!Equals [1, "1"]', 'there "yes-way"'],
    ['!Equals [true, "true"]', 'there "yes-way"'],
    ['!Equals [!FindInMap [M, a, b], x]', 'there "yes-way"'],
    ['!Not [!Equals [a, a]]', 'gone "no-way"'],
    ['!Not [!Condition No]', 'there "yes-way"'],
    ['!And [!Condition Yes, !Condition Yes]', 'there "yes-way"'],
    ['!And [!Condition Yes, !Condition No]', 'gone "no-way"'],
    ['!And [!Condition No, !Equals [!Ref P, x]]', 'gone "no-way"'],
    ['!Or [!Condition Yes, !Equals [!Ref P, x]]', 'there "yes-way"'],
    ['!Or [!Condition No, !Condition No]', 'gone "no-way"'],
  ])('%s: the resource is %s', (condition, expected) => {
    expect(readAs(condition)).toBe(expected);
  });

  test.each<string>([
    '!Equals [!Ref P, x]',
    '!Equals [1.0, "1"]',
    '!Equals [True, "true"]',
    '!Equals [yes, "yes"]',
    '!Equals [a]',
    '!Equals [a, a, a]',
    '!Equals [null, null]',
    '!Not [!Equals [!Ref P, x]]',
    '!Not []',
    '!And []',
    '!And [!Condition Yes, !Equals [!Ref P, x]]',
    '!Or [!Condition No, !Condition Missing]',
    '!Condition A',
    'maybe',
    '!Length [a]',
  ])('%s is left to the deployment', (condition) => {
    expect(readAs(condition)).toMatch(/^there {"expression"/);
  });

  test.each(['Transform: Macro\n', 'Transform: [{ Name: AWS::Include }]\n'])(
    'with %j nothing is decided',
    (transform) => {
      expect(readAs('!Equals [a, b]', transform)).toMatch(/^there {"expression"/);
    },
  );

  test('a resource goes and comes with its condition', () => {
    const actions = (before: string, after: string): readonly string[] =>
      changesOf(stack(before), stack(after))
        .filter(({ address }) => address === 'One')
        .map(({ action }) => action);
    expect(actions('!Equals [a, a]', '!Equals [a, b]')).toEqual(['delete']);
    expect(actions('!Equals [a, b]', '!Equals [a, a]')).toEqual(['create']);
    expect(actions('!Equals [a, a]', '!Equals [!Ref P, b]')).toEqual(['update']);
    expect(actions('!Equals [a, b]', '!Equals [b, a]')).toEqual([]);
  });
});
