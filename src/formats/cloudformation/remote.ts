// Content that a template takes from somewhere else; called by `templateParts` and for what a template pulls in.
import type { SyntaxNode } from '../../syntax/index.ts';
import { childrenOf, member, textOf } from '../tree.ts';

/** Transforms of AWS that expand what stands in the template, by https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html. */
const KNOWN_TRANSFORMS =
  /^AWS::(?:CodeDeployBlueGreen|CodeStar|LanguageExtensions|SecretsManager-\d{4}-\d\d-\d\d|Serverless-\d{4}-\d\d-\d\d|ServiceCatalog)$/;

/** Properties that name a template, by resource type. */
const TEMPLATE_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::CloudFormation::StackSet', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** Types whose content is a template as a text, or is decided by a product elsewhere. */
const HOLDERS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::StackSet', 'TemplateBody'],
  ['AWS::ServiceCatalog::CloudFormationProduct', 'ProvisioningArtifactParameters'],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'ProvisioningParameters'],
]);

/** A macro is a function that rewrites the template on deployment, and `AWS::Include` fetches a piece of it. */
export function isRemoteTransform(name: string): boolean {
  return !KNOWN_TRANSFORMS.test(name);
}

/** Whether what a resource becomes is decided by text that is not in this template, nor in a file beside it. */
export function isRemoteResource(type: string, resource: SyntaxNode): boolean {
  const template = templateOf(type, resource);
  const held = member(member(resource, 'Properties'), HOLDERS.get(type) ?? '');
  const elsewhere = template !== undefined && localPath(template) === null;
  return elsewhere || held !== undefined || isComputed(resource) || holdsTransform(resource);
}

/** Whether it is made from a template at all, wherever that is. */
export function hasTemplate(type: string, resource: SyntaxNode): boolean {
  return templateOf(type, resource) !== undefined;
}

/** Path of the nested template as written, where it is a file of the repository. */
export function nestedTemplate(type: string, resource: SyntaxNode): string | null {
  const template = templateOf(type, resource);
  return template === undefined ? null : localPath(template);
}

/** Properties that are no map are made by a function. */
function isComputed(resource: SyntaxNode): boolean {
  const properties = member(resource, 'Properties');
  return properties !== undefined && (properties.kind !== 'map' || properties.tag !== null);
}

function templateOf(type: string, resource: SyntaxNode): SyntaxNode | undefined {
  const property = TEMPLATE_PROPERTIES.get(type);
  return property === undefined ? undefined : member(member(resource, 'Properties'), property);
}

/** What the packaging tools upload from beside the template. */
function localPath(node: SyntaxNode): string | null {
  const text = node.kind === 'scalar' && node.tag === null ? textOf(node) : '';
  return /^(?![A-Za-z]{1,32}:)[\w.][\w./ -]{0,1023}$/.test(text) ? text : null;
}

function holdsTransform(node: SyntaxNode): boolean {
  if (node.tag === '!Transform') return true;
  if (node.kind === 'map' && node.entries.some(({ key }) => key === 'Fn::Transform')) return true;
  return childrenOf(node).some(holdsTransform);
}
