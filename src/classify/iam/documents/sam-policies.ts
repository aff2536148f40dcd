// Policies of SAM by the name of their template: `S3CrudPolicy: { BucketName: … }`. Called by written-documents.ts.
import policies from '../../data/sam-policies.json' with { type: 'json' };
import { foldName } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyDocument, PolicyStatement, PolicyText } from '../policy-document.ts';
import { conditionalNodes } from './conditional-ways.ts';
import { DEFAULT_VERSION } from './find-documents.ts';
import { knownText, policyTexts, unknownText } from './policy-texts.ts';

type Template = {
  readonly actions: readonly string[];
  /** Texts with `${Parameter}` and `${AWS::…}` in them. */
  readonly resources: readonly string[];
  readonly conditions?: readonly (readonly [operator: string, key: string, values: readonly string[]])[];
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html */
const TEMPLATES: ReadonlyMap<string, readonly Template[]> = new Map(
  Object.entries(policies as unknown as Readonly<Record<string, readonly Template[]>>),
);

/** Types with such a list of policies, by their Terraform names. */
const OF_SAM = /^aws_(?:lambda_function|sfn_state_machine)$/;

/** Of a name that nobody here knows the policy is unknown. Total. */
export function samPolicies(type: string, tree: Node): readonly PolicyDocument[] {
  if (!OF_SAM.test(type)) return [];
  return tree.children
    .filter(({ name }) => foldName(name) === 'policies')
    .flatMap((list) => [list, ...list.children.filter(({ name }) => /^\d+$/.test(name))])
    .flatMap((item) => policiesAt(item, []));
}

function policiesAt(node: Node, premises: readonly string[]): readonly PolicyDocument[] {
  const ways = conditionalNodes(node).flatMap((way) => {
    const items = way.node.children.filter(({ name }) => /^\d+$/.test(name));
    return [way.node, ...items].flatMap((one) => policiesAt(one, [...premises, way.premise]));
  });
  const [only, another] = node.children;
  const named = only !== undefined && another === undefined && NAME.test(only.name) ? [only] : [];
  return [...named.map((one) => documentOf(one, premises)), ...ways];
}

/** A single member that is none of a policy document and none of a list. */
const NAME = /^(?!Statement$|Version$|Id$)[A-Za-z]\w*$/i;

function documentOf(node: Node, premises: readonly string[]): PolicyDocument {
  const { name, line } = node;
  const templates = TEMPLATES.get(name);
  return {
    use: 'identity',
    version: DEFAULT_VERSION,
    statements: (templates ?? []).map((template) => statementOf(template, node, premises)),
    unknown: templates === undefined ? [`the policy ${name}`] : [],
    path: 'Policies',
    line,
  };
}

function statementOf(template: Template, node: Node, premises: readonly string[]): PolicyStatement {
  const fill = (texts: readonly string[]): readonly PolicyText[] => texts.map((text) => filled(text, node));
  return {
    sid: null,
    effect: 'Allow',
    actions: { not: false, texts: template.actions.map(knownText) },
    resources: { not: false, texts: fill(template.resources) },
    principals: null,
    conditions: (template.conditions ?? []).map(([operator, key, values]) => ({
      operator,
      key,
      values: fill(values),
    })),
    line: node.line,
    ...(premises.length === 0 ? {} : { premises }),
  };
}

/** With the parameters that are known; with another one, or the account, it is an expression. */
function filled(text: string, node: Node): PolicyText {
  const whole = text.replaceAll(/\$\{(\w+)\}/g, (hole, name: string) => {
    const [given] = policyTexts(node.children.find((child) => child.name === name));
    if (given === undefined) return hole;
    return given.kind === 'known' ? given.text : `\${${given.source.replace(/^!Ref (?=\w)/, '')}}`;
  });
  return whole.includes('${') ? unknownText(`!Sub ${JSON.stringify(whole)}`) : knownText(whole);
}
