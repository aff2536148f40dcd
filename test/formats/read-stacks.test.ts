// Templates with the values that files and other templates give them, each against the case that differs in one place.
import { describe, expect, it, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import { assembleDiff, planProjects, readProject } from '../../src/formats/index.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import { changesBetween, changesIn, readTrees, summaryOf } from './projects.ts';
import type { Tree } from './projects.ts';

const WEB = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  AllowedCidr: { Type: String, Default: 10.0.0.0/8 }
  Stage: { Type: String, Default: dev }
  Password: { Type: String, NoEcho: true }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /images/a }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub "web of \${Stage}"
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref AllowedCidr }
  Db:
    Type: AWS::RDS::DBInstance
    Condition: IsProd
    Properties: { MasterUserPassword: !Ref Password, DeletionProtection: true }
  Machine:
    Type: AWS::EC2::Instance
    Properties: { ImageId: !Ref Image }
`;

const listed = (values: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    null,
    2,
  );
const NARROW = { AllowedCidr: '10.0.0.0/8' };
const WIDE = { AllowedCidr: '0.0.0.0/0' };

function findingsOf(before: Tree, after: Tree): readonly string[] {
  const { changes, around } = changesBetween(before, after);
  const pairs = planProjects(changes, around).flatMap((project) => {
    const readings = readProject(project);
    return project.changes.flatMap((change, index) => {
      const reading = readings[index];
      return reading === undefined ? [] : [{ change, reading }];
    });
  });
  const landscape = {
    environments: [],
    ignore: [],
    inert: [],
    hasDeploy: false,
    deployRoles: [],
    guards: [],
  };
  return classify({ diff: assembleDiff(pairs), landscape, agentInvolved: true }).findings.map(
    ({ id, severity, confidence, file, startLine, message }) =>
      `${severity} ${confidence} ${id} ${file}:${startLine} ${message}`,
  );
}

/** Of the resources; the values themselves stand in the file that gives them. */
function resourcesIn(changes: readonly ParsedChange[]): readonly string[] {
  return summaryOf(changes.filter(({ type }) => type !== 'parameter'));
}

describe('a value that a file gives is a change of what uses it', () => {
  const opened = [
    'update Web at web.yaml:10 in params/prod.json { SecurityGroupIngress[0].CidrIp: "10.0.0.0/8" -> "0.0.0.0/0" }',
  ];
  test.each<[string, string, (values: Readonly<Record<string, string>>) => string]>([
    ['create-stack', 'params/prod.json', listed],
    [
      'deploy',
      'params/prod.json',
      (values) => JSON.stringify(Object.entries(values).map((pair) => pair.join('='))),
    ],
    [
      'a template configuration',
      'params/prod.json',
      (Parameters) => JSON.stringify({ Parameters, Tags: { a: 'b' } }),
    ],
    [
      'an input of the command line',
      'params/prod.json',
      (values) => `{ "StackName": "web", "Parameters": ${listed(values)} }`,
    ],
    ['a plain map', 'params/prod.json', (values) => JSON.stringify(values)],
    ['with braces in a value', 'params/prod.json', (values) => JSON.stringify({ ...values, Stage: '{{x}}' })],
    ['with an escape in a name', 'prod.json', (values) => JSON.stringify(values).replace('"A', '"\\u0041')],
    ['a plain map of YAML', 'params/prod.yaml', (values) => `AllowedCidr: ${values['AllowedCidr']}\n`],
    ['pairs in YAML', 'params/prod.yaml', (values) => `- AllowedCidr=${values['AllowedCidr']}\n`],
    ['pairs', 'params/prod.env', (values) => `# prod\nAllowedCidr="${values['AllowedCidr']}"\n`],
    [
      'a stack of Sceptre',
      'config/prod/web.yaml',
      (values) => `template: { path: web.yaml }\nparameters:\n  AllowedCidr: ${values['AllowedCidr']}\n`,
    ],
  ])('%s', (_name, path, write) => {
    const tree = (values: Readonly<Record<string, string>>): Tree => ({
      'web.yaml': WEB,
      [path]: write(values),
    });
    const expected = opened.map((text) => text.replace('params/prod.json', path));
    expect(
      resourcesIn(changesIn(tree(NARROW), tree(WIDE))).map((text) => text.replace(/GroupDescription.*$/, '')),
    ).toEqual(expected);
    expect(changesIn(tree(NARROW), tree(NARROW))).toEqual([]);
  });

  it.each([
    ['a text', (cidr: string) => `[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=${cidr}"\n`],
    [
      'a text with quotes',
      (cidr: string) => `[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=\\"${cidr}\\""\n`,
    ],
    [
      'a list',
      (cidr: string) => `[prod.deploy.parameters]\nparameter_overrides = [\n  "AllowedCidr=${cidr}",\n]\n`,
    ],
    [
      'the long form',
      (cidr: string) =>
        `[prod.deploy.parameters]\nparameter_overrides = "ParameterKey=AllowedCidr,ParameterValue=${cidr}"\n`,
    ],
  ])('SAM settings: %s', (_name, write) => {
    const tree = (cidr: string): Tree => ({ 'template.yaml': WEB, 'samconfig.toml': write(cidr) });
    const changes = changesIn(tree('10.0.0.0/8'), tree('0.0.0.0/0'));
    expect(changes.map(({ address, given }) => [address, given])).toEqual([
      ['prod.Parameters.AllowedCidr', undefined],
      ['Web', 'the parameters of samconfig.toml (prod)'],
    ]);
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      'what deploy says stands in place of all that holds for all commands',
      '[prod.global.parameters]\nparameter_overrides = "AllowedCidr=10.1.0.0/16"\n',
      '[prod.global.parameters]\nparameter_overrides = "AllowedCidr=10.1.0.0/16"\n[prod.deploy.parameters]\nparameter_overrides = "Stage=dev"\n',
      ['Web: the parameters of samconfig.toml (prod)'],
    ],
    [
      'sync has values of its own',
      '[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=10.0.0.0/8"\n[prod.sync.parameters]\nparameter_overrides = "AllowedCidr=10.0.0.0/8"\n',
      '[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=10.0.0.0/8"\n[prod.sync.parameters]\nparameter_overrides = "AllowedCidr=0.0.0.0/0"\n',
      ['Web: the parameters of samconfig.toml (prod sync)'],
    ],
  ])('SAM settings: %s', (_name, before, after, expected) => {
    const tree = (text: string): Tree => ({ 'template.yaml': WEB, 'samconfig.toml': text });
    const changes = changesIn(tree(before), tree(after)).filter(({ type }) => type !== 'parameter');
    expect(changes.map(({ address, given }) => `${address}: ${given}`)).toEqual(expected);
  });

  it('SAM settings under another name', () => {
    const tree = (cidr: string): Tree => ({
      'template.yaml': WEB,
      'samconfig-prod.toml': `[default.deploy.parameters]\nparameter_overrides = "AllowedCidr=${cidr}"\n`,
    });
    expect(changesIn(tree('10.0.0.0/8'), tree('0.0.0.0/0')).map(({ address }) => address)).toEqual([
      'default.Parameters.AllowedCidr',
      'Web',
    ]);
  });

  it('the finding names the file, at the line of the resource', () => {
    const tree = (values: typeof WIDE): Tree => ({ 'web.yaml': WEB, 'params/prod.json': listed(values) });
    expect(findingsOf(tree(NARROW), tree(WIDE))).toEqual([
      'high high public-ingress web.yaml:15 With the parameters of params/prod.json: The whole internet can now reach port 22 (ssh) through Web.',
    ]);
    expect(findingsOf(tree(NARROW), tree({ AllowedCidr: '10.1.0.0/16' }))).toEqual([]);
  });

  it('decides conditions: what goes with a value is deleted', () => {
    const tree = (Stage: string): Tree => ({ 'web.yaml': WEB, 'params/prod.json': listed({ Stage }) });
    expect(resourcesIn(changesIn(tree('prod'), tree('test')))).toEqual([
      expect.stringMatching(/^delete Db at web\.yaml:16 in params\/prod\.json /),
      'update Web at web.yaml:10 in params/prod.json { GroupDescription: "web of prod" -> "web of test" }',
    ]);
  });

  it('what is looked up at a name that a file gives is another thing', () => {
    const tree = (Image: string): Tree => ({ 'web.yaml': WEB, 'params/prod.json': listed({ Image }) });
    expect(resourcesIn(changesIn(tree('/images/a'), tree('/images/b')))).toEqual([
      'update Machine at web.yaml:20 in params/prod.json { ImageId: {"expression":"!Ref Image (Image is looked up at \\"/images/a\\")"} -> {"expression":"!Ref Image (Image is looked up at \\"/images/b\\")"} }',
    ]);
  });

  it('a secret is never shown, and its change is', () => {
    const tree = (Password: string): Tree => ({
      'web.yaml': WEB,
      'params/prod.json': listed({ Stage: 'prod', Password }),
    });
    const changes = changesIn(tree('correct-horse'), tree('battery-staple'));
    expect(changes.map(({ address }) => address)).toEqual(['Parameters.Password', 'Db']);
    expect(JSON.stringify(changes)).not.toMatch(/correct|battery/);
  });
});

describe('a secret that is written down', () => {
  const marks = (value: string, name = 'Password'): readonly string[] => {
    const tree = (text: string): Tree => ({ 'web.yaml': WEB, 'params/prod.json': listed({ [name]: text }) });
    const reading = readTrees(tree('{{resolve:ssm-secure:/db}}'), tree(value))['params/prod.json'];
    return (reading?.marks ?? []).map(({ rule, line, message }) => `${rule} ${line} ${message}`);
  };

  it.each<[string, string, string, readonly string[]]>([
    [
      'a text',
      'winter is here',
      'Password',
      ['secret-in-diff 4 The secret parameter `Password` is given its value here.'],
    ],
    ['a reference', '{{resolve:secretsmanager:db}}', 'Password', []],
    ['a name in a store', '/prod/db', 'Password', []],
    ['made up', 'change-me-please', 'Password', []],
    ['of another parameter', 'winter is here', 'Stage', []],
  ])('%s', (_name, value, name, expected) => {
    expect(marks(value, name)).toEqual(expected);
  });

  it('is said once', () => {
    expect(marks('Kx9vQ2mZ7pLw4TbN')).toHaveLength(1);
  });
});

describe('which template a file is given to', () => {
  const other = WEB.replaceAll('Web:', 'Other:');
  const tree = (values: typeof WIDE, path: string, more: Tree = {}): Tree => ({
    'web.yaml': WEB,
    ...more,
    [path]: listed(values),
  });
  const takers = (path: string, more: Tree, base: Tree = more): readonly string[] => [
    ...new Set(
      changesIn(tree(NARROW, path, base), tree(WIDE, path, more))
        .filter(({ given }) => given !== undefined)
        .map(({ file }) => file),
    ),
  ];

  it('the one with its name, else all that declare what it sets', () => {
    expect(takers('params/web-prod.json', { 'other.yaml': other })).toEqual(['web.yaml']);
    expect(takers('params/prod.json', { 'other.yaml': other })).toEqual(['other.yaml', 'web.yaml']);
  });

  it('one that comes with the change takes no file from those that were there', () => {
    const decoy = { 'prod.yaml': other };
    expect(takers('params/prod.json', decoy, {})).toEqual(['web.yaml']);
  });

  it('an old template that newly declares what a file sets takes it from none', () => {
    const old = { 'prod.yaml': 'Resources: { A: { Type: AWS::SNS::Topic } }\n' };
    const decoy = {
      'prod.yaml': `Parameters: { AllowedCidr: { Type: String } }\n${old['prod.yaml']}`,
    };
    expect(takers('params/prod.json', decoy, old)).toEqual(['web.yaml']);
  });

  it('a name more takes no file from its template, and must be read by people', () => {
    const before = { 'web.yaml': WEB, 'prod.json': JSON.stringify(NARROW) };
    const after = { 'web.yaml': WEB, 'prod.json': JSON.stringify({ ...WIDE, More: 'a' }) };
    expect(changesIn(before, after).map(({ address, opaque }) => [address, opaque])).toEqual([
      ['Parameters.AllowedCidr', false],
      ['Parameters.More', true],
      ['Web', false],
    ]);
  });

  it('a file with the name of a template that declares half of it is given to that', () => {
    const file = (values: object): string => JSON.stringify({ ...values, More: 'a' });
    const changes = changesIn(
      { 'web.yaml': WEB, 'web-prod.json': file(NARROW) },
      { 'web.yaml': WEB, 'web-prod.json': file(WIDE) },
    );
    expect(changes.map(({ address }) => address)).toEqual(['Parameters.AllowedCidr', 'Web']);
  });

  it('where none declares what it sets, people must read it', () => {
    const [before, after] = [
      { ...NARROW, Missing: 'a' },
      { ...WIDE, Missing: 'a' },
    ];
    const changes = changesIn(tree(before, 'params/prod.json'), tree(after, 'params/prod.json'));
    expect(changes.map(({ file, opaque }) => [file, opaque])).toEqual([['params/prod.json', true]]);
  });

  it.each<[string, string]>([
    [
      'a name twice in a list',
      JSON.stringify(
        [WIDE, NARROW].map(({ AllowedCidr }) => ({
          ParameterKey: 'AllowedCidr',
          ParameterValue: AllowedCidr,
        })),
      ),
    ],
    ['a name twice among texts', '["AllowedCidr=0.0.0.0/0", "AllowedCidr=10.0.0.0/8"]'],
    ['a name twice in a map', '{ "AllowedCidr": "0.0.0.0/0", "AllowedCidr": "10.0.0.0/8" }'],
    ['no JSON', '{ "AllowedCidr": "0.0.0.0/0", }'],
    ['something else', '{ "AllowedCidr": { "a": "0.0.0.0/0" } }'],
    ['comments', '// for prod\n{ "AllowedCidr": "0.0.0.0/0" }'],
  ])('what gives values in no known way must be read by people: %s', (_name, text) => {
    for (const before of [JSON.stringify(NARROW), listed(NARROW)]) {
      const readings = readTrees(
        { 'web.yaml': WEB, 'prod.json': before },
        { 'web.yaml': WEB, 'prod.json': text },
      );
      const reading = readings['prod.json'];
      const isOpaque = reading?.kind === 'parsed' && reading.changes.every(({ opaque }) => opaque);
      const count = reading?.kind === 'parsed' ? reading.changes.length : 1;
      expect([reading?.kind === 'unreadable' || isOpaque, count]).toEqual([true, 1]);
    }
  });

  it.each<[string, string, (cidr: string) => string]>([
    ['comments', 'params/prod.json', (cidr) => `// for prod\n{ "AllowedCidr": "${cidr}" }`],
    ['a map in it', 'params/prod.json', (cidr) => `{ "AllowedCidr": "${cidr}", "More": { "a": 1 } }`],
    ['an ending of nobody', 'prod.params', (cidr) => listed({ AllowedCidr: cidr })],
    ['text that depends on the reader', 'prod.yaml', (cidr) => `AllowedCidr: ${cidr}\nStage: on\n`],
  ])(
    'what names parameters in no known way on both sides must be read by people: %s',
    (_name, path, write) => {
      const [before, after] = ['10.0.0.0/8', '0.0.0.0/0'].map((cidr) => ({
        'web.yaml': WEB,
        [path]: write(cidr),
      }));
      const changes = changesIn(before ?? {}, after ?? {});
      expect(changes.map(({ address, opaque }) => [address, opaque])).toEqual([[path, true]]);
      const other = { 'web.yaml': WEB, [path]: '{ "colour": "red", "AllowedCidrs": "1" }' };
      expect(changesIn(other, { ...other, [path]: '{ "colour": "blue", "AllowedCidrs": "1" }' })).toEqual([]);
    },
  );

  it('what stands beside the values must be read by people', () => {
    const file = (Tags: object): Tree => ({
      'web.yaml': WEB,
      'prod.json': JSON.stringify({ Parameters: NARROW, Tags }),
    });
    expect(
      changesIn(file({ a: 'b' }), file({ a: 'c' })).map(({ address, opaque }) => [address, opaque]),
    ).toEqual([['prod.json', true]]);
  });

  it.each([
    [
      'two of a name',
      '[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=0.0.0.0/0"\nx = """\nparameter_overrides = "AllowedCidr=10.0.0.0/8"\n"""\n',
    ],
    [
      'something left over',
      '[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=10.0.0.0/8 {0.0.0.0/0}"\n',
    ],
  ])('SAM settings that are read in no known way must be read by people: %s', (_name, text) => {
    const settings = (samconfig: string): Tree => ({ 'template.yaml': WEB, 'samconfig.toml': samconfig });
    const changes = changesIn(
      settings('[prod.deploy.parameters]\nparameter_overrides = "AllowedCidr=10.0.0.0/8"\n'),
      settings(text),
    );
    expect(changes.map(({ address, opaque }) => [address, opaque])).toEqual([['samconfig.toml', true]]);
  });
});

describe('files that come and go', () => {
  const tree = (files: Tree): Tree => ({ 'web.yaml': WEB, ...files });

  it('a new file is held against the defaults', () => {
    expect(findingsOf(tree({}), tree({ 'params/prod.json': listed(WIDE) }))).toEqual([
      expect.stringContaining('With the parameters of params/prod.json: The whole internet'),
    ]);
    expect(findingsOf(tree({}), tree({ 'params/prod.json': listed(NARROW) }))).toEqual([]);
  });

  it('what goes together with its file goes where that took effect', () => {
    const needs = WEB.replace(', Default: 10.0.0.0/8', '');
    const changes = changesIn({ 'web.yaml': needs, 'params/prod.json': listed(NARROW) }, { 'a.md': '' });
    expect(changes.find(({ address }) => address === 'Web')?.usedIn).toEqual(['params/prod.json']);
  });

  it('where the template needs its file, nothing is told of what is left without it', () => {
    const needs = WEB.replace(', Default: 10.0.0.0/8', '');
    const before = { 'web.yaml': needs, 'params/prod.json': listed(NARROW) };
    expect(resourcesIn(changesIn(before, { 'web.yaml': needs }))).toEqual([]);
  });

  it('without its file a template falls back to its defaults', () => {
    const open = WEB.replace('10.0.0.0/8', '0.0.0.0/0');
    expect(
      findingsOf({ 'web.yaml': open, 'params/prod.json': listed(NARROW) }, { 'web.yaml': open }),
    ).toEqual([expect.stringContaining('public-ingress web.yaml:15')]);
  });
});

describe('a template that changes is judged with the values it is deployed with', () => {
  const values = { 'params/prod.json': listed(WIDE) };
  const closed = WEB.replace('!Ref AllowedCidr', '10.0.0.0/8');

  it('of a file beside it, and takes effect there', () => {
    expect(findingsOf({ ...values, 'web.yaml': closed }, { ...values, 'web.yaml': WEB })).toEqual([
      expect.stringMatching(/^high high public-ingress .* With the parameters of params\/prod\.json: /),
    ]);
    const [change] = changesIn({ ...values, 'web.yaml': closed }, { ...values, 'web.yaml': WEB });
    expect(change?.usedIn).toEqual(['params/prod.json']);
  });

  it('of its defaults where no file gives any', () => {
    const open = WEB.replace('10.0.0.0/8', '0.0.0.0/0');
    expect(findingsOf({ 'web.yaml': WEB }, { 'web.yaml': open })).toEqual([
      'high high public-ingress web.yaml:15 With the defaults of its parameters: The whole internet can now reach port 22 (ssh) through Web.',
    ]);
  });
});

describe('nested stacks', () => {
  const root = (parameters: string, more = ''): string => `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Cidr: { Type: String, Default: 10.0.0.0/8 }
${more}Resources:
  Front:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/web.yaml
      Parameters: ${parameters}
`;
  const tree = (text: string, more: Tree = {}): Tree => ({
    'root.yaml': text,
    'nested/web.yaml': WEB,
    ...more,
  });

  it('take the values of the template around them', () => {
    expect(
      findingsOf(
        tree(root('{ AllowedCidr: 10.0.0.0/8, Stage: dev }')),
        tree(root('{ AllowedCidr: 0.0.0.0/0, Stage: dev }')),
      ),
    ).toEqual([
      'high high public-ingress nested/web.yaml:15 With what it is given by root.yaml (Front): The whole internet can now reach port 22 (ssh) through Web.',
      'medium medium public-ingress root.yaml:9 `Parameters.AllowedCidr` of Front is the whole internet.',
    ]);
  });

  it('through files of parameters of that', () => {
    const text = root('{ AllowedCidr: !Ref Cidr }');
    const file = (Cidr: string): Tree => tree(text, { 'params/prod.json': listed({ Cidr }) });
    const changes = changesIn(file('10.0.0.0/8'), file('0.0.0.0/0'));
    expect(
      changes.filter(({ address }) => address === 'Web').map(({ given, usedIn }) => [given, usedIn]),
    ).toEqual([
      [
        'what it is given by root.yaml (Front) with the parameters of params/prod.json',
        ['params/prod.json', 'root.yaml'],
      ],
    ]);
  });

  it('are not the defaults where something else is given that nobody knows', () => {
    const open = WEB.replace('Default: 10.0.0.0/8', 'Default: 0.0.0.0/0');
    const change = (parameters: string): readonly string[] =>
      findingsOf(
        { ...tree(root(parameters)), 'nested/web.yaml': open.replace('!Ref AllowedCidr', '10.0.0.0/8') },
        { ...tree(root(parameters)), 'nested/web.yaml': open },
      ).map((text) => text.split(' ').slice(0, 3).join(' '));
    expect(change('{ Stage: dev }')).toEqual(['high high public-ingress']);
    expect(change('{ AllowedCidr: !GetAtt Other.Outputs.Cidr }')).toEqual(['high medium public-ingress']);
  });

  it('that turn to another template change from the one to the other', () => {
    const other = WEB.replace('!Ref AllowedCidr', '0.0.0.0/0');
    const to = (path: string): Tree => ({
      ...tree(root('{ Stage: dev }').replace('./nested/web.yaml', path)),
      'nested/v2.yaml': other,
    });
    expect(resourcesIn(changesIn(to('./nested/web.yaml'), to('./nested/v2.yaml')))).toEqual([
      'update Front at root.yaml:5 { TemplateURL: "./nested/web.yaml" -> "./nested/v2.yaml" }',
      'update Web at nested/v2.yaml:10 in root.yaml { SecurityGroupIngress[0].CidrIp: "10.0.0.0/8" -> "0.0.0.0/0" }',
    ]);
  });

  it('that turn to a template elsewhere may become anything', () => {
    const to = (path: string): Tree => tree(root('{ Stage: dev }').replace('./nested/web.yaml', path));
    const changes = changesIn(to('./nested/web.yaml'), to('https://example.com/web.yaml'));
    expect(changes.map(({ address, opaque }) => [address, opaque])).toEqual([['Front', true]]);
  });

  it('are new with the stack that is made from them, and gone with it', () => {
    const none = 'Resources:\n  A: { Type: AWS::SNS::Topic }\n';
    const [before, after] = [tree(none), tree(root('{ Stage: dev }'))];
    const told = (changes: readonly ParsedChange[]): readonly string[] =>
      changes
        .filter(({ file }) => file === 'nested/web.yaml')
        .map(({ action, address }) => `${action} ${address}`);
    expect(told(changesIn(before, after))).toEqual(['create Web', 'create Machine']);
    expect(told(changesIn(after, before))).toEqual(['delete Web', 'delete Machine']);
  });

  it('take values through any number of templates, in a time that grows with them', () => {
    const LEVELS = 40;
    const trees = (cidr: string): Tree => {
      const stacks = (level: number): string =>
        ['A', 'B', 'C', 'D']
          .map(
            (name) =>
              `  ${name}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${level + 1 === LEVELS ? 'web' : `t${level + 1}`}.yaml, Parameters: { AllowedCidr: ${level === 0 ? cidr : '!Ref AllowedCidr'} } } }\n`,
          )
          .join('');
      const levels = Array.from({ length: LEVELS }, (_, level) => [
        `t${level}.yaml`,
        `Parameters: { AllowedCidr: { Type: String, Default: 10.0.0.0/8 } }\nResources:\n${stacks(level)}`,
      ]);
      return { ...Object.fromEntries(levels), 'web.yaml': WEB };
    };
    const changes = changesIn(trees('10.0.0.0/8'), trees('0.0.0.0/0'));
    expect(changes.some(({ address, file }) => address === 'Web' && file === 'web.yaml')).toBe(true);
  });

  it('what the template around one takes of its outputs must be read by people where it is a text', () => {
    const net = (value: string): string =>
      `Parameters: { P: { Type: String, Default: a } }\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { Cidr: { Value: ${value} } }\n`;
    const around = (taken: string): string =>
      `Resources:\n  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./net.yaml } }\n  A: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Sub "\${N.Outputs.${taken}}" } }\n`;
    const said = (taken: string, value: string): readonly unknown[] =>
      changesIn(
        { 'main.yaml': around(taken), 'net.yaml': net('10.0.0.0/8') },
        { 'main.yaml': around(taken), 'net.yaml': net(value) },
      ).map(({ address, opaque }) => [address, opaque]);
    expect(said('Cidr', '0.0.0.0/0')).toEqual([['Outputs.Cidr', true]]);
    expect(said('Other', '0.0.0.0/0')).toEqual([['Outputs.Cidr', false]]);
    expect(said('Cidr', '!Ref T')).toEqual([['Outputs.Cidr', false]]);
  });

  it.each<[string, (cidr: string) => string, readonly string[]]>([
    [
      'a stack set',
      (cidr) =>
        root(`[{ ParameterKey: AllowedCidr, ParameterValue: ${cidr} }]`).replace('::Stack\n', '::StackSet\n'),
      ['"10.0.0.0/8" -> "0.0.0.0/0"'],
    ],
    [
      'a function that gives all of them',
      (cidr) => root(`!If [Missing, { AllowedCidr: ${cidr} }, { AllowedCidr: 10.0.0.0/8 }]`),
      ['expression'],
    ],
  ])('take what is given by %s', (_name, write, expected) => {
    const changes = changesIn(tree(write('10.0.0.0/8')), tree(write('0.0.0.0/0')));
    const told = summaryOf(changes.filter(({ address, file }) => address === 'Web' && file !== 'root.yaml'));
    expect(told).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it('in a loop take the values of each turn', () => {
    const loop = (cidr: string): string =>
      `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All: [X, [a, b], { "N\${X}": { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: nested/web.yaml, Parameters: { AllowedCidr: ${cidr} } } } }]\n`;
    const changes = changesIn(tree(loop('10.0.0.0/8')), tree(loop('0.0.0.0/0')));
    expect(changes.filter(({ address }) => address === 'Web').map(({ given }) => given)).toEqual([
      'what it is given by root.yaml (Na) and what it is given by root.yaml (Nb)',
    ]);
  });

  it('a ring of templates ends', () => {
    const ring = (path: string, text: string): string =>
      `Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${path}, Parameters: { P: ${text} } }\n`;
    const trees = (text: string): Tree => ({
      'a.yaml': ring('b.yaml', text),
      'b.yaml': ring('a.yaml', text),
    });
    expect(changesIn(trees('1'), trees('2')).length).toBeGreaterThan(0);
  });
});

it('more resources than are read with other values may become anything', () => {
  const resources = Array.from(
    { length: 300 },
    (_, index) =>
      `  R${index}: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Stage, DisplayName: X } }\n`,
  ).join('');
  const template = `Parameters: { Stage: { Type: String } }\nResources:\n${resources}`;
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`p/${index}.json`, listed({ Stage: `s${index}` })]),
  );
  const changes = changesIn(
    { ...files, 'a.yaml': template },
    { ...files, 'a.yaml': template.replaceAll('DisplayName: X', 'DisplayName: Y') },
  );
  const [told, untold] = [false, true].map((opaque) => changes.filter((change) => change.opaque === opaque));
  expect([told?.length, untold?.length]).toEqual([250, 50]);
  expect(told?.every(({ otherwise }) => otherwise?.length === 8)).toBe(true);
});
