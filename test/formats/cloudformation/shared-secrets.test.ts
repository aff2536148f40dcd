// Secrets that templates hand to templates in them: shown nowhere.
import { describe, expect, it } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

describe('a secret of a nested template is one in the template around it', () => {
  const inner = `Parameters: { Seed: { Type: String, NoEcho: true } }
Resources: { T: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Seed } } }
`;
  const middle =
    'Parameters: { Grain: { Type: String } }\nResources: { I: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./inner.yaml, Parameters: { Seed: !Sub "${Grain}" } } } }\n';
  const outer = (given: string, type = 'AWS::CloudFormation::Stack', value = 'x'): string =>
    `Parameters: { Outer: { Type: String, Default: ${value} } }\nConditions: { R: !Equals [!Ref "AWS::Region", a] }\nResources: { N: { Type: "${type}", Properties: { TemplateURL: ./middle.yaml, Parameters: ${given} } } }\n`;
  const tree = (text: string, more: Tree = {}): Tree => ({
    'inner.yaml': inner,
    'middle.yaml': middle,
    'outer.yaml': text,
    ...more,
  });

  it.each<[string, (secret: string) => Tree]>([
    ['written down', (secret) => tree(outer(`{ Grain: ${secret} }`))],
    ['under a condition', (secret) => tree(outer(`{ Grain: !If [R, ${secret}, b] }`))],
    ['in a function as a whole', (secret) => tree(outer(`!If [R, { Grain: ${secret} }, { Grain: b }]`))],
    [
      'of a stack set',
      (secret) =>
        tree(outer(`[{ ParameterKey: Grain, ParameterValue: ${secret} }]`, 'AWS::CloudFormation::StackSet')),
    ],
    ['by default', (secret) => tree(outer('{ Grain: !Ref Outer }', undefined, secret))],
    [
      'from a file',
      (secret) =>
        tree(outer('{ Grain: !Sub "${Outer}" }'), { 'outer.json': JSON.stringify({ Outer: secret }) }),
    ],
  ])('%s', (_name, at) => {
    const changes = changesIn(at('s3cr3tone'), at('s3cr3ttwo'));
    expect(changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(changes)).not.toContain('s3cr3t');
  });

  it('what is given to others is told', () => {
    const at = (text: string): Tree => ({
      ...tree(outer(`{ Grain: ${text} }`)),
      'inner.yaml': inner.replace('true', 'false'),
    });
    expect(JSON.stringify(changesIn(at('grain1'), at('grain2')))).toContain('grain2');
  });
});
