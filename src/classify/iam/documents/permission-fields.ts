// Resource policies that are written as fields instead of a document: one call, one caller. Called by documents-of.ts.
import { childOf, walk } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyCondition, PolicyDocument, PolicyText } from '../policy-document.ts';
import { DEFAULT_VERSION } from './find-documents.ts';
import { knownText, policyTexts } from './policy-texts.ts';

type Shape = {
  readonly principal: string;
  /** Attribute of the actions; what is left out is `otherwise`. */
  readonly action: string;
  readonly otherwise: string;
  /** Put in front of actions that are written without their service. */
  readonly service: string;
  readonly resource: string;
  /** Operator and key of each attribute that narrows. */
  readonly narrowing: Readonly<Record<string, readonly [operator: string, key: string]>>;
};

/** From the providers' documentation of each type. */
const SHAPES: Readonly<Record<string, Shape>> = {
  aws_lambda_permission: {
    principal: 'principal',
    action: 'action',
    otherwise: 'lambda:InvokeFunction',
    service: '',
    resource: 'function_name',
    narrowing: {
      source_arn: ['ArnLike', 'aws:SourceArn'],
      source_account: ['StringEquals', 'aws:SourceAccount'],
      principal_org_id: ['StringEquals', 'aws:PrincipalOrgID'],
      event_source_token: ['StringEquals', 'lambda:EventSourceToken'],
    },
  },
  aws_lambda_layer_version_permission: {
    principal: 'principal',
    action: 'action',
    otherwise: 'lambda:GetLayerVersion',
    service: '',
    resource: 'layer_name',
    narrowing: { organization_id: ['StringEquals', 'aws:PrincipalOrgID'] },
  },
  aws_cloudwatch_event_permission: {
    principal: 'principal',
    action: 'action',
    otherwise: 'events:PutEvents',
    service: '',
    resource: 'event_bus_name',
    narrowing: { condition: ['StringEquals', 'aws:PrincipalOrgID'] },
  },
  aws_kms_grant: {
    principal: 'grantee_principal',
    action: 'operations',
    otherwise: 'kms:*',
    service: 'kms:',
    resource: 'key_id',
    narrowing: { constraints: ['StringEquals', 'kms:EncryptionContext'] },
  },
};

/** Null for a type that has its policy elsewhere, and for a resource that is not there. */
export function permissionOf(type: string, tree: Node): PolicyDocument | null {
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (shape === undefined || tree.children.length === 0) return null;
  const given = policyTexts(childOf(tree, shape.action));
  const actions =
    given.length === 0 ? [knownText(shape.otherwise)] : given.map((text) => named(text, shape.service));
  const principals = policyTexts(childOf(tree, shape.principal)).map((text) => ({
    type: typeOf(text),
    text,
  }));
  const resources = policyTexts(childOf(tree, shape.resource)).map(resourceText);
  const line = childOf(tree, shape.principal)?.line ?? tree.line;
  return {
    use: 'resource',
    version: DEFAULT_VERSION,
    statements: [
      {
        sid: null,
        effect: 'Allow',
        actions: { not: false, texts: actions },
        resources: { not: false, texts: resources.length === 0 ? [knownText('*')] : resources },
        principals: { not: false, entries: principals },
        conditions: Object.entries(shape.narrowing).flatMap(([attribute, rule]) =>
          conditionOf(childOf(tree, attribute), rule),
        ),
        line,
      },
    ],
    unknown: [],
    path: '',
    line,
  };
}

function named(text: PolicyText, service: string): PolicyText {
  return text.kind === 'known' && !text.text.includes(':') ? knownText(`${service}${text.text}`) : text;
}

/** A name or an id instead of an ARN: which resource that is, only AWS knows. */
function resourceText(text: PolicyText): PolicyText {
  return text.kind === 'unknown' || /^(\*|arn:)/.test(text.text)
    ? text
    : { kind: 'unknown', source: text.text };
}

/** A service writes its host name, everybody a star, an account its number or ARN. */
function typeOf(text: PolicyText): string {
  if (text.kind === 'unknown') return 'AWS';
  if (text.text === '*') return '*';
  return /\.amazonaws\.com(\.cn)?$/.test(text.text) ? 'Service' : 'AWS';
}

function conditionOf(
  node: Node | undefined,
  [operator, key]: readonly [string, string],
): readonly PolicyCondition[] {
  if (node === undefined) return [];
  const leaves = walk(node).filter(
    ({ name, children }) => children.length === 0 && !/^(key|type)$/.test(name),
  );
  const values = leaves.flatMap(policyTexts);
  return values.length === 0 ? [] : [{ operator, key, values }];
}
